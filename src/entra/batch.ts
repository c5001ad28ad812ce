import { Fault } from '../model/fault.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { listIn, member, numberIn, objectOf, textIn } from '../wire/json-shape.ts'
import type { GraphAnswer, GraphRequest } from './graph-request.ts'
import { urls } from './graph-url.ts'

/** https://learn.microsoft.com/graph/json-batching#batch-size-limitations */
export const MOST_PER_BATCH = 20

/** Several requests as one. Made by hand: what the client has for it sends addresses that Graph does not understand. */
export const batchRequest = (requests: readonly GraphRequest[], doing: string): GraphRequest => {
  const body = { requests: requests.map((request, index) => itemOf(request, String(index + 1))) }
  const common = { method: 'POST', path: urls.batch, body, doing } as const
  return requests.every(({ method }) => method === 'GET') ? { ...common, readsOnly: true } : common
}

const itemOf = (request: GraphRequest, id: string): JsonObject => ({
  id,
  method: request.method,
  url: request.path,
  headers: { 'Accept-Language': 'en-US', ...('body' in request ? { 'Content-Type': 'application/json' } : {}) },
  ...('body' in request ? { body: request.body } : {}),
})

/** The answers in the order of the requests; undefined for a request that the batch does not answer. */
export const batchAnswers = ({ json }: GraphAnswer, count: number): readonly (GraphAnswer | undefined)[] => {
  const byId = new Map(listIn(json, 'responses')?.map((response) => [idOf(response), response]))
  return Array.from({ length: count }, (_, index) => answerOf(byId.get(String(index + 1))))
}

/** Ids may come back as numbers. */
const idOf = (response: Json): string => String(member(response, 'id') ?? '')

const answerOf = (response: Json | undefined): GraphAnswer | undefined => {
  const status = numberIn(response, 'status')
  if (status === undefined) return undefined
  const headers = new Headers()
  for (const name of Object.keys(objectOf(member(response, 'headers')) ?? {})) {
    const value = textIn(member(response, 'headers'), name) ?? numberIn(member(response, 'headers'), name)
    if (value !== undefined) headers.set(name, String(value))
  }
  const json = member(response, 'body')
  return { status, headers, json, text: typeof json === 'string' ? json : '' }
}

/** A server that takes no batch, or not this one, still takes the requests one by one. */
export const takesNoBatch = (thrown: unknown): boolean =>
  thrown instanceof Fault && (thrown.code === 'entra/bad-request' || thrown.code === 'entra/not-found')
