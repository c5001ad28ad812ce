import type { JsonObject } from '../../../model/json.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import { settleGroupLicences, settleInheritedLicences } from '../../entra/group-licences.ts'
import { freeSeats, skuOf } from '../../entra/licence-rules.ts'
import { type StoredObject, type StoredUser, textOf, textsOf } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { conflict, GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { directoryObjectType, entityTypes } from '../schema/entity-type.ts'
import { guardTarget } from './privileged.ts'
import { bodyObject, requireGuid } from './resolve.ts'
import { isAddressTaken } from './user-rules.ts'

const deletedOf = (call: GraphCall): StoredObject => {
  const id = call.params.id ?? ''
  const object = call.store.deleted(requireGuid(id))
  if (!object) throw new GraphFault('not-found', { id })
  return object
}

const list = (call: GraphCall): GraphAnswer => {
  const type = Object.values(entityTypes).find(({ name }) => name.toLowerCase() === call.cast?.toLowerCase())
  if (call.cast !== null && !type) throw new GraphFault('segment', { segment: `microsoft.graph.${call.cast}` })
  const all = (): readonly StoredObject[] =>
    call.store.deletedObjects().filter((object) => !type || object.type === type.name)
  return listObjects(call, { type: type ?? directoryObjectType, deleted: true, all })
}

const restore = (call: GraphCall): GraphAnswer => {
  const object = deletedOf(call)
  const restored = object.type === 'user' ? restoreUser(call, object) : { ...object, deletedDateTime: null }
  call.store.put(restored)
  if (restored.type === 'user') settleInheritedLicences(call.store, restored.id)
  if (restored.type === 'group') settleGroupLicences(call.store, restored.id)
  return showObject(call, restored, directoryObjectType)
}

const restoreUser = (call: GraphCall, user: StoredUser): StoredUser => {
  guardTarget(call, user)
  const { store } = call
  const wish: JsonObject = call.request.body === undefined ? {} : bodyObject(call)
  const former = (textOf(user, 'userPrincipalName') ?? '').slice(user.id.replaceAll('-', '').length)
  const userPrincipalName = typeof wish.newUserPrincipalName === 'string' ? wish.newUserPrincipalName : former
  if (store.find('userPrincipalName', userPrincipalName).length > 0) throw conflict('user-dup-upn', 'userPrincipalName')
  const proxyAddresses = freeAddresses(store, user)
  const reconcile = wish.autoReconcileProxyConflict === true
  if (!reconcile && proxyAddresses.length < textsOf(user, 'proxyAddresses').length)
    throw conflict('user-dup-proxy', 'proxyAddresses')
  return {
    ...user,
    deletedDateTime: null,
    licences: seated(store, user),
    properties: { ...user.properties, userPrincipalName, proxyAddresses },
  }
}

const freeAddresses = (store: EntraStore, user: StoredUser): readonly string[] =>
  textsOf(user, 'proxyAddresses').filter((address) => !isAddressTaken(store, address.replace(/^smtp:/i, ''), user.id))

/** The licences that still have a seat. */
const seated = (store: EntraStore, user: StoredUser): StoredUser['licences'] =>
  user.licences.filter(({ skuId }) => {
    const sku = skuOf(store, skuId)
    return sku !== undefined && freeSeats(store, sku) > 0
  })

const erase = (call: GraphCall): GraphAnswer => {
  call.store.erase(deletedOf(call).id)
  return noContent
}

export const deletedItemRoutes: readonly Route[] = [
  { method: 'GET', path: '/directory/deletedItems', handle: list },
  {
    method: 'GET',
    path: '/directory/deletedItems/{id}',
    handle: (call) => showObject(call, deletedOf(call), directoryObjectType),
  },
  { method: 'POST', path: '/directory/deletedItems/{id}/restore', handle: restore },
  { method: 'DELETE', path: '/directory/deletedItems/{id}', handle: erase },
]
