import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json, JsonObject } from '../../../model/json.ts'
import { type AdminScene, answerAdminApi, isAdminApi } from '../../exchange/adminapi/answer-admin-api.ts'
import { answerBatch } from '../answer-batch.ts'
import { answerRequest, cutOff, type GraphScene, refusal } from '../answer-request.ts'
import { answerSignIn } from '../auth/answer-sign-in.ts'
import { EXCHANGE_AUDIENCE } from '../auth/sign-in.ts'
import type { SignInScene } from '../auth/sign-in-scene.ts'
import { type GraphAnswer, type GraphRequest, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { parseBody, readText } from './read-body.ts'

/** Graph, Exchange and the sign-in service behind one address. */
export interface ServiceScene {
  readonly graph: GraphScene
  readonly exchange: AdminScene
  readonly signIn: SignInScene
  readonly advance?: (ms: number) => void
}

const VERSION = /^\/(v1\.0|beta)(?=\/|$)/
/** No part of Microsoft's: how the time of the company is asked and moved. */
const CLOCK = '/practice/clock'
const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8'

/** Answers one HTTP request. A write is kept in the company's file before its answer leaves. */
export const serve = async (scene: ServiceScene, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const at = new URL(request.url ?? '/', 'http://practice')
  if (isAdminApi(at.pathname)) return serveExchange(scene, request, response, at)
  if (at.pathname === CLOCK) return serveClock(scene, request, response)
  const version = VERSION.exec(at.pathname)?.[1]
  if (version === undefined) return serveSignIn(scene, request, response, at)
  const requestId = randomUUID()
  const headers = headersOf(request)
  const path = at.pathname.slice(version.length + 1)
  const outline = { method: request.method ?? 'GET', path, query: at.searchParams, headers, requestId }
  const asked = { ...scene, graph: askedAt(scene.graph, headers.host) }
  const answer = await answerGraph(asked, outline, request, version)
  if (outline.method !== 'GET') scene.graph.tenancy.commit()
  const holdBackMs = scene.graph.faults?.holdBack() ?? 0
  if (holdBackMs > 0) await sleep(holdBackMs)
  send(response, answer, { 'request-id': requestId, 'client-request-id': headers['client-request-id'] ?? requestId })
}

/** `{host}` in what links begin with stands for the address at which the client asked. */
const askedAt = (graph: GraphScene, host = '127.0.0.1'): GraphScene => ({
  ...graph,
  publicUrl: graph.publicUrl.replace('{host}', host),
})

const answerGraph = async (
  { graph, signIn }: ServiceScene,
  outline: Omit<GraphRequest, 'body'>,
  message: IncomingMessage,
  version: string,
): Promise<GraphAnswer> => {
  try {
    const text = await readText(message)
    const caller = signIn.issuer.read(outline.headers.authorization)
    if (version !== 'v1.0') throw new GraphFault('version', { version })
    const request = { ...outline, body: parseBody(text, outline.headers['content-type']) }
    const isBatch = /^\/\$batch\/?$/i.test(outline.path)
    if (isBatch && outline.method !== 'POST') throw new GraphFault('method')
    return isBatch ? answerBatch(graph, caller, request) : answerRequest(graph, caller, request)
  } catch (error) {
    if (error instanceof GraphFault) return refusal(graph, outline, error)
    throw error
  }
}

/** `GET` tells the company's time, `POST {"advance": <milliseconds>}` moves it on. It takes the token that Graph takes. */
const serveClock = async (
  { graph, signIn, advance }: ServiceScene,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const headers = headersOf(request)
  try {
    const text = await readText(request)
    signIn.issuer.read(headers.authorization)
    if (request.method === 'POST') {
      const ms = Number((parseBody(text, headers['content-type']) as JsonObject | undefined)?.advance)
      if (!advance || !Number.isSafeInteger(ms) || ms < 0) throw new GraphFault('invalid-values')
      advance(ms)
    }
    send(response, { status: 200, body: { now: new Date(graph.tenancy.entra.clock.now()).toISOString() } }, {})
  } catch (error) {
    if (!(error instanceof GraphFault)) throw error
    send(response, refusal(graph, { headers, requestId: randomUUID() }, error), {})
  }
}

const serveExchange = async (
  scene: ServiceScene,
  request: IncomingMessage,
  response: ServerResponse,
  at: URL,
): Promise<void> => {
  const requestId = randomUUID()
  const headers = headersOf(request)
  const outline = { method: request.method ?? 'GET', path: at.pathname, query: at.searchParams, headers, requestId }
  const answer = await answerExchange(scene, outline, request)
  scene.exchange.tenancy.commit()
  const holdBackMs = scene.exchange.faults?.holdBack() ?? 0
  if (holdBackMs > 0) await sleep(holdBackMs)
  send(response, answer, { 'request-id': requestId })
}

const answerExchange = async (
  { exchange, signIn, graph }: ServiceScene,
  outline: Omit<GraphRequest, 'body'>,
  message: IncomingMessage,
): Promise<GraphAnswer> => {
  try {
    const text = await readText(message)
    const caller = signIn.issuer.read(outline.headers['authorization'], EXCHANGE_AUDIENCE)
    return answerAdminApi(exchange, caller, { ...outline, body: parseBody(text, outline.headers['content-type']) })
  } catch (error) {
    if (error instanceof GraphFault) return refusal(graph, outline, error)
    throw error
  }
}

const headersOf = ({ headers }: IncomingMessage): { readonly [name: string]: string } =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )

const serveSignIn = async (
  scene: ServiceScene,
  request: IncomingMessage,
  response: ServerResponse,
  at: URL,
): Promise<void> => {
  const secure = 'encrypted' in request.socket
  const base = `${secure ? 'https' : 'http'}://${request.headers.host ?? '127.0.0.1'}`
  const body = await readText(request).catch(() => '')
  const carryOut = (): GraphAnswer =>
    answerSignIn(scene.signIn, {
      method: request.method ?? 'GET',
      path: at.pathname,
      base,
      query: at.searchParams,
      body,
    }) ?? {
      status: 404,
      body: { error: 'not_found' },
    }
  const refuse = ({ status, headers }: GraphFault): GraphAnswer => ({
    status,
    headers,
    body: { error: 'temporarily_unavailable' },
  })
  const { faults } = scene.graph
  send(response, faults ? faults.meetSignIn({ carryOut, refuse, done: noContent, cut: cutOff }) : carryOut(), {})
}

/** A reset where the connection can be, so that clients see what a broken line looks like; TLS knows only an end. */
const cutConnection = ({ socket }: ServerResponse): void => {
  if (socket && 'encrypted' in socket) socket.destroy()
  else socket?.resetAndDestroy()
}

const send = (
  response: ServerResponse,
  { status, body, text, headers, cut }: GraphAnswer,
  trace: { readonly [name: string]: string },
): void => {
  if (cut) {
    cutConnection(response)
    return
  }
  const payload = text ?? (body === undefined ? undefined : JSON.stringify(body satisfies Json))
  const type = text === undefined ? JSON_TYPE : 'text/plain'
  response.writeHead(status, {
    'cache-control': 'no-cache',
    'strict-transport-security': 'max-age=31536000',
    'odata-version': '4.0',
    ...(payload === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(payload) }),
    ...trace,
    ...headers,
  })
  response.end(payload)
}
