import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { Ber, BerReader, BerWriter, BindRequest, PagedResultsControl, SearchRequest } from 'ldapts'
import type { AdSettings } from '../../src/ad/open-ad.ts'
import { Secret } from '../../src/model/secret.ts'
import { issueCertificates } from '../../src/practice/tls/issue-certificates.ts'

/** Tags of requests, RFC 4511 §4.2-4.12, and of the answers to them. */
const OPERATIONS = {
  96: { op: 'bind', answer: 0x61 },
  66: { op: 'unbind', answer: 0 },
  99: { op: 'search', answer: 0x65 },
  102: { op: 'modify', answer: 0x67 },
  104: { op: 'add', answer: 0x69 },
  74: { op: 'delete', answer: 0x6b },
  108: { op: 'move', answer: 0x6d },
  80: { op: 'abandon', answer: 0 },
} as const

type Tag = keyof typeof OPERATIONS
const ENTRY = 0x64
const REFERENCE = 0x73

/** A request, and the ways to answer it. */
export interface FakeRequest {
  readonly op: (typeof OPERATIONS)[Tag]['op']
  /** Which connection it came on, from 1. */
  readonly connection: number
  /** All bytes of it. */
  readonly bytes: Buffer
  /** Present for a bind. */
  readonly user?: string
  /** Present for a search. */
  readonly search?: SearchRequest
  /** Cookie of a paged search. */
  readonly cookie: string
  entry(dn: string, attributes: { readonly [name: string]: readonly (string | Buffer)[] }): void
  reference(url: string): void
  /** The final answer; `cookie` is what paging goes on with. */
  done(result?: number, text?: string, cookie?: string): void
  /** Ends the connection in the middle of everything. */
  cut(): void
  /** Bytes as they are. */
  raw(bytes: Buffer): void
}

export interface FakeLdapServer {
  readonly port: number
  /** Settings that let `openAd` in. */
  readonly settings: AdSettings
  /** Everything that came, in order. */
  readonly requests: readonly FakeRequest[]
  connections(): number
  /** Ends all connections, as a server does with idle ones. */
  dropAll(): void
  stop(): Promise<void>
}

const message = (id: number, write: (writer: BerWriter) => void, cookie?: string): Buffer => {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  write(writer)
  if (cookie !== undefined) {
    writer.startSequence(0xa0)
    new PagedResultsControl({ value: { size: 0, cookie: Buffer.from(cookie) } }).write(writer)
    writer.endSequence()
  }
  writer.endSequence()
  return writer.buffer
}

const answerBytes = (id: number, tag: number, result: number, text: string, cookie?: string): Buffer =>
  message(
    id,
    (writer) => {
      writer.startSequence(tag)
      writer.writeEnumeration(result)
      writer.writeString('')
      writer.writeString(text)
      writer.endSequence()
    },
    cookie,
  )

const entryBytes = (id: number, dn: string, attributes: Parameters<FakeRequest['entry']>[1]): Buffer =>
  message(id, (writer) => {
    writer.startSequence(ENTRY)
    writer.writeString(dn)
    writer.startSequence()
    for (const [name, values] of Object.entries(attributes)) {
      writer.startSequence()
      writer.writeString(name)
      writer.startSequence(0x31)
      for (const value of values)
        writer.writeBuffer(Buffer.isBuffer(value) ? value : Buffer.from(value), Ber.OctetString)
      writer.endSequence()
      writer.endSequence()
    }
    writer.endSequence()
    writer.endSequence()
  })

const readRequest = (
  bytes: Buffer,
): { id: number; tag: Tag; bind?: BindRequest; search?: SearchRequest; cookie: string } => {
  const reader = new BerReader(bytes)
  reader.readSequence()
  const id = reader.readInt() ?? 0
  const tag = reader.peek() as Tag
  if (tag === 0x60) {
    reader.readSequence()
    const bind = new BindRequest({ messageId: id })
    bind.parse(reader, [])
    return { id, tag, bind, cookie: '' }
  }
  if (tag !== 0x63) return { id, tag, cookie: '' }
  reader.readSequence()
  // The filter is read from the bytes; the constructor wants one all the same.
  const search = new SearchRequest({ messageId: id, filter: undefined as never })
  search.parse(reader, [])
  const paging = search.controls?.find((control) => control instanceof PagedResultsControl)
  return { id, tag, search, cookie: paging?.value?.cookie?.toString() ?? '' }
}

/** The messages in a stream of bytes. */
const splitter = (each: (bytes: Buffer) => void): ((chunk: Buffer) => void) => {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const reader = new BerReader(rest)
      if (reader.readSequence() === null || reader.remain < reader.length) return
      const end = reader.offset + reader.length
      each(Buffer.from(rest.subarray(0, end)))
      rest = rest.subarray(end)
    }
  }
}

/**
 * An LDAPS server of which a test decides every answer; by default each request succeeds and finds nothing. For faults that a real domain
 * controller does not show on demand.
 */
export const fakeLdapServer = async (
  answer: (request: FakeRequest) => void = (request) => request.done(),
  options: { readonly host?: string; readonly certificatesFrom?: number } = {},
): Promise<FakeLdapServer> => {
  const host = options.host ?? '127.0.0.1'
  const { ca, cert, key } = await issueCertificates(options.certificatesFrom ?? Date.now())
  const requests: FakeRequest[] = []
  const sockets = new Set<Socket>()
  let connections = 0

  const server = createTlsServer({ cert, key }, (socket) => {
    const connection = ++connections
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.on(
      'data',
      splitter((bytes) => {
        const { id, tag, bind, search, cookie } = readRequest(bytes)
        const { op, answer: answerTag } = OPERATIONS[tag]
        const request: FakeRequest = {
          op,
          connection,
          bytes,
          cookie,
          ...(bind ? { user: bind.dn } : {}),
          ...(search ? { search } : {}),
          entry: (dn, attributes) => socket.write(entryBytes(id, dn, attributes)),
          reference: (url) =>
            socket.write(
              message(id, (writer) => {
                writer.startSequence(REFERENCE)
                writer.writeString(url)
                writer.endSequence()
              }),
            ),
          done: (result = 0, text = '', next) => socket.write(answerBytes(id, answerTag, result, text, next)),
          cut: () => socket.destroy(),
          raw: (raw) => socket.write(raw),
        }
        requests.push(request)
        if (op !== 'unbind' && op !== 'abandon') answer(request)
      }),
    )
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    requests,
    settings: {
      servers: [`ldaps://${host}:${port}`],
      user: 'svc-joinery@corp.contoso.com',
      password: new Secret('Practice-Service-1!'),
      ca,
      connectTimeoutMs: 2000,
      timeoutMs: 2000,
    },
    connections: () => connections,
    dropAll: () => {
      for (const socket of sockets) socket.destroy()
    },
    stop: () => stopped(server, sockets),
  }
}

const stopped = (server: Server, sockets: ReadonlySet<Socket>): Promise<void> => {
  for (const socket of sockets) socket.destroy()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** A server that takes connections and never says a word. */
export const silentServer = async (): Promise<{ readonly url: string; stop(): Promise<void> }> => {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `ldaps://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => stopped(server, sockets) }
}
