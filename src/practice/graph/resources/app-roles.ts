import type { Json, JsonObject } from '../../../model/json.ts'
import { membershipsOf } from '../../entra/membership.ts'
import { appRoleGrants, type StoredAppRole, tieId } from '../../entra/rights-shelves.ts'
import { type StoredObject, type StoredServicePrincipal, textOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import { contextOf } from '../odata/page-answer.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { bodyObject, resolveGroup, resolveObject, resolveTyped, resolveUser } from './resolve.ts'

/** Where an application has no roles, this one stands for access to it. */
const DEFAULT_ACCESS = '00000000-0000-0000-0000-000000000000'

const types: { readonly [type: string]: string } = {
  user: 'User',
  group: 'Group',
  servicePrincipal: 'ServicePrincipal',
}

const shown = (call: GraphCall, grant: StoredAppRole): JsonObject => {
  const [principal, resource] = [call.store.object(grant.principalId), call.store.object(grant.resourceId)]
  return {
    id: grant.id,
    deletedDateTime: null,
    appRoleId: grant.appRoleId,
    createdDateTime: grant.createdDateTime,
    principalDisplayName: principal ? (textOf(principal, 'displayName') ?? null) : null,
    principalId: grant.principalId,
    principalType: types[principal?.type ?? ''] ?? 'User',
    resourceDisplayName: resource ? (textOf(resource, 'displayName') ?? null) : null,
    resourceId: grant.resourceId,
  }
}

/** Those of the object itself, and of groups that it is a direct member of. */
const grantsTo = (call: GraphCall, principals: readonly string[]): readonly StoredAppRole[] => {
  const wanted = new Set(principals)
  return appRoleGrants(call.store)
    .all()
    .filter(({ principalId, resourceId }) => wanted.has(principalId) && call.store.object(resourceId))
}

const listOf =
  (resolve: (call: GraphCall) => StoredObject) =>
  (call: GraphCall): GraphAnswer => {
    const { id } = resolve(call)
    const groups = membershipsOf(call.store, id).filter(({ type }) => type === 'group')
    const items = grantsTo(call, [id, ...groups.map((group) => group.id)]).map((grant) => shown(call, grant))
    return filteredList(call, { set: 'appRoleAssignments', items })
  }

const resourceOf = (call: GraphCall, id: Json | undefined): StoredServicePrincipal => {
  const object = resolveObject(call, String(id))
  if (object.type !== 'servicePrincipal') throw new GraphFault('not-found', { id: object.id })
  return object
}

/** The roles that are meant for the principal; where an application has none of these, access itself. */
const roleIds = (call: GraphCall, resource: StoredServicePrincipal, principal: StoredObject): readonly string[] => {
  const appRoles = entityTypes.servicePrincipal.read(call.store, resource, 'appRoles')
  const member = principal.type === 'servicePrincipal' ? 'Application' : 'User'
  const own = (Array.isArray(appRoles) ? (appRoles as readonly JsonObject[]) : []).filter(
    ({ allowedMemberTypes }) => !Array.isArray(allowedMemberTypes) || allowedMemberTypes.includes(member),
  )
  return own.length === 0 ? [DEFAULT_ACCESS] : own.map(({ id }) => String(id))
}

const principalOf = (call: GraphCall): StoredServicePrincipal => resolveTyped(call, 'servicePrincipal')

/** `path`: the collection through which the assignment is made; it names the principal, or the resource. */
const create =
  (path: (call: GraphCall) => { readonly set: string; readonly principal?: string; readonly resource?: string }) =>
  (call: GraphCall): GraphAnswer => {
    const { set, ...named } = path(call)
    const { principalId, resourceId, appRoleId } = bodyObject(call)
    if (named.principal !== undefined && String(principalId).toLowerCase() !== named.principal)
      throw new GraphFault('invalid-values')
    if (named.resource !== undefined && String(resourceId).toLowerCase() !== named.resource)
      throw new GraphFault('invalid-values')
    const principal = resolveObject(call, String(principalId))
    const resource = resourceOf(call, resourceId)
    const role = String(appRoleId).toLowerCase()
    if (!roleIds(call, resource, principal).includes(role))
      throw new GraphFault('approle-unknown', { application: textOf(resource, 'appId') ?? resource.id })
    const id = tieId(principal.id, call.store.ids.uuid('app role', resource.id, role))
    if (appRoleGrants(call.store).get(id)) throw new GraphFault('approle-dup')
    const createdDateTime = call.store.timestamp()
    const grant = { id, principalId: principal.id, resourceId: resource.id, appRoleId: role, createdDateTime }
    appRoleGrants(call.store).put(id, grant)
    const context = contextOf(call.publicUrl, set, null, true)
    return { status: 201, body: { '@odata.context': context, ...shown(call, grant) } }
  }

const remove =
  (own: 'principalId' | 'resourceId', resolve: (call: GraphCall) => StoredObject) =>
  (call: GraphCall): GraphAnswer => {
    const { id: holder } = resolve(call)
    const id = call.params.ref ?? ''
    const grant = appRoleGrants(call.store).get(id)
    if (grant?.id !== id || grant[own] !== holder) throw new GraphFault('not-found', { id })
    appRoleGrants(call.store).remove(id)
    return noContent
  }

/** Who has roles in an application. */
const assignedTo = (call: GraphCall): GraphAnswer => {
  const { id } = principalOf(call)
  const items = appRoleGrants(call.store)
    .all()
    .filter(({ principalId, resourceId }) => resourceId === id && call.store.object(principalId))
    .map((grant) => shown(call, grant))
  return filteredList(call, { set: 'appRoleAssignments', items })
}

const assignedOne = (call: GraphCall): GraphAnswer => {
  const resource = principalOf(call)
  const id = call.params.ref ?? ''
  const grant = appRoleGrants(call.store).get(id)
  if (grant?.id !== id || grant.resourceId !== resource.id) throw new GraphFault('not-found', { id })
  const context = contextOf(call.publicUrl, `servicePrincipals('${resource.id}')/appRoleAssignedTo`, null, true)
  return { status: 200, body: { '@odata.context': context, ...shown(call, grant) } }
}

const ofUser = (call: GraphCall) => {
  const { id } = resolveUser(call)
  return { set: `users('${id}')/appRoleAssignments`, principal: id }
}

const ofPrincipal = (call: GraphCall) => {
  const { id } = principalOf(call)
  return { set: `servicePrincipals('${id}')/appRoleAssignments`, principal: id }
}

const ofResource = (call: GraphCall) => {
  const { id } = principalOf(call)
  return { set: `servicePrincipals('${id}')/appRoleAssignedTo`, resource: id }
}

export const appRoleRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/appRoleAssignments', handle: listOf((call) => resolveUser(call)) },
  { method: 'POST', path: '/users/{id}/appRoleAssignments', handle: create(ofUser) },
  {
    method: 'DELETE',
    path: '/users/{id}/appRoleAssignments/{ref}',
    handle: remove('principalId', (call) => resolveUser(call)),
  },
  { method: 'GET', path: '/groups/{id}/appRoleAssignments', handle: listOf((call) => resolveGroup(call)) },
  { method: 'GET', path: '/servicePrincipals/{id}/appRoleAssignments', handle: listOf(principalOf) },
  { method: 'POST', path: '/servicePrincipals/{id}/appRoleAssignments', handle: create(ofPrincipal) },
  {
    method: 'DELETE',
    path: '/servicePrincipals/{id}/appRoleAssignments/{ref}',
    handle: remove('principalId', principalOf),
  },
  { method: 'GET', path: '/servicePrincipals/{id}/appRoleAssignedTo', handle: assignedTo },
  { method: 'GET', path: '/servicePrincipals/{id}/appRoleAssignedTo/{ref}', handle: assignedOne },
  { method: 'POST', path: '/servicePrincipals/{id}/appRoleAssignedTo', handle: create(ofResource) },
  {
    method: 'DELETE',
    path: '/servicePrincipals/{id}/appRoleAssignedTo/{ref}',
    handle: remove('resourceId', principalOf),
  },
]
