import { BindRequest, type Message } from 'ldapts'
import type { Secret } from '../model/secret.ts'
import { type Attempt, toAdFault } from './ad-error.ts'
import { TransportError } from './ldap-errors.ts'
import { type LdapAnswer, LdapSocket, type SocketSettings } from './ldap-socket.ts'

export interface LinkSettings extends SocketSettings {
  readonly user: string
  readonly password: Secret
}

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

  /** Sends a request that changes nothing; once more over a new connection when the old one broke. */
  read(target: string, build: (messageId: number) => Message): Promise<LdapAnswer> {
    return this.#guard({ target, isWrite: false }, async () => {
      try {
        return await this.#send(build)
      } catch (error) {
        if (!(error instanceof TransportError && error.trouble === 'lost')) throw error
        return this.#send(build)
      }
    })
  }

  /** Sends a request that changes something, and never a second time. */
  async write(target: string, build: (messageId: number) => Message, attribute?: string): Promise<void> {
    await this.#guard({ target, isWrite: true, ...(attribute ? { attribute } : {}) }, () => this.#send(build))
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

  async #send(build: (messageId: number) => Message): Promise<LdapAnswer> {
    if (this.#running >= IN_FLIGHT) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.#running++
    try {
      const socket = await this.#signedIn()
      return await socket.send(build)
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
