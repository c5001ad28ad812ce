import type { JsonObject } from '../../../model/json.ts'
import { type StoredServicePrincipal, textOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { conflict, GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { showCreated, showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { guardQuota } from './quota.ts'
import { bodyObject, resolveTyped } from './resolve.ts'
import { readProperties } from './write-properties.ts'

const principalOf = (call: GraphCall): StoredServicePrincipal => resolveTyped(call, 'servicePrincipal')

const named = (call: GraphCall, appId: string): StoredServicePrincipal | undefined =>
  call.store.principals().find((principal) => textOf(principal, 'appId')?.toLowerCase() === appId.toLowerCase())

/** Takes an application into the tenant. https://learn.microsoft.com/graph/api/serviceprincipal-post-serviceprincipals */
const create = (call: GraphCall): GraphAnswer => {
  const { appId, ...rest } = bodyObject(call)
  if (typeof appId !== 'string') throw new GraphFault('required', { property: 'appId', resource: 'ServicePrincipal' })
  const properties = readProperties(rest, entityTypes.servicePrincipal)
  if (named(call, appId)) throw conflict('principal-dup', 'servicePrincipalNames')
  const application = call.store.applications().find((one) => textOf(one, 'appId') === appId)
  if (!application) throw new GraphFault('principal-app', { appId })
  guardQuota(call)
  const principal: StoredServicePrincipal = {
    type: 'servicePrincipal',
    id: call.store.newId(),
    deletedDateTime: null,
    properties: { ...inherited(application.properties), accountEnabled: true, ...properties, appId },
  }
  call.store.put(principal)
  return showCreated(call, principal)
}

const inherited = ({ displayName, appRoles }: JsonObject): JsonObject => ({
  displayName: displayName ?? null,
  appRoles: appRoles ?? [],
  servicePrincipalType: 'Application',
})

const update = (call: GraphCall): GraphAnswer => {
  const principal = principalOf(call)
  const properties = readProperties(bodyObject(call), entityTypes.servicePrincipal)
  call.store.put({ ...principal, properties: { ...principal.properties, ...properties } })
  return noContent
}

/** It lies among the deleted items for 30 days. https://learn.microsoft.com/graph/api/serviceprincipal-delete */
const remove = (call: GraphCall): GraphAnswer => {
  call.store.put({ ...principalOf(call), deletedDateTime: call.store.timestamp() })
  return noContent
}

export const servicePrincipalRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/servicePrincipals',
    handle: (call) => listObjects(call, { type: entityTypes.servicePrincipal, all: () => call.store.principals() }),
  },
  { method: 'POST', path: '/servicePrincipals', handle: create },
  { method: 'GET', path: '/servicePrincipals/{id}', handle: (call) => showObject(call, principalOf(call)) },
  { method: 'PATCH', path: '/servicePrincipals/{id}', handle: update },
  { method: 'DELETE', path: '/servicePrincipals/{id}', handle: remove },
]
