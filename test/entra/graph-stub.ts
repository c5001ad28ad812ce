import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type EntraConnection, openEntra } from '../../src/entra/open-entra.ts'
import { Fault } from '../../src/model/fault.ts'
import type { Json } from '../../src/model/json.ts'
import { Secret } from '../../src/model/secret.ts'
import { type QuickClock, quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'

export interface Received {
  readonly method: string
  /** Path and query as they came over the wire. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** An answer of the stub; `reset` cuts the connection after the request has arrived, `silence` never answers, `half` stops in the middle. */
export type Reply =
  | {
      readonly status: number
      readonly json?: Json
      readonly text?: string
      readonly headers?: { readonly [name: string]: string }
    }
  | 'reset'
  | 'silence'
  | 'half'

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

const give = (reply: Reply, response: ServerResponse): void => {
  if (reply === 'silence') return
  if (reply === 'reset') return void response.socket?.destroy()
  if (reply === 'half') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
    return void response.write('{"value":[')
  }
  const text = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json))
  const type = reply.text === undefined ? 'application/json' : 'text/html'
  response.writeHead(reply.status, { ...(text ? { 'content-type': type } : {}), ...reply.headers }).end(text)
}

const listen = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A port on which nobody listens. */
export const closedPort = async (): Promise<number> => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

export interface GraphStub {
  readonly baseUrl: string
  readonly received: readonly Received[]
}

/** A server on loopback that answers as it is told, and remembers what it got. */
export const graphStub = async (answer: (request: Received, index: number) => Reply): Promise<GraphStub> => {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const got = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: await bodyOf(request),
    }
    received.push(got)
    give(answer(got, received.length - 1), response)
  })
  return { baseUrl: `http://127.0.0.1:${await listen(server)}/v1.0`, received }
}

export const token = new Secret('token-of-the-practice-tenant')

/** The adapter connected to a stub, on a clock that does not make anybody wait. */
export const connectedTo = async (
  { baseUrl }: Pick<GraphStub, 'baseUrl'>,
  more: { readonly clock?: QuickClock; readonly correlation?: string; readonly fetch?: typeof fetch } = {},
): Promise<EntraConnection & { readonly clock: QuickClock }> => {
  const { clock = quickClock(), correlation, fetch } = more
  const settings = {
    tenant: 'contoso.com',
    cloud: 'global',
    credential: { kind: 'token', token },
    baseUrl,
  } as const
  const deps = { clock, random: seededRandom(), fetch, correlation: () => correlation }
  return { ...(await openEntra(settings, deps)), clock }
}

/** The stub and the adapter connected to it. */
export const stubbed = async (
  answer: (request: Received, index: number) => Reply,
  more: { readonly correlation?: string } = {},
): Promise<GraphStub & EntraConnection & { readonly clock: QuickClock }> => {
  const stub = await graphStub(answer)
  return { ...stub, ...(await connectedTo(stub, more)) }
}

/** Replies in this order; the last one from then on. */
export const inTurn =
  (...replies: readonly Reply[]) =>
  (_request: Received, index: number): Reply =>
    replies[Math.min(index, replies.length - 1)] ?? { status: 500 }

export const ok = (json: Json): Reply => ({ status: 200, json })

/** An error as the directory gives it. */
export const refusal = (
  status: number,
  code: string,
  message: string,
  headers: { readonly [name: string]: string } = {},
): Reply => ({
  status,
  headers,
  json: {
    error: {
      code,
      message,
      innerError: { date: '2026-12-01T08:00:00', 'request-id': 'f2c5a0de-0000-4000-8000-000000000001' },
    },
  },
})

export const adele = '87d349ed-44d7-43e1-9a83-5f2406dee5bd'
export const megan = '48d31887-5fad-4d73-a9f5-3c356e68a038'
export const sales = '02bd9fd6-8f93-4758-87c3-1fb73740a315'
export const finance = 'b320ee12-b1cd-4cca-b648-a437be61c5cd'

export const adeleAsRead: Json = {
  '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users(id)/$entity',
  id: adele,
  userPrincipalName: 'adele.vance@contoso.com',
  displayName: 'Adele Vance',
}

/** The fault that a promise ends with. */
export const faultOf = async (promise: Promise<unknown>): Promise<Fault> => {
  const thrown = await promise.then(
    () => new Error('nothing was thrown'),
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown
  throw thrown
}
