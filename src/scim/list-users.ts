import type { JsonObject } from '../model/json.ts'
import type { PushedUser, PushedUsers } from '../ports/pushed-users.ts'
import { type Filter, onlyValue } from './filter.ts'
import { matches } from './match-filter.ts'
import { parseFilter } from './parse-filter.ts'
import { invalidValue } from './scim-problem.ts'
import { type Selection, selected, userResource } from './user-resource.ts'

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
/** So many users are answered at a time. */
export const MOST_RESULTS = 200
const STANDARD_RESULTS = 100

/** What of the users is asked for. https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2 */
export interface ListQuery extends Selection {
  readonly filter: string | undefined
  /** From 1. */
  readonly startIndex: number
  readonly count: number
}

/** Reads a number of a query; undefined where it is not given. */
export const numberOf = (given: unknown, name: string): number | undefined => {
  if (given === undefined || given === null || given === '') return undefined
  const number = typeof given === 'string' && /^[+-]?\d{1,9}$/.test(given) ? Number(given) : given
  if (typeof number !== 'number' || !Number.isInteger(number)) throw invalidValue(`${name} has to be a whole number.`)
  return number
}

/** Numbers below what makes sense count as the least that does. https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.4 */
export const pageOf = (
  startIndex: number | undefined,
  count: number | undefined,
): Pick<ListQuery, 'startIndex' | 'count'> => ({
  startIndex: Math.max(1, startIndex ?? 1),
  count: Math.min(MOST_RESULTS, Math.max(0, count ?? STANDARD_RESULTS)),
})

/** A ListResponse with a page of the users of a source. */
export const listUsers = async (
  query: ListQuery,
  { source, base, users }: { readonly source: string; readonly base: string; readonly users: PushedUsers },
): Promise<JsonObject> => {
  const filter = query.filter === undefined ? null : parseFilter(query.filter)
  const all = await candidates(filter, source, users)
  const resources = all.map((user) => userResource(user, base))
  const found = filter ? resources.filter((resource) => matches(filter, resource)) : resources
  const page = found.slice(query.startIndex - 1, query.startIndex - 1 + query.count)
  return {
    schemas: [LIST],
    totalResults: found.length,
    startIndex: query.startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => selected(resource, query)),
  }
}

/** Users among whom all are whom a filter asks for. Most clients look for one user before each change. */
const candidates = async (
  filter: Filter | null,
  source: string,
  users: PushedUsers,
): Promise<readonly PushedUser[]> => {
  const userName = filter && onlyValue(filter, 'userName')
  if (typeof userName === 'string') return users.find(source, { userName })
  const externalId = filter && onlyValue(filter, 'externalId')
  return typeof externalId === 'string' ? users.find(source, { externalId }) : users.list(source)
}
