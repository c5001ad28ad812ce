import type { Json, JsonObject } from '../model/json.ts'
import type { PushedUser } from '../ports/pushed-users.ts'
import { changeUser, type UserChange } from './change-user.ts'
import type { DraftUsers } from './draft-users.ts'
import type { Kept } from './keep-drafts.ts'
import { isObject } from './match-filter.ts'
import { errorBody, invalidSyntax, invalidValue, ScimProblem } from './scim-problem.ts'
import { bulkLimits } from './service-documents.ts'
import { etagOf } from './user-resource.ts'
import type { WriteUsers } from './write-users.ts'

const REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

interface Operation {
  readonly method: string
  readonly path: string
  readonly bulkId: string | null
  readonly version: string | undefined
  readonly data: Json | undefined
}

/** What became of an operation so far. */
interface Result {
  readonly operation: Operation
  readonly outcome: PushedUser | ScimProblem
}

/** Does many changes in the order in which they depend on each other, and hands them on together. https://www.rfc-editor.org/rfc/rfc7644#section-3.7 */
export const bulk = async (
  body: JsonObject,
  base: string,
  write: WriteUsers,
  uuid: () => string,
): Promise<JsonObject> => {
  const { operations, failOnErrors } = readBulk(body)
  const { value: results, kept } = await write.many((drafts) => doAll(operations, failOnErrors, drafts, uuid))
  return { schemas: [RESPONSE], Operations: results.map((result) => answerOf(result, kept, base)) }
}

const readBulk = (body: JsonObject): { readonly operations: readonly Operation[]; readonly failOnErrors: number } => {
  const { schemas, Operations: given, failOnErrors = 0 } = body
  if (!Array.isArray(schemas) || schemas.length !== 1 || schemas[0] !== REQUEST)
    throw invalidSyntax(`schemas of a bulk request is ["${REQUEST}"].`)
  if (!Array.isArray(given) || given.length === 0) throw invalidSyntax('Operations is missing.')
  if (given.length > bulkLimits.maxOperations)
    throw new ScimProblem(413, `A bulk request has ${bulkLimits.maxOperations} operations at most.`, 'tooMany')
  if (typeof failOnErrors !== 'number' || !Number.isInteger(failOnErrors) || failOnErrors < 0)
    throw invalidValue('failOnErrors has to be a whole number.')
  const operations = given.map(readOperation)
  const ids = operations.flatMap(({ bulkId }) => bulkId ?? [])
  if (new Set(ids).size < ids.length) throw invalidValue('A bulkId is there twice.')
  return { operations, failOnErrors }
}

const readOperation = (given: Json): Operation => {
  if (!isObject(given)) throw invalidSyntax('An operation is no map.')
  const { method, path, bulkId, version, data } = given
  if (typeof method !== 'string' || typeof path !== 'string') throw invalidSyntax('An operation has no method or path.')
  return {
    method: method.toUpperCase(),
    path,
    bulkId: typeof bulkId === 'string' && bulkId !== '' ? bulkId : null,
    version: typeof version === 'string' ? version : undefined,
    data,
  }
}

/** Operations that name users which others add wait for those. Answers in the order of the request. */
const doAll = async (
  operations: readonly Operation[],
  failOnErrors: number,
  drafts: DraftUsers,
  uuid: () => string,
): Promise<readonly Result[]> => {
  const results = new Map<Operation, Result>()
  const ids = new Map<string, string | null>()
  const failures = (): number => [...results.values()].filter(({ outcome }) => outcome instanceof ScimProblem).length
  let waiting = operations
  while (waiting.length > 0) {
    const before = waiting.length
    const later: Operation[] = []
    for (const operation of waiting) {
      if (failOnErrors > 0 && failures() >= failOnErrors) break
      if (referencesOf(operation).some((id) => isAdded(id, operations) && !ids.has(id))) {
        later.push(operation)
        continue
      }
      const outcome = await attempt(operation, ids, drafts, uuid)
      results.set(operation, { operation, outcome })
      if (operation.bulkId !== null) ids.set(operation.bulkId, outcome instanceof ScimProblem ? null : outcome.id)
    }
    waiting = later
    if (waiting.length === before) for (const one of waiting) results.set(one, { operation: one, outcome: inCircle() })
    if (waiting.length === before) break
  }
  return operations.flatMap((operation) => results.get(operation) ?? [])
}

