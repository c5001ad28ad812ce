import { type AdObject, valueIn } from '../ad/ad-object.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { followMembership } from '../entra/licence-worker.ts'
import { isSynced, type StoredGroup } from '../entra/stored-objects.ts'
import { mapGroup } from './map-group.ts'
import { sameJson } from './same-json.ts'

/** Writes one group of AD into Entra, where it differs, without its members, and answers its id there. */
export const syncGroup = (store: EntraStore, object: AdObject): string => {
  const sid = valueIn(object, 'objectSid') ?? ''
  const found = store
    .find('onPremisesSecurityIdentifier', sid)
    .find((candidate): candidate is StoredGroup => candidate.type === 'group')
  const group = found ?? freshGroup(store)
  const properties = { ...group.properties, ...mapGroup(object) }
  if (found && sameJson(found.properties, properties)) return found.id
  store.put({ ...group, properties: { ...properties, onPremisesLastSyncDateTime: store.timestamp() } })
  return group.id
}

const freshGroup = (store: EntraStore): StoredGroup => {
  const now = store.timestamp()
  return {
    type: 'group',
    id: store.newId(),
    deletedDateTime: null,
    licences: [],
    properties: { createdDateTime: now, renewedDateTime: now },
  }
}

/** Gives the group exactly these members. */
export const syncMembers = (store: EntraStore, groupId: string, members: ReadonlySet<string>): void => {
  const before = new Set(store.members.of(groupId))
  for (const member of before) if (!members.has(member)) changeMember(store, groupId, member, false)
  for (const member of members) if (!before.has(member)) changeMember(store, groupId, member, true)
}

const changeMember = (store: EntraStore, groupId: string, member: string, add: boolean): void => {
  if (add) store.link('members', groupId, member)
  else store.unlink('members', groupId, member)
  followMembership(store, member)
}

export const syncedGroups = (store: EntraStore): readonly StoredGroup[] => store.groups().filter(isSynced)
