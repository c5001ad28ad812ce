import type { JsonObject } from '../../../model/json.ts'
import { followMembership } from '../../entra/licence-worker.ts'
import { isFilledByRule, membersOf } from '../../entra/membership.ts'
import { softDelete } from '../../entra/soft-delete.ts'
import { isSynced, type StoredGroup } from '../../entra/stored-objects.ts'
import { type GraphAnswer, type GraphCall, noContent } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'
import { listObjects } from '../odata/list-objects.ts'
import { showCreated, showObject } from '../odata/show-object.ts'
import { requireRoles } from '../permissions.ts'
import type { Route } from '../route.ts'
import { entityTypes } from '../schema/entity-type.ts'
import { checkGroupKind, checkNickname, guardRoleGroup, isExchangeOwned, refuseImmutable } from './group-rules.ts'
import { bindMembers, bindOwners, boundReferences } from './members.ts'
import { guardQuota } from './quota.ts'
import { bodyObject, resolveGroup } from './resolve.ts'
import { readProperties, requireProperties } from './write-properties.ts'

const REQUIRED = ['displayName', 'mailEnabled', 'mailNickname', 'securityEnabled'] as const
const MOST_BOUND = 20
/** Members alone may be changed with less. */
const CHANGE_GROUPS = [
  'Directory.ReadWrite.All',
  'Group-NestingSupport.ReadWrite.All',
  'Group.ManageProtection.All',
  'Group.ReadWrite.All',
]

const create = (call: GraphCall): GraphAnswer => {
  const { store } = call
  const body = bodyObject(call)
  const properties = readProperties(body, entityTypes.group)
  requireProperties(properties, REQUIRED, entityTypes.group)
  checkGroupKind(properties)
  checkNickname(store, properties, null)
  guardRoleGroup(call, properties)
  guardQuota(call)
  const owners = boundReferences(call, body, 'owners')
  const members = boundReferences(call, body, 'members')
  if (owners.length + members.length > MOST_BOUND) throw new GraphFault('bind-many')
  const group: StoredGroup = {
    type: 'group',
    id: store.newId(),
    deletedDateTime: null,
    licences: [],
    properties: fresh(call, properties),
  }
  bindOwners(call, group, owners, false)
  bindMembers(call, group, members, false)
  store.put(group)
  for (const owner of owners) store.link('owners', group.id, owner.id)
  for (const member of members) store.link('members', group.id, member.id)
  return showCreated(call, group)
}

/** What Entra fills in by itself. */
const fresh = (call: GraphCall, properties: JsonObject): JsonObject => {
  const now = call.store.timestamp()
  const groupTypes = Array.isArray(properties.groupTypes) ? properties.groupTypes : []
  const address = groupTypes.includes('Unified')
    ? `${String(properties.mailNickname)}@${call.store.tenant.domains[0]}`
    : null
  return {
    createdDateTime: now,
    renewedDateTime: now,
    groupTypes,
    mail: address,
    proxyAddresses: address === null ? [] : [`SMTP:${address}`],
    visibility: address === null ? null : 'Public',
    membershipRuleProcessingState: groupTypes.includes('DynamicMembership') ? 'On' : null,
    ...properties,
  }
}

const update = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const body = bodyObject(call)
  const properties = readProperties(body, entityTypes.group)
  const members = boundReferences(call, body, 'members')
  const owners = boundReferences(call, body, 'owners')
  if (owners.length + members.length > MOST_BOUND) throw new GraphFault('bind-many')
  if (Object.keys(properties).length > 0) {
    requireRoles(call.caller, CHANGE_GROUPS)
    checkUpdate(call, group, properties)
  }
  // All checks come first: a bind is made whole or not at all.
  bindOwners(call, group, owners, true)
  bindMembers(call, group, members, true)
  const changed = { ...group, properties: { ...group.properties, ...properties } }
  const held = memberIds(call, group)
  keepMembers(call, group, changed)
  call.store.put(changed)
  for (const owner of owners) call.store.link('owners', group.id, owner.id)
  for (const member of members) call.store.link('members', group.id, member.id)
  for (const member of new Set([...held, ...memberIds(call, changed)])) followMembership(call.store, member)
  return noContent
}

/** Whom a change of the group concerns by the licences that it hands out. */
const memberIds = ({ store }: GraphCall, group: StoredGroup): readonly string[] =>
  group.licences.length === 0 ? [] : membersOf(store, group.id).map(({ id }) => id)

/** A group whose rule rests, or that has none any more, keeps the members that it has at that moment. */
const keepMembers = ({ store }: GraphCall, before: StoredGroup, after: StoredGroup): void => {
  if (!isFilledByRule(store, before) || isFilledByRule(store, after)) return
  const members = membersOf(store, before.id).map(({ id }) => id)
  for (const old of [...store.members.of(before.id)])
    if (!members.includes(old)) store.unlink('members', before.id, old)
  for (const member of members) store.link('members', before.id, member)
}

const checkUpdate = (call: GraphCall, group: StoredGroup, properties: JsonObject): void => {
  if (isSynced(group)) throw new GraphFault('onprem')
  if (isExchangeOwned(group)) throw new GraphFault('mesg')
  refuseImmutable(group, properties)
  guardRoleGroup(call, group.properties)
  checkGroupKind({ ...group.properties, ...properties })
  checkNickname(call.store, { ...group.properties, ...properties }, group.id)
}

const remove = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  if (isSynced(group)) throw new GraphFault('onprem')
  if (isExchangeOwned(group)) throw new GraphFault('mesg')
  guardRoleGroup(call, group.properties)
  if (group.licences.length > 0) throw new GraphFault('group-licences')
  softDelete(call.store, group)
  return noContent
}

const syncBehavior = (call: GraphCall): GraphAnswer => {
  const group = resolveGroup(call)
  const context = `${call.publicUrl}/$metadata#groups('${group.id}')/onPremisesSyncBehavior/$entity`
  return { status: 200, body: { '@odata.context': context, id: group.id, isCloudManaged: !isSynced(group) } }
}

export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/groups',
    handle: (call) => listObjects(call, { type: entityTypes.group, all: () => call.store.groups() }),
  },
  { method: 'POST', path: '/groups', handle: create },
  { method: 'GET', path: '/groups/{id}', handle: (call) => showObject(call, resolveGroup(call)) },
  { method: 'PATCH', path: '/groups/{id}', handle: update },
  { method: 'DELETE', path: '/groups/{id}', handle: remove },
  { method: 'GET', path: '/groups/{id}/onPremisesSyncBehavior', handle: syncBehavior },
]
