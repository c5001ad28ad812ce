import { isSynced } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { showObject } from '../odata/show-object.ts'
import type { Route } from '../route.ts'
import { directoryObjectType } from '../schema/entity-type.ts'
import { bodyReference, resolveUser } from './resolve.ts'

const show = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const manager = call.store.object(call.store.manager(user.id) ?? '')
  if (!manager) throw new GraphFault('no-manager')
  return showObject(call, manager, directoryObjectType)
}

const set = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  const manager = bodyReference(call)
  if (isSynced(user)) throw new GraphFault('onprem')
  if (manager.type !== 'user') throw new GraphFault('member-type', { property: 'manager' })
  call.store.setManager(user.id, manager.id)
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  const user = resolveUser(call)
  if (isSynced(user)) throw new GraphFault('onprem')
  if (call.store.manager(user.id) === undefined) throw new GraphFault('no-manager')
  call.store.setManager(user.id, null)
  return noContent
}

export const managerRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/{id}/manager', handle: show },
  { method: 'PUT', path: '/users/{id}/manager/$ref', handle: set },
  { method: 'DELETE', path: '/users/{id}/manager/$ref', handle: remove },
]
