import type { JsonObject } from '../../../model/json.ts'
import { consentGrants, type StoredConsent, tieId } from '../../entra/rights-shelves.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { filteredList } from '../odata/filtered-list.ts'
import { contextOf } from '../odata/page-answer.ts'
import { selectPlain } from '../odata/plain-list.ts'
import type { Route } from '../route.ts'
import { bodyObject, resolveObject, resolveUser } from './resolve.ts'

const SET = 'oauth2PermissionGrants'

const shown = (grant: StoredConsent): JsonObject => ({ ...grant })

const all = (call: GraphCall): readonly StoredConsent[] => consentGrants(call.store).all()

const ofUser = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const items = all(call)
    .filter(({ principalId }) => principalId === user.id)
    .map(shown)
  return filteredList(call, { set: SET, items })
}

const named = (call: GraphCall): StoredConsent => {
  const id = call.params.id ?? ''
  const grant = consentGrants(call.store).get(id)
  if (grant?.id !== id) throw new GraphFault('not-found', { id })
  return grant
}

/** A consent in somebody's name, or an administrator's for everybody. */
const create = (call: GraphCall): GraphAnswer => {
  const { clientId, resourceId, consentType, principalId, scope } = bodyObject(call)
  if (consentType !== 'Principal' && consentType !== 'AllPrincipals') throw new GraphFault('invalid-values')
  const [client, resource] = [resolveObject(call, String(clientId)), resolveObject(call, String(resourceId))]
  if (client.type !== 'servicePrincipal' || resource.type !== 'servicePrincipal') throw new GraphFault('invalid-values')
  const user = consentType === 'Principal' ? resolveUser(call, String(principalId)) : null
  if (typeof scope !== 'string') throw new GraphFault('invalid-values')
  const id = tieId(client.id, resource.id, ...(user ? [user.id] : []))
  if (consentGrants(call.store).get(id)) throw new GraphFault('grant-dup')
  const grant: StoredConsent = {
    id,
    clientId: client.id,
    consentType,
    principalId: user?.id ?? null,
    resourceId: resource.id,
    scope,
  }
  consentGrants(call.store).put(id, grant)
  return { status: 201, body: { '@odata.context': contextOf(call.publicUrl, SET, null, true), ...shown(grant) } }
}

const update = (call: GraphCall): GraphAnswer => {
  const grant = named(call)
  const { scope } = bodyObject(call)
  if (typeof scope !== 'string') throw new GraphFault('invalid-values')
  consentGrants(call.store).put(grant.id, { ...grant, scope })
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  consentGrants(call.store).remove(named(call).id)
  return noContent
}

export const consentRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/oauth2PermissionGrants', handle: ofUser },
  {
    method: 'GET',
    path: '/oauth2PermissionGrants',
    handle: (call) => filteredList(call, { set: SET, items: all(call).map(shown) }),
  },
  { method: 'POST', path: '/oauth2PermissionGrants', handle: create },
  { method: 'GET', path: '/oauth2PermissionGrants/{id}', handle: (call) => selectPlain(call, SET, shown(named(call))) },
  { method: 'PATCH', path: '/oauth2PermissionGrants/{id}', handle: update },
  { method: 'DELETE', path: '/oauth2PermissionGrants/{id}', handle: remove },
]
