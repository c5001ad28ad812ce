import { type StoredServicePrincipal, textOf } from '../../entra/stored-objects.ts'
import type { GraphAnswer, GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { selectPlain } from '../odata/plain-list.ts'
import { showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'

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
]
