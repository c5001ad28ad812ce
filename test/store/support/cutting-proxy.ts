import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What happens to the next commit that passes. */
export type Cut = 'after the server has got it' | 'before the server gets it' | 'nothing'

export interface CuttingProxy {
  readonly port: number
  cut(next: Cut): void
}

/** A simple query. https://www.postgresql.org/docs/current/protocol-message-formats.html */
const COMMIT = Buffer.from('commit\0')

/** Passes everything on to a database server, and cuts the connection at a commit when told to. */
export const cuttingProxy = async (target: number): Promise<CuttingProxy> => {
  const sockets = new Set<Socket>()
  let next: Cut = 'nothing'
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('data', (data: Buffer) => {
      const cut = data.includes(COMMIT) ? next : 'nothing'
      if (cut !== 'nothing') next = 'nothing'
      if (cut === 'before the server gets it') upstream.destroy()
      else upstream.write(data)
      if (cut !== 'nothing') client.destroy()
    })
    upstream.on('data', (data) => client.write(data))
    upstream.on('close', () => client.destroy())
    client.on('close', () => upstream.end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    port: (server.address() as AddressInfo).port,
    cut: (cut) => {
      next = cut
    },
  }
}
