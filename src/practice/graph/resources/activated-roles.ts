import type { StoredRole } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import type { Route } from '../route.ts'
import { bodyReference, resolveObject } from './resolve.ts'

const roleIn = (call: GraphCall): StoredRole => {
  const object = resolveObject(call)
  if (object.type !== 'directoryRole') throw new GraphFault('not-found', { id: object.id })
  return object
}

const add = (call: GraphCall): GraphAnswer => {
  const role = roleIn(call)
  const member = bodyReference(call)
  if (call.store.members.has(role.id, member.id)) throw new GraphFault('member-dup')
  call.store.link('members', role.id, member.id)
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  const role = roleIn(call)
  const ref = call.params.ref ?? ''
  if (!call.store.unlink('members', role.id, ref.toLowerCase())) throw new GraphFault('member-missing', { id: ref })
  return noContent
}

/** Members of roles that are activated, as there were before role assignments. */
export const activatedRoleRoutes: readonly Route[] = [
  { method: 'POST', path: '/directoryRoles/{id}/members/$ref', handle: add },
  { method: 'DELETE', path: '/directoryRoles/{id}/members/{ref}/$ref', handle: remove },
]
