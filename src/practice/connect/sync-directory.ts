import { type AdObject, valueIn } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { softDelete } from '../entra/soft-delete.ts'
import { type StoredGroup, type StoredUser, textOf } from '../entra/stored-objects.ts'
import { deletionGuard, isHeldBack } from './deletion-guard.ts'
import { sourceAnchor } from './map-user.ts'
import { contosoScope, type SyncScope, scopeTest } from './scope.ts'
import { syncedGroups, syncGroup, syncMembers } from './sync-groups.ts'
import { syncedUsers, syncUser } from './sync-users.ts'

export interface SyncOptions {
  readonly scope?: SyncScope
}

/** How a cycle ended, in the words of Entra Connect. */
export type SyncEnd = 'success' | 'stopped-deletion-threshold-exceeded'

/** What earlier cycles carried over: the account in Entra of each in AD, and the update number it was carried over with. */
export type SyncMemory = Map<string, { readonly usn: string | undefined; readonly entraId: string }>

/**
 * One cycle: what of AD is in scope is made, changed and deleted in Entra until both agree; nothing at all where that would delete too much. With a memory, accounts that AD did not change
 * since are left as they are, also where somebody changed them in Entra; without one, everything is compared.
 */
export const syncDirectory = (
  store: EntraStore,
  ad: AdStore,
  options: SyncOptions = {},
  memory: SyncMemory = new Map(),
): SyncEnd => {
  const { people, groups } = inScope(ad, options.scope ?? contosoScope)
  const rest = leaving(store, people, groups)
  const synced = syncedUsers(store).length + syncedGroups(store).length
  if (isHeldBack(deletionGuard(store), rest.length, synced)) return 'stopped-deletion-threshold-exceeded'
  const ids = new Map<string, string>()
  for (const person of people) ids.set(person.id, carryOver(store, ad, person, memory))
  for (const group of groups) ids.set(group.id, syncGroup(store, group))
  for (const person of people) syncManager(store, ad, ids, person.id)
  for (const group of groups) syncMembers(store, ids.get(group.id) ?? '', idsOf(ids, ad.targets('member', group.id)))
  for (const object of rest) softDelete(store, object)
  store.tenant = { ...store.tenant, lastSyncDateTime: store.timestamp() }
  return 'success'
}

const carryOver = (store: EntraStore, ad: AdStore, person: AdObject, memory: SyncMemory): string => {
  const usn = valueIn(person, 'uSNChanged')
  const before = memory.get(person.id)
  if (before?.usn === usn && before && store.user(before.entraId)) return before.entraId
  const entraId = syncUser(store, ad, person)
  memory.set(person.id, { usn, entraId })
  return entraId
}

const inScope = (
  ad: AdStore,
  scope: SyncScope,
): { readonly people: readonly AdObject[]; readonly groups: readonly AdObject[] } => {
  const test = scopeTest(ad, scope)
  const people: AdObject[] = []
  const groups: AdObject[] = []
  for (const object of ad.all()) {
    if (valueIn(object, 'isDeleted') === 'TRUE') continue
    if (test.isPerson(object)) people.push(object)
    else if (test.isGroup(object)) groups.push(object)
  }
  return { people, groups }
}

const idsOf = (ids: ReadonlyMap<string, string>, objects: Iterable<string>): ReadonlySet<string> =>
  new Set([...objects].flatMap((object) => ids.get(object) ?? []))

const syncManager = (store: EntraStore, ad: AdStore, ids: ReadonlyMap<string, string>, person: string): void => {
  const [manager] = idsOf(ids, ad.targets('manager', person))
  const user = ids.get(person) ?? ''
  if (store.manager(user) !== manager) store.setManager(user, manager ?? null)
}

/** What left the scope, or AD: it is deleted in Entra, from where it can be restored for 30 days. */
const leaving = (
  store: EntraStore,
  people: readonly AdObject[],
  groups: readonly AdObject[],
): readonly (StoredUser | StoredGroup)[] => {
  const anchors = new Set(people.map(sourceAnchor))
  const sids = new Set(groups.map((group) => valueIn(group, 'objectSid')))
  return [
    ...syncedUsers(store).filter((user) => !anchors.has(textOf(user, 'onPremisesImmutableId') ?? '')),
    ...syncedGroups(store).filter((group) => !sids.has(textOf(group, 'onPremisesSecurityIdentifier'))),
  ]
}
