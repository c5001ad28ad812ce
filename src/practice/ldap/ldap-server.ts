import type { AddressInfo, Socket } from 'node:net'
import { createServer, type Server, type TLSSocket } from 'node:tls'
import { Fault } from '../../model/fault.ts'
import type { Company } from '../company.ts'
import type { LdapFaults } from '../faults/ldap-faults.ts'
import { answerMessage } from './answer-message.ts'
import { type LdapSession, newSession } from './ldap-session.ts'
import { decodeMessage } from './wire/decode-message.ts'
import { encodeDisconnection } from './wire/encode-response.ts'
import { Frames } from './wire/frames.ts'

export interface LdapServerOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly host: '127.0.0.1'
  /** Private key and certificate, PEM. */
  readonly key: string
  readonly cert: string
  /** What goes wrong on purpose. */
  readonly faults?: LdapFaults
}

/** What is served, and how. */
interface Scene {
  readonly company: Company
  readonly faults: LdapFaults | undefined
}

export interface LdapServer {
  readonly port: number
  /** Ends every connection. */
  stop(): Promise<void>
}

/** What AD says before it closes a connection that sent something else than LDAP. */
const UNDERSTOOD_NOTHING = '00000057: LdapErr: DSID-0C0C0095, comment: Error decoding ldap message, data 0, v4563\0'

/** Answers the messages in a piece of a connection's bytes; false when the connection has to end. */
const serve = (
  { company, faults }: Scene,
  session: LdapSession,
  frames: Frames,
  socket: TLSSocket,
  chunk: Buffer,
): boolean => {
  for (const content of frames.take(chunk)) {
    const message = decodeMessage(content)
    if (message.request.op === 'unbind') return false
    const answer = answerMessage(company, session, message, faults)
    if (answer === 'cut') {
      socket.destroy()
      return true
    }
    if (answer.length > 0) write(socket, Buffer.concat(answer), faults?.holdBack() ?? 0)
  }
  return true
}

/** Held back for some milliseconds; answers may then overtake one another, as LDAP allows. */
const write = (socket: TLSSocket, bytes: Buffer, holdBackMs: number): void => {
  if (holdBackMs === 0) socket.write(bytes)
  else setTimeout(() => socket.writable && socket.write(bytes), holdBackMs)
}

const attend = (scene: Scene, socket: TLSSocket): void => {
  const session = newSession()
  const frames = new Frames()
  socket.setNoDelay(true)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk: Buffer) => {
    try {
      if (!serve(scene, session, frames, socket, chunk)) socket.end()
    } catch {
      socket.end(encodeDisconnection(UNDERSTOOD_NOTHING))
      socket.removeAllListeners('data')
    }
  })
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Fault('practice/port-taken', { port }, { cause: error }) : error)
    })
    server.listen(port, host, () => resolve())
  })

/** Serves the company's directory as LDAP over TLS, as a domain controller does on port 636. */
export const startLdapServer = async (company: Company, options: LdapServerOptions): Promise<LdapServer> => {
  const sockets = new Set<Socket>()
  const server = createServer({ key: options.key, cert: options.cert, minVersion: 'TLSv1.2' }, (socket) =>
    attend({ company, faults: options.faults }, socket),
  )
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  await listen(server, options.port, options.host)
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { port: (server.address() as AddressInfo).port, stop }
}
