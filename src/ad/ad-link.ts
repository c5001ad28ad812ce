import { BindRequest, type Message } from 'ldapts'
import type { Secret } from '../model/secret.ts'
import { type Attempt, toAdFault } from './ad-error.ts'
import { LdapRefusal, TransportError } from './ldap-errors.ts'
import { type LdapAnswer, LdapSocket, type SocketSettings } from './ldap-socket.ts'

export interface LinkSettings extends SocketSettings {
  readonly user: string
  readonly password: Secret
}

/** Sends one request. */
export type Send = (build: (messageId: number) => Message) => Promise<LdapAnswer>

/** Before something that only reads is done again; a connection that was idle for long is gone, and that needs no pause. */
const PAUSES_MS = [0, 100, 400, 1000]

/** Result codes busy and unavailable. https://www.rfc-editor.org/rfc/rfc4511#appendix-A */
const BUSY: ReadonlySet<number> = new Set([51, 52])

/** Trouble that is over a moment later, as a rule. */
const isPassing = (error: unknown): boolean =>
  (error instanceof TransportError && error.trouble === 'lost') ||
  (error instanceof LdapRefusal && BUSY.has(error.resultCode))

/** Requests on their way at one time; more wait here, so that their time limit does not run while they queue at the server. */
const IN_FLIGHT = 64

/**
 * Signed-in access to one domain controller for a whole run. When the connection ends, the next request opens one to the same server: what
 * one replica has seen, another may not have. However many requests wait for it, one connection is opened and signed in once.
 */
export class AdLink {
  readonly #settings: LinkSettings
  #socket: Promise<LdapSocket> | null = null
  #open: LdapSocket | null = null
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(settings: LinkSettings) {
    this.#settings = settings
  }

  get server(): string {
    return this.#settings.server.url
  }

  /** Connects and signs in, unless that has been done. Throws faults. */
  async connect(): Promise<void> {
    await this.#guard({ target: this.#settings.user, isWrite: false }, () => this.#signedIn())
  }

  /**
   * Does something that changes nothing, over one connection, for the place in a list of pages is known on its own connection alone. When that
   * breaks, or the server has too much to do, it is done again from its beginning, a few times.
   */
  read<T>(target: string, work: (send: Send) => Promise<T>): Promise<T> {
    return this.#guard({ target, isWrite: false }, async () => {
      for (const pause of PAUSES_MS) {
        try {
          return await this.#overOneSocket(work)
        } catch (error) {
          if (!isPassing(error)) throw error
        }
        if (pause > 0) await this.#settings.clock.sleep(pause)
      }
      return this.#overOneSocket(work)
    })
  }

  /** Sends a request that changes something, and never a second time. */
  async write(target: string, build: (messageId: number) => Message, attribute?: string): Promise<void> {
    await this.#guard({ target, isWrite: true, ...(attribute ? { attribute } : {}) }, () =>
      this.#overOneSocket((send) => send(build)),
    )
  }

  close(): void {
    this.#open?.close()
    this.#open = null
    this.#socket = null
  }

  async #guard<T>(attempt: Omit<Attempt, 'server'>, action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      throw toAdFault(error, { ...attempt, server: this.server })
    }
  }

  async #overOneSocket<T>(work: (send: Send) => Promise<T>): Promise<T> {
    let socket: LdapSocket | null = null
    return work((build) =>
      this.#inTurn(async () => {
        socket ??= await this.#signedIn()
        return socket.send(build)
      }),
    )
  }

  async #inTurn<T>(action: () => Promise<T>): Promise<T> {
    if (this.#running >= IN_FLIGHT) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#running++
    try {
      return await action()
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  #signedIn(): Promise<LdapSocket> {
    if (this.#open?.isOpen && this.#socket) return this.#socket
    if (this.#socket && !this.#open) return this.#socket
    this.#open = null
    const opening = this.#signIn()
    this.#socket = opening
    opening.then(
      (socket) => {
        if (this.#socket === opening) this.#open = socket
      },
      () => {
        if (this.#socket === opening) this.#socket = null
      },
    )
    return opening
  }

  async #signIn(): Promise<LdapSocket> {
    const { user, password, connectTimeoutMs } = this.#settings
    const socket = await LdapSocket.open(this.#settings)
    try {
      await socket.send(
        (messageId) => new BindRequest({ messageId, dn: user, password: password.reveal() }),
        connectTimeoutMs,
      )
      return socket
    } catch (error) {
      socket.close()
      throw error
    }
  }
}
