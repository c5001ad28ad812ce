import type { EntraStore } from './entra-store.ts'
import { activeLicences, freeSeats, holdsActive, isBarred, mergedLicences, planFault, skuOf } from './licence-rules.ts'
import { isMember, membersOf } from './membership.ts'
import type { LicenceChoice, LicenceError, LicenceState, StoredUser } from './stored-objects.ts'

interface Inherited extends LicenceChoice {
  readonly assignedByGroup: string
}

/**
 * Brings the licences that a user inherits from groups up to date: what Entra does some minutes after a membership or a group's licences
 * changed. Only direct members inherit. https://learn.microsoft.com/entra/fundamentals/licensing-group-advanced
 */
export const settleInheritedLicences = (store: EntraStore, userId: string): void => {
  const user = store.user(userId)
  if (!user) return
  const wanted = inheritedBy(store, user)
  const direct = user.licences.filter(({ assignedByGroup }) => assignedByGroup === null)
  if (wanted.length === 0 && direct.length === user.licences.length) return
  const kept = user.licences.filter(
    (state) => state.assignedByGroup === null || wanted.some((licence) => isFor(state, licence)),
  )
  let settled: StoredUser = { ...user, licences: kept }
  store.put(settled)
  for (const licence of wanted) {
    settled = {
      ...settled,
      licences: [...settled.licences.filter((state) => !isFor(state, licence)), stateOf(store, settled, licence)],
    }
    store.put(settled)
  }
}

/** The same for every member of a group. */
export const settleGroupLicences = (store: EntraStore, groupId: string): void => {
  for (const member of membersOf(store, groupId)) settleInheritedLicences(store, member.id)
}

const inheritedBy = (store: EntraStore, user: StoredUser): readonly Inherited[] =>
  store
    .licensedGroups()
    .flatMap((group) =>
      isMember(store, group, user) ? group.licences.map((licence) => ({ ...licence, assignedByGroup: group.id })) : [],
    )

const isFor = (state: LicenceState, licence: Inherited): boolean =>
  state.skuId === licence.skuId && state.assignedByGroup === licence.assignedByGroup

const stateOf = (store: EntraStore, user: StoredUser, licence: Inherited): LicenceState => {
  const before = user.licences.find((state) => isFor(state, licence))
  const others = user.licences.filter((state) => state !== before)
  const error = errorOf(store, { ...user, licences: others }, licence, before)
  const state = error === 'None' ? 'Active' : 'Error'
  const unchanged = before?.state === state && before.error === error
  return { ...licence, state, error, lastUpdatedDateTime: unchanged ? before.lastUpdatedDateTime : store.timestamp() }
}

const errorOf = (
  store: EntraStore,
  others: StoredUser,
  licence: Inherited,
  before: LicenceState | undefined,
): LicenceError => {
  const sku = skuOf(store, licence.skuId)
  if (!sku) return 'Others'
  if (isBarred(others)) return 'ProhibitedInUsageLocationViolation'
  const seated = before?.state === 'Active' || holdsActive(others, licence.skuId)
  if (!seated && freeSeats(store, sku) < 1) return 'CountViolation'
  return planFault([...mergedLicences(activeLicences(others)), licence])?.error ?? 'None'
}
