import {
  connect,
  createSecureContext,
  getCACertificates,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import {
  AbandonRequest,
  type Control,
  type Message,
  MessageParser,
  type MessageResponse,
  SearchEntry,
  SearchReference,
  UnbindRequest,
} from 'ldapts'
import type { Clock } from '../ports/clock.ts'
import { LdapRefusal, TransportError, type TransportTrouble } from './ldap-errors.ts'
import type { ServerAddress } from './server-address.ts'

export interface SocketSettings {
  readonly server: ServerAddress
  /** PEM of the authorities to trust instead of those of Node and the operating system. */
  readonly ca?: string
  readonly connectTimeoutMs: number
  readonly timeoutMs: number
  readonly clock: Clock
}

export interface LdapAnswer {
  readonly entries: readonly SearchEntry[]
  readonly controls: readonly Control[]
}

interface Pending {
  readonly entries: SearchEntry[]
  readonly sentAtByte: number
  resolve(answer: LdapAnswer): void
  reject(error: Error): void
}

const MAX_MESSAGE_ID = 2 ** 31 - 1

/** Error codes of OpenSSL as Node reports them. https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const troubleOf = (error: NodeJS.ErrnoException): TransportTrouble => {
  const code = error.code ?? ''
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'wrong-host'
  return /CERT|CRL|ISSUER|SIGNATURE|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH/.test(code) ? 'not-trusted' : 'unreachable'
}

/** Calls `late` after `ms` unless the function that is answered was called before. */
const deadline = (clock: Clock, ms: number, late: () => void): (() => void) => {
  const stop = new AbortController()
  clock.sleep(ms, stop.signal).then(late, () => {})
  return () => stop.abort()
}

let usual: SecureContext | null = null

/** What a domain-joined machine trusts counts too: there the company's authority is in the system's store. Reading it takes 0.2 s, once. */
const trusted = (ca: string | undefined): SecureContext => {
  if (ca !== undefined) return createSecureContext({ ca, minVersion: 'TLSv1.2' })
  usual ??= createSecureContext({
    ca: [...new Set([...rootCertificates, ...getCACertificates('system')])],
    minVersion: 'TLSv1.2',
  })
  return usual
}

const openTls = ({ server, ca, connectTimeoutMs, clock }: SocketSettings): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const { host, port } = server
    const socket = connect({ host, port, secureContext: trusted(ca) })
    // Requests are small and overlap: waiting to fill packets would cost 40 ms each.
    socket.setNoDelay(true)
    socket.setKeepAlive(true, 60_000)
    const fail = (error: TransportError): void => {
      stop()
      socket.destroy()
      reject(error)
    }
    const stop = deadline(clock, connectTimeoutMs, () =>
      fail(new TransportError('silent', `no answer within ${connectTimeoutMs} ms`, { sent: false })),
    )
    const failed = (error: Error): void =>
      fail(new TransportError(troubleOf(error), error.message, { sent: false, cause: error }))
    const closed = (): void => failed(new Error('the server closed the connection before it was secure'))
    socket.on('error', failed)
    socket.on('close', closed)
    socket.once('secureConnect', () => {
      stop()
      socket.off('error', failed)
      socket.off('close', closed)
      resolve(socket)
    })
  })

/**
 * One TLS connection to one server, from its opening to its end; it never reconnects. Requests may overlap. ldapts encodes and decodes,
 * but its Client is not used: it opens a socket for each request that finds none, keeps half-read messages across connections, ends paging
 * at an empty page, prints passwords with NODE_DEBUG, and splits a new DN wrongly where a value ends in a backslash.
 */
export class LdapSocket {
  readonly #tls: TLSSocket
  readonly #settings: SocketSettings
  readonly #parser = new MessageParser()
  readonly #pending = new Map<number, Pending>()
  #lastId = 0
  #ended: Error | null = null

  static async open(settings: SocketSettings): Promise<LdapSocket> {
    return new LdapSocket(await openTls(settings), settings)
  }

  private constructor(tls: TLSSocket, settings: SocketSettings) {
    this.#tls = tls
    this.#settings = settings
    this.#parser.on('message', (message) => this.#receive(message))
    // After bytes that cannot be read, nothing that follows can be trusted to be a message.
    this.#parser.on('error', (error) => this.#end(error))
    tls.on('data', (data) => this.#parser.read(data, new Map()))
    tls.on('error', (error) => this.#end(error))
    tls.on('end', () => this.#end(new Error('the server closed the connection')))
    tls.on('close', () => this.#end(new Error('the connection was closed')))
  }

  get isOpen(): boolean {
    return this.#ended === null
  }

  /** Sends one request. Throws `LdapRefusal` when the server refuses it and `TransportError` when no answer came. */
  send(build: (messageId: number) => Message, timeoutMs = this.#settings.timeoutMs): Promise<LdapAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) throw new TransportError('lost', this.#ended.message, { sent: false, cause: this.#ended })
      if (!(this.#tls.encrypted && this.#tls.authorized))
        throw new TransportError('not-trusted', 'the connection is not secure', { sent: false })
      const id = this.#nextId()
      const bytes = build(id).write()
      const stop = deadline(this.#settings.clock, timeoutMs, () => this.#late(id, timeoutMs))
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          stop()
          this.#pending.delete(id)
          how(value)
        }
      this.#pending.set(id, {
        entries: [],
        sentAtByte: this.#tls.bytesRead,
        resolve: settle(resolve),
        reject: settle(reject),
      })
      this.#tls.write(bytes)
    })
  }

  /** Says goodbye and closes. */
  close(): void {
    if (this.isOpen) this.#tls.write(new UnbindRequest({ messageId: this.#nextId() }).write())
    this.#end(new Error('the connection was closed by Joinery'))
  }

  #nextId(): number {
    this.#lastId = this.#lastId >= MAX_MESSAGE_ID ? 1 : this.#lastId + 1
    return this.#lastId
  }

  #receive(message: MessageResponse): void {
    const pending = this.#pending.get(message.messageId)
    if (!pending || message instanceof SearchReference) return
    if (message instanceof SearchEntry) pending.entries.push(message)
    else if (message.status === 0) pending.resolve({ entries: pending.entries, controls: message.controls ?? [] })
    else pending.reject(new LdapRefusal(message.status, message.errorMessage))
  }

  /** A server that sent other answers meanwhile is alive, and only this request is given up; one that sent nothing is taken for dead. */
  #late(id: number, timeoutMs: number): void {
    const pending = this.#pending.get(id)
    if (!pending) return
    const isDead = this.#tls.bytesRead === pending.sentAtByte
    pending.reject(new TransportError('silent', `no answer within ${timeoutMs} ms`, { sent: true }))
    if (isDead) this.#end(new Error(`the server was silent for ${timeoutMs} ms`))
    else this.#tls.write(new AbandonRequest({ messageId: this.#nextId(), abandonId: id }).write())
  }

  #end(reason: Error): void {
    if (this.#ended) return
    this.#ended = reason
    // Lets what was written leave, but keeps no process alive for it.
    this.#tls.destroySoon()
    this.#tls.unref()
    for (const pending of [...this.#pending.values()]) {
      pending.reject(new TransportError('lost', reason.message, { sent: true, cause: reason }))
    }
  }
}
