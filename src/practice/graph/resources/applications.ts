import { type StoredServicePrincipal, textOf } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { selectPlain } from '../odata/plain-list.ts'
import { showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { resolveObject } from './resolve.ts'

const principal = (call: GraphCall): StoredServicePrincipal => {
  const object = resolveObject(call)
  if (object.type !== 'servicePrincipal') throw new GraphFault('not-found', { id: object.id })
  return object
}

/**
 * This path reads the language of the request strictly, unlike most: `*`, which fetch sends on Node by itself, is refused.
 * https://github.com/microsoftgraph/msgraph-sdk-javascript/issues/999
 */
const showApplication = (call: GraphCall): GraphAnswer => {
  if (call.request.headers['accept-language'] === '*') throw new GraphFault('lang')
  const id = call.params.id ?? ''
  const registered = call.store.applications().find((one) => one.id === id.toLowerCase())
  if (registered) return showObject(call, registered)
  const found = call.store.principals().find((object) => applicationId(call, object) === id.toLowerCase())
  if (!found) throw new GraphFault('not-found', { id })
  return selectPlain(call, 'applications', {
    id,
    deletedDateTime: null,
    appId: textOf(found, 'appId') ?? null,
    displayName: textOf(found, 'displayName') ?? null,
    signInAudience: 'AzureADMyOrg',
  })
}

const applicationId = (call: GraphCall, object: StoredServicePrincipal): string =>
  call.store.ids.uuid('application', object.id)

export const applicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/applications',
    handle: (call) => listObjects(call, { type: entityTypes.application, all: () => call.store.applications() }),
  },
  { method: 'GET', path: '/applications/{id}', handle: showApplication },
  {
    method: 'GET',
    path: '/servicePrincipals',
    handle: (call) => listObjects(call, { type: entityTypes.servicePrincipal, all: () => call.store.principals() }),
  },
  { method: 'GET', path: '/servicePrincipals/{id}', handle: (call) => showObject(call, principal(call)) },
]
