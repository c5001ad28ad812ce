import type { Json, JsonObject } from '../../../model/json.ts'
import { followMembership } from '../../entra/licence-worker.ts'
import { softDelete } from '../../entra/soft-delete.ts'
import { isDynamic, isSynced, isUnified, type StoredGroup, type StoredObject } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { guardRoleGroup, isExchangeOwned } from './group-rules.ts'
import { guardTarget } from './privileged.ts'
import { bodyReference, resolveGroup, resolveObject, resolveReference } from './resolve.ts'

const MOST_OWNERS = 100

/** The objects named by `members@odata.bind` or `owners@odata.bind`. */
export const boundReferences = (
  call: GraphCall,
  body: JsonObject,
  link: 'members' | 'owners',
): readonly StoredObject[] => {
  const key = Object.keys(body).find((name) => name.toLowerCase() === `${link}@odata.bind`)
  const urls: Json | undefined = key === undefined ? [] : body[key]
  if (!Array.isArray(urls)) throw new GraphFault('bad-ref')
  return urls.map((url: Json) => resolveReference(call, url))
}

/** Refuses members that the group cannot take; `exists` is false while the group is being made. */
export const bindMembers = (
  call: GraphCall,
  group: StoredGroup,
  members: readonly StoredObject[],
  exists: boolean,
): void => {
  if (members.length === 0) return
  guardMembership(call, group)
  const seen = new Set<string>()
  for (const member of members) {
    if (!isMemberType(group, member)) throw new GraphFault('member-type', { property: 'members' })
    if (seen.has(member.id) || (exists && call.store.members.has(group.id, member.id)))
      throw new GraphFault('member-dup')
    seen.add(member.id)
  }
}

const guardMembership = (call: GraphCall, group: StoredGroup): void => {
  if (isSynced(group)) throw new GraphFault('onprem')
  if (isExchangeOwned(group)) throw new GraphFault('mesg')
  if (isDynamic(group)) throw new GraphFault('dynamic')
  guardRoleGroup(call, group.properties)
}

/** https://learn.microsoft.com/graph/api/group-post-members: Microsoft 365 groups take users only. */
const isMemberType = (group: StoredGroup, member: StoredObject): boolean => {
  if (isUnified(group)) return member.type === 'user'
  if (member.type === 'group')
    return member.id !== group.id && !isUnified(member) && group.properties.isAssignableToRole !== true
  return member.type === 'user' || member.type === 'servicePrincipal' || member.type === 'device'
}

export const bindOwners = (
  call: GraphCall,
  group: StoredGroup,
  owners: readonly StoredObject[],
  exists: boolean,
): void => {
  if (owners.length === 0) return
  if (isSynced(group)) throw new GraphFault('onprem')
  if (isExchangeOwned(group)) throw new GraphFault('mesg')
  guardRoleGroup(call, group.properties)
  for (const owner of owners) {
    if (owner.type !== 'user' && owner.type !== 'servicePrincipal')
      throw new GraphFault('member-type', { property: 'owners' })
    if (exists && call.store.owners.has(group.id, owner.id)) throw new GraphFault('owner-dup')
  }
  const n = call.store.owners.of(group.id).size + owners.length
  if (n > MOST_OWNERS) throw new GraphFault('owner-quota', { n })
}

const addMember = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const member = bodyReference(call)
  bindMembers(call, group, [member], true)
  call.store.link('members', group.id, member.id)
  followMembership(call.store, member.id)
  return noContent
}

const addOwner = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const owner = bodyReference(call)
  bindOwners(call, group, [owner], true)
  call.store.link('owners', group.id, owner.id)
  return noContent
}

const removeMember = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const ref = call.params.ref ?? ''
  guardMembership(call, group)
  if (!call.store.unlink('members', group.id, ref.toLowerCase())) throw new GraphFault('member-missing', { id: ref })
  followMembership(call.store, ref)
  return noContent
}

const removeOwner = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const ref = (call.params.ref ?? '').toLowerCase()
  if (isSynced(group)) throw new GraphFault('onprem')
  guardRoleGroup(call, group.properties)
  const owners = [...call.store.owners.of(group.id)]
  if (!owners.includes(ref)) throw new GraphFault('member-missing', { id: call.params.ref ?? '' })
  if (owners.filter((id) => call.store.user(id)).every((id) => id === ref)) throw new GraphFault('last-owner')
  call.store.unlink('owners', group.id, ref)
  return noContent
}

const DELETE_USERS = ['User.DeleteRestore.All', 'User.ReadWrite.All', 'User.ReadWrite.CrossCloud']

/**
 * Without `/$ref` the request means the member itself, which is deleted where the application may do that.
 * https://learn.microsoft.com/graph/api/group-delete-members (caution)
 */
const deleteTarget =
  (link: 'members' | 'owners') =>
  (call: GraphCall): GraphAnswer => {
    const group = resolveGroup(call)
    const target = resolveObject(call, call.params.ref)
    if (!call.store[link].has(group.id, target.id)) throw new GraphFault('member-missing', { id: target.id })
    requireRoles(call.caller, target.type === 'user' ? DELETE_USERS : ['Group.ReadWrite.All'])
    if (target.type === 'user') guardTarget(call, target)
    if (target.type === 'user' || target.type === 'group') softDelete(call.store, target)
    else call.store.erase(target.id)
    return noContent
  }

export const memberRoutes: readonly Route[] = [
  { method: 'POST', path: '/groups/{id}/members/$ref', handle: addMember },
  { method: 'DELETE', path: '/groups/{id}/members/{ref}/$ref', handle: removeMember },
  { method: 'DELETE', path: '/groups/{id}/members/{ref}', handle: deleteTarget('members') },
  { method: 'POST', path: '/groups/{id}/owners/$ref', handle: addOwner },
  { method: 'DELETE', path: '/groups/{id}/owners/{ref}/$ref', handle: removeOwner },
  { method: 'DELETE', path: '/groups/{id}/owners/{ref}', handle: deleteTarget('owners') },
]
