import { readOptions } from './odata/query-options.ts'
import type { Route } from './route.ts'

/** What a request costs of the quota. https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits */
const reads: { readonly [path: string]: number } = {
  '/users': 2,
  '/groups/{id}/members': 3,
  '/groups/{id}/transitiveMembers': 5,
  '/users/{id}/memberOf': 2,
  '/users/{id}/transitiveMemberOf': 2,
  '/users/{id}/licenseDetails': 2,
  '/users/{id}/ownedObjects': 2,
  '/subscribedSkus': 3,
  '/directoryObjects/getByIds': 5,
}
const SMALL_PAGE = 20

export const resourceUnits = (route: Route, query: URLSearchParams): number => {
  const base = reads[route.path] ?? 1
  if (route.method !== 'GET') return base
  const { select, expand, top } = readOptions(query)
  const discount = (select ? 1 : 0) + (top !== null && top < SMALL_PAGE ? 1 : 0)
  return Math.max(1, base - discount + (expand.length > 0 ? 1 : 0))
}
