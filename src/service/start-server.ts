import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerOptions } from 'node:http'
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https'
import { createSecureContext } from 'node:tls'
import { getRequestListener } from '@hono/node-server'
import { Fault } from '../model/fault.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceSettings } from './service-settings.ts'

/** A server that listens. */
export interface ListeningServer {
  /** `http://127.0.0.1:7300` */
  readonly address: string
  /** Reads the certificate anew, so that a renewed one is used without a restart. */
  renew(): Promise<void>
  /** Takes no new requests, lets those under way come to their end for so long, and closes every connection. Answers whether all came to their end. */
  stop(withinMs: number): Promise<boolean>
}

type Handle = (request: Request, env: unknown) => Response | Promise<Response>

/** How often connections are looked at for those that take too long, in milliseconds. */
const LOOK_MS = 1000
const MOST_HEADERS = 16_384

/** Listens. Throws `serve/cannot-listen` and `serve/bad-certificate`. */
export const startServer = async (
  { host, port, tls, limits }: ServiceSettings,
  handle: Handle,
  clock: Clock,
): Promise<ListeningServer> => {
  // https://nodejs.org/api/http.html#httpcreateserveroptions-requestlistener
  const options: ServerOptions = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(LOOK_MS, limits.headersMs),
    keepAliveTimeout: limits.headersMs,
    maxHeaderSize: MOST_HEADERS,
  }
  const underWay = new Set<Promise<unknown>>()
  let stopping = false
  const listener = getRequestListener(async (request, env) => {
    if (stopping) return new Response(null, { status: 503, headers: { connection: 'close' } })
    return handle(request, env)
  })
  const serve: Parameters<typeof createServer>[1] = (incoming, outgoing) => {
    const ended = new Promise<void>((resolve) => outgoing.once('close', resolve))
    underWay.add(ended)
    void ended.then(() => underWay.delete(ended))
    if (stopping) outgoing.setHeader('connection', 'close')
    void listener(incoming, outgoing)
  }
  const server: Server | TlsServer = tls
    ? createTlsServer({ ...options, ...(await pemOf(tls)), minVersion: 'TLSv1.2' }, serve)
    : createServer(options, serve)
  server.maxConnections = limits.connections
  await listening(server, host, port)
  return {
    address: addressOf(server, host, tls !== null),
    async renew() {
      if (tls && 'setSecureContext' in server) server.setSecureContext({ ...(await pemOf(tls)), minVersion: 'TLSv1.2' })
    },
    async stop(withinMs) {
      stopping = true
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      const late = new AbortController()
      const isComplete = await Promise.race([
        Promise.all(underWay).then(() => true),
        clock.sleep(withinMs, late.signal).then(
          () => false,
          () => false,
        ),
      ])
      late.abort()
      server.closeAllConnections()
      await closed
      return isComplete
    },
  }
}

const pemOf = async ({ certificate, key }: { readonly certificate: string; readonly key: string }) => {
  const read = (file: string): Promise<Buffer> =>
    readFile(file).catch((cause: unknown) => {
      throw new Fault('serve/bad-certificate', { file, why: 'it cannot be read' }, { cause })
    })
  const pem = { cert: await read(certificate), key: await read(key) }
  try {
    createSecureContext(pem)
    return pem
  } catch (cause) {
    throw new Fault(
      'serve/bad-certificate',
      { file: certificate, why: `it and ${key} are no certificate with its key` },
      { cause },
    )
  }
}

const listening = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(new Fault('serve/cannot-listen', { host, port, code: cause.code ?? '' }, { cause }))
    })
    server.listen({ host, port }, resolve)
  })

const addressOf = (server: Server, host: string, isTls: boolean): string => {
  const bound = server.address()
  const port = typeof bound === 'object' && bound ? bound.port : 0
  return `${isTls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
