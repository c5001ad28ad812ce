import { type AdObject, valueIn } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { softDelete } from '../entra/soft-delete.ts'
import { contosoScope, type SyncScope, scopeTest } from './scope.ts'
import { syncedGroups, syncGroup, syncMembers } from './sync-groups.ts'
import { syncedUsers, syncUser } from './sync-users.ts'

export interface SyncOptions {
  readonly scope?: SyncScope
  /** A cycle that would delete more than this many objects deletes none. */
  readonly deletionThreshold?: number
}

/** As Entra Connect comes: more than 500 deletions stop the export. */
const USUAL_THRESHOLD = 500

/** One cycle: what of AD is in scope is made, changed and deleted in Entra until both agree. */
export const syncDirectory = (store: EntraStore, ad: AdStore, options: SyncOptions = {}): void => {
  const { people, groups } = inScope(ad, options.scope ?? contosoScope)
  const ids = new Map<string, string>()
  for (const person of people) ids.set(person.id, syncUser(store, ad, person))
  for (const group of groups) ids.set(group.id, syncGroup(store, group))
  for (const person of people) syncManager(store, ad, ids, person.id)
  for (const group of groups) syncMembers(store, ids.get(group.id) ?? '', idsOf(ids, ad.targets('member', group.id)))
  deleteRest(store, new Set(ids.values()), options.deletionThreshold ?? USUAL_THRESHOLD)
  store.tenant = { ...store.tenant, lastSyncDateTime: store.timestamp() }
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

/** What left the scope, or AD, is deleted in Entra, from where it can be restored for 30 days. */
const deleteRest = (store: EntraStore, kept: ReadonlySet<string>, threshold: number): void => {
  const gone = [...syncedUsers(store), ...syncedGroups(store)].filter(({ id }) => !kept.has(id))
  if (gone.length > threshold) return
  for (const object of gone) softDelete(store, object)
}
