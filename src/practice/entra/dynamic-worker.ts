import type { JsonObject } from '../../model/json.ts'
import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'
import type { StoredUser } from './stored-objects.ts'

/** A person as the rules of dynamic groups know them until the worker has come round. */
interface Unseen {
  readonly user: string
  /** Milliseconds since 1970. */
  readonly until: number
  /** null for somebody who is new. */
  readonly properties: JsonObject | null
}

const unseenOf = (store: EntraStore): Shelf<Unseen> => store.shelf<Unseen>('dynamic-groups')

/**
 * Remembers what people were like before a change, for as long as dynamic groups take to follow it.
 * https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
 */
export const rememberForRules = (store: EntraStore): void => {
  const unseen = unseenOf(store)
  store.observe({
    put(before, after) {
      if (store.dynamicGroupMs <= 0 || after.type !== 'user' || unseen.get(after.id)) return
      if (before?.properties === after.properties) return
      const until = store.clock.now() + store.dynamicGroupMs
      unseen.put(after.id, { user: after.id, until, properties: before?.properties ?? null })
    },
  })
}

/** The person as the worker has seen them; null for somebody it has not seen yet. */
export const seenByRules = (store: EntraStore, user: StoredUser): StoredUser | null => {
  const memory = unseenOf(store).get(user.id)
  if (!memory || memory.until <= store.clock.now()) return user
  return memory.properties && { ...user, properties: memory.properties }
}

/** Forgets what the worker has seen by now, and answers whose memberships may have changed by it. */
export const settleRules = (store: EntraStore): readonly string[] => {
  const unseen = unseenOf(store)
  const due = unseen.all().filter(({ until }) => until <= store.clock.now())
  for (const { user } of due) unseen.remove(user)
  return due.map(({ user }) => user)
}