const inCircle = (): ScimProblem => invalidValue('The operation waits for others, which wait for it.')

const REFERENCE = /"bulkId:([^"]+)"/g

/** bulkIds that an operation names, other than its own. */
const referencesOf = ({ data, path }: Operation): readonly string[] => {
  const inPath = /\/bulkId:(.+)$/.exec(path)?.[1]
  const inData = [...JSON.stringify(data ?? null).matchAll(REFERENCE)].flatMap(([, id]) => id ?? [])
  return inPath === undefined ? inData : [inPath, ...inData]
}

const isAdded = (bulkId: string, operations: readonly Operation[]): boolean =>
  operations.some((operation) => operation.bulkId === bulkId && operation.method === 'POST')

const attempt = async (
  operation: Operation,
  ids: ReadonlyMap<string, string | null>,
  drafts: DraftUsers,
  uuid: () => string,
): Promise<PushedUser | ScimProblem> => {
  try {
    const failed = referencesOf(operation).find((id) => ids.get(id) === null || !ids.has(id))
    if (failed !== undefined) throw invalidValue(`The user bulkId:${failed}, which the operation names, was not added.`)
    return await changeUser(
      changeOf(operation, (id) => ids.get(id) ?? '', uuid),
      drafts,
    )
  } catch (thrown) {
    if (thrown instanceof ScimProblem) return thrown
    throw thrown
  }
}

const changeOf = (operation: Operation, idOf: (bulkId: string) => string, uuid: () => string): UserChange => {
  const { method, path, bulkId, version, data } = operation
  const [, id] = /^\/Users(?:\/([^/]+))?$/.exec(path) ?? []
  if (!/^\/Users(?:\/|$)/.test(path)) throw new ScimProblem(501, 'There are only users here.')
  if (method === 'POST' && id === undefined) {
    if (bulkId === null) throw invalidSyntax('The operation has no bulkId.')
    return { method, id: uuid(), body: resolved(data, idOf) }
  }
  if (id === undefined || (method !== 'PUT' && method !== 'PATCH' && method !== 'DELETE'))
    throw invalidSyntax('The operation is none that users have.')
  const target = id.startsWith('bulkId:') ? idOf(id.slice('bulkId:'.length)) : id
  const common = { id: target, ...(version === undefined ? {} : { version }) }
  return method === 'DELETE' ? { method, ...common } : { method, ...common, body: resolved(data, idOf) }
}

const resolved = (data: Json | undefined, idOf: (bulkId: string) => string): JsonObject => {
  if (!isObject(data)) throw invalidSyntax('The operation has no data.')
  return replaced(data, idOf) as JsonObject
}

const replaced = (value: Json, idOf: (bulkId: string) => string): Json => {
  if (typeof value === 'string') return value.startsWith('bulkId:') ? idOf(value.slice('bulkId:'.length)) : value
  if (Array.isArray(value)) return value.map((each: Json) => replaced(each, idOf))
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replaced(each, idOf)]))
}

const BUSY = new ScimProblem(503, 'Others are changing the same user; try again later.')

const successes: { readonly [method: string]: string } = { POST: '201', DELETE: '204' }

const answerOf = ({ operation, outcome }: Result, kept: ReadonlyMap<string, Kept>, base: string): JsonObject => {
  const { method, bulkId } = operation
  const common = { method, ...(bulkId === null ? {} : { bulkId }) }
  const later = outcome instanceof ScimProblem ? outcome : (kept.get(outcome.id) ?? 'kept')
  const problem = later === 'overtaken' ? BUSY : later
  if (problem instanceof ScimProblem) {
    const { status, message, scimType } = problem
    return { ...common, status: String(status), response: { ...errorBody(status, message, scimType) } }
  }
  const { id, version } = outcome as PushedUser
  const status = successes[method] ?? '200'
  return { ...common, location: `${base}/Users/${id}`, version: etagOf(version), status }
}
