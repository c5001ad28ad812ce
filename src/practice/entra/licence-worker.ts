import { settleRules } from './dynamic-worker.ts'
import type { EntraStore } from './entra-store.ts'
import { settleInheritedLicences } from './group-licences.ts'
import { membersOf } from './membership.ts'
import type { Shelf } from './shelf.ts'
import type { StoredGroup } from './stored-objects.ts'

/** A user whose licences through groups have yet to follow a membership. */
interface Waiting {
  readonly user: string
  /** Milliseconds since 1970. */
  readonly at: number
}

const waitingOf = (store: EntraStore): Shelf<Waiting> => store.shelf<Waiting>('group-licences')

/**
 * Lets the licences that come through groups follow a membership that has changed: at once, or some time later as in Entra. Nothing runs in
 * the background: what is due is done when somebody asks. https://learn.microsoft.com/entra/fundamentals/licensing-group-advanced
 */
export const followMembership = (store: EntraStore, userId: string): void => {
  const waiting = waitingOf(store)
  if (store.groupLicenceMs <= 0) settleInheritedLicences(store, userId)
  else if (!waiting.get(userId)) waiting.put(userId, { user: userId, at: store.clock.now() + store.groupLicenceMs })
}

/** Whether licences of a group have yet to follow. */
export const isFollowing = (store: EntraStore, group: StoredGroup): boolean => {
  const waiting = waitingOf(store)
  return waiting.all().length > 0 && membersOf(store, group.id).some(({ id }) => waiting.get(id) !== undefined)
}

/** Does what has become due. */
export const settleDueLicences = (store: EntraStore): void => {
  for (const user of settleRules(store)) followMembership(store, user)
  const waiting = waitingOf(store)
  for (const { user, at } of waiting.all()) {
    if (at > store.clock.now()) continue
    waiting.remove(user)
    settleInheritedLicences(store, user)
  }
}
