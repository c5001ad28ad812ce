import { softDelete } from '../../entra/soft-delete.ts'
import { addSponsor, isSponsor, removeSponsor } from '../../entra/sponsors.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { guardTarget } from './privileged.ts'
import { bodyReference, resolveObject, resolveUser } from './resolve.ts'

/** https://learn.microsoft.com/graph/api/user-post-sponsors */
const add = (call: GraphCall): GraphAnswer => {
  const guest = resolveUser(call)
  const sponsor = bodyReference(call)
  if (sponsor.type !== 'user' && sponsor.type !== 'group') throw new GraphFault('member-type', { property: 'sponsors' })
  if (isSponsor(call.store, guest.id, sponsor.id)) throw new GraphFault('sponsor-dup')
  addSponsor(call.store, guest.id, sponsor.id)
  return noContent
}

const remove = (call: GraphCall): GraphAnswer => {
  const guest = resolveUser(call)
  const ref = call.params.ref ?? ''
  if (!isSponsor(call.store, guest.id, ref)) throw new GraphFault('member-missing', { id: ref })
  removeSponsor(call.store, guest.id, ref)
  return noContent
}

/** Without `/$ref` the sponsor himself is meant. https://learn.microsoft.com/graph/api/user-delete-sponsors (caution) */
const deleteSponsor = (call: GraphCall): GraphAnswer => {
  const guest = resolveUser(call)
  const target = resolveObject(call, call.params.ref)
  if (!isSponsor(call.store, guest.id, target.id) || target.type !== 'user')
    throw new GraphFault('member-missing', { id: target.id })
  requireRoles(call.caller, ['User.DeleteRestore.All', 'User.ReadWrite.All', 'User.ReadWrite.CrossCloud'])
  guardTarget(call, target)
  softDelete(call.store, target)
  return noContent
}

export const sponsorRoutes: readonly Route[] = [
  { method: 'POST', path: '/users/{id}/sponsors/$ref', handle: add },
  { method: 'DELETE', path: '/users/{id}/sponsors/{ref}/$ref', handle: remove },
  { method: 'DELETE', path: '/users/{id}/sponsors/{ref}', handle: deleteSponsor },
]
