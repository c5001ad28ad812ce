import type { Json } from '../../../model/json.ts'
import { transitiveMembershipsOf } from '../../entra/membership.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { bodyObject, isGuid, resolveGroup, resolveObject, resolveTyped, resolveUser } from './resolve.ts'

/** https://learn.microsoft.com/graph/api/directoryobject-checkmembergroups#request-body */
const MOST_CHECKED = 20

const textList = (call: GraphCall, value: readonly string[]): GraphAnswer => ({
  status: 200,
  body: { '@odata.context': `${call.publicUrl}/$metadata#Collection(Edm.String)`, value },
})

type Resolve = (call: GraphCall) => StoredObject

const isGroup = ({ type }: StoredObject): boolean => type === 'group'

/** Everything that the object is in, through groups as well. */
const get =
  (resolve: Resolve, wanted: (holder: StoredObject) => boolean) =>
  (call: GraphCall): GraphAnswer => {
    const object = resolve(call)
    const { securityEnabledOnly } = bodyObject(call)
    if (typeof securityEnabledOnly !== 'boolean')
      throw new GraphFault('required', { property: 'securityEnabledOnly', resource: 'DirectoryObject' })
    // https://learn.microsoft.com/graph/api/directoryobject-getmembergroups: only for users and service principals.
    if (securityEnabledOnly && object.type !== 'user' && object.type !== 'servicePrincipal')
      throw new GraphFault('invalid-values')
    const isSecure = (holder: StoredObject): boolean =>
      !securityEnabledOnly || !isGroup(holder) || holder.properties.securityEnabled === true
    const holders = transitiveMembershipsOf(call.store, object.id).filter(
      (holder) => wanted(holder) && isSecure(holder),
    )
    return textList(
      call,
      holders.map(({ id }) => id),
    )
  }

const check =
  (resolve: Resolve, list: 'groupIds' | 'ids', wanted: (holder: StoredObject) => boolean) =>
  (call: GraphCall): GraphAnswer => {
    const object = resolve(call)
    const ids = idsIn(bodyObject(call)[list], list)
    const holders = new Set(
      transitiveMembershipsOf(call.store, object.id)
        .filter(wanted)
        .map(({ id }) => id),
    )
    return textList(
      call,
      ids.filter((id) => holders.has(id)),
    )
  }

const idsIn = (value: Json | undefined, list: string): readonly string[] => {
  if (!Array.isArray(value)) throw new GraphFault('required', { property: list, resource: 'DirectoryObject' })
  const ids = value.map((id: Json) => String(id).toLowerCase())
  if (ids.length > MOST_CHECKED || !ids.every(isGuid)) throw new GraphFault('invalid-values')
  return ids
}

const anything = (): boolean => true

const routesOf = (collection: string, resolve: Resolve): readonly Route[] => [
  { method: 'POST', path: `/${collection}/{id}/getMemberGroups`, handle: get(resolve, isGroup) },
  { method: 'POST', path: `/${collection}/{id}/getMemberObjects`, handle: get(resolve, anything) },
  { method: 'POST', path: `/${collection}/{id}/checkMemberGroups`, handle: check(resolve, 'groupIds', isGroup) },
  { method: 'POST', path: `/${collection}/{id}/checkMemberObjects`, handle: check(resolve, 'ids', anything) },
]

export const membershipCheckRoutes: readonly Route[] = [
  ...routesOf('users', (call) => resolveUser(call)),
  ...routesOf('groups', (call) => resolveGroup(call)),
  ...routesOf('devices', (call) => resolveTyped(call, 'device')),
  ...routesOf('servicePrincipals', (call) => resolveTyped(call, 'servicePrincipal')),
  ...routesOf('directoryObjects', (call) => resolveObject(call)),
]
