import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'
import type { StoredObject } from './stored-objects.ts'

/** Who answers for a guest; a guest without sponsors has no record. */
interface StoredSponsors {
  /** Of the guest. */
  readonly id: string
  /** Ids of users and groups, in order. */
  readonly sponsors: readonly string[]
}

const shelf = (store: EntraStore): Shelf<StoredSponsors> => store.shelf('sponsors')

const idsOf = (store: EntraStore, guestId: string): readonly string[] => shelf(store).get(guestId)?.sponsors ?? []

/** Sponsors that are not deleted. */
export const sponsorsOf = (store: EntraStore, guestId: string): readonly StoredObject[] =>
  idsOf(store, guestId).flatMap((id) => store.object(id) ?? [])

export const isSponsor = (store: EntraStore, guestId: string, id: string): boolean =>
  idsOf(store, guestId).includes(id.toLowerCase())

const put = (store: EntraStore, id: string, sponsors: readonly string[]): void => {
  if (sponsors.length === 0) shelf(store).remove(id)
  else shelf(store).put(id, { id, sponsors: [...sponsors].sort() })
}

export const addSponsor = (store: EntraStore, guestId: string, id: string): void =>
  put(store, guestId, [...idsOf(store, guestId), id.toLowerCase()])

export const removeSponsor = (store: EntraStore, guestId: string, id: string): void =>
  put(
    store,
    guestId,
    idsOf(store, guestId).filter((one) => one !== id.toLowerCase()),
  )
