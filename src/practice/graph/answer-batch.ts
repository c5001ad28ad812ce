import type { Json, JsonObject } from '../../model/json.ts'
import { answerRequest, cutOff, type GraphScene, refusal } from './answer-request.ts'
import type { Caller, GraphAnswer, GraphRequest } from './graph-call.ts'
import { GraphFault } from './graph-fault.ts'

/** https://learn.microsoft.com/graph/json-batching */
const MOST_ITEMS = 20
const FAILED_FROM = 400

interface Item {
  /** As the client wrote it: some write numbers. */
  readonly id: string | number
  readonly method: string
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Json | undefined
  readonly dependsOn: readonly string[]
}

/** Answers `POST /$batch`: each item by itself, in the order that `dependsOn` asks for. A malformed batch is refused as a whole. */
export const answerBatch = (scene: GraphScene, caller: Caller, request: GraphRequest): GraphAnswer => {
  const items = readItems(request.body)
  const answers = new Map<string, GraphAnswer>()
  for (const item of inOrder(items)) answers.set(keyOf(item.id), answerItem(scene, caller, request, item, answers))
  // All parts share one connection.
  if ([...answers.values()].some(({ cut }) => cut)) return cutOff
  const responses = items.map((item) => responseOf(item, answers.get(keyOf(item.id)) ?? { status: 500 }))
  return { status: 200, body: { responses } }
}

const keyOf = (id: string | number): string => String(id).toLowerCase()

const readItems = (body: Json | undefined): readonly Item[] => {
  const requests = isObject(body) ? body.requests : undefined
  if (!Array.isArray(requests) || requests.length === 0 || requests.length > MOST_ITEMS)
    throw new GraphFault('batch-format')
  const items = requests.map((item: Json) => readItem(item))
  const keys = new Set(items.map(({ id }) => keyOf(id)))
  const known = items.every(({ dependsOn }) => dependsOn.every((id) => keys.has(id)))
  if (keys.size < items.length || !known) throw new GraphFault('batch-format')
  return items
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const readItem = (value: Json): Item => {
  if (!isObject(value)) throw new GraphFault('batch-format')
  const { id, method, url, headers, body, dependsOn } = value
  const named = (typeof id === 'string' && id !== '') || typeof id === 'number'
  if (!named || typeof method !== 'string' || typeof url !== 'string') throw new GraphFault('batch-format')
  return {
    id,
    method: method.toUpperCase(),
    url,
    body,
    headers: isObject(headers) ? lowerCased(headers) : {},
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map((other: Json) => keyOf(String(other))) : [],
  }
}

const lowerCased = (headers: JsonObject): { readonly [name: string]: string } =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

/** Items after those they depend on. A circle can never be served. */
const inOrder = (items: readonly Item[]): readonly Item[] => {
  const ordered: Item[] = []
  const done = new Set<string>()
  while (ordered.length < items.length) {
    const ready = items.filter((item) => !done.has(keyOf(item.id)) && item.dependsOn.every((id) => done.has(id)))
    if (ready.length === 0) throw new GraphFault('batch-format')
    for (const item of ready) {
      ordered.push(item)
      done.add(keyOf(item.id))
    }
  }
  return ordered
}

const answerItem = (
  scene: GraphScene,
  caller: Caller,
  outer: GraphRequest,
  item: Item,
  answers: ReadonlyMap<string, GraphAnswer>,
): GraphAnswer => {
  const request = requestOf(outer, item)
  const failed = item.dependsOn.some((id) => (answers.get(id)?.status ?? FAILED_FROM) >= FAILED_FROM)
  if (failed) return refusal(scene, request, new GraphFault('batch-dependency'))
  if (/^\/\$batch$/i.test(request.path)) return refusal(scene, request, new GraphFault('batch-format'))
  const typed = request.headers['content-type']?.includes('json') ?? false
  if (item.body !== undefined && !typed) return refusal(scene, request, new GraphFault('body-type'))
  return answerRequest(scene, caller, request)
}

const requestOf = (outer: GraphRequest, { url, method, headers, body }: Item): GraphRequest => {
  const at = url.indexOf('?')
  const path = at < 0 ? url : url.slice(0, at)
  const language = outer.headers['accept-language']
  return {
    method,
    path: path.startsWith('/') ? path : `/${path}`,
    query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)),
    headers: { ...(language === undefined ? {} : { 'accept-language': language }), ...headers },
    body,
    requestId: outer.requestId,
  }
}

const responseOf = ({ id }: Item, { status, headers, body, text }: GraphAnswer): JsonObject => ({
  id,
  status,
  headers: {
    'Cache-Control': 'no-cache',
    'OData-Version': '4.0',
    ...(body === undefined
      ? {}
      : {
          'Content-Type':
            'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
        }),
    ...(text === undefined ? {} : { 'Content-Type': 'text/plain' }),
    ...headers,
  },
  ...(body === undefined ? {} : { body }),
  ...(text === undefined ? {} : { body: Number(text) }),
})
