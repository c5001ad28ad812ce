import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { Fault } from '../../../model/fault.ts'

/** Certificate and key as PEM. */
export interface TlsMaterial {
  readonly cert: string
  readonly key: string
}

export interface Listener {
  readonly port: number
  /** Ends when every connection is closed. */
  stop(): Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Listens on loopback. Port 0 takes any that is free. */
export const listen = async (
  handler: Handler,
  at: { readonly port: number; readonly tls?: TlsMaterial | undefined },
): Promise<Listener> => {
  const server = at.tls ? createTlsServer({ ...at.tls }, handler) : createServer(handler)
  await opened(server, at.port)
  const { port } = server.address() as AddressInfo
  return { port, stop: () => closed(server) }
}

const opened = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Fault('practice/port-taken', { port }, { cause: error }) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error')
      resolve()
    })
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
