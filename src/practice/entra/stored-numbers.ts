import type { EntraStore } from './entra-store.ts'
import type { Shelf } from './shelf.ts'

/** A telephone number of the organisation. https://learn.microsoft.com/graph/api/resources/teamsadministration-numberassignment */
export interface StoredNumber {
  readonly id: string
  readonly telephoneNumber: string
  readonly numberType: 'callingPlan' | 'directRouting' | 'operatorConnect'
  readonly numberSource: 'online' | 'onPremises'
  /** Entra id of whose it is; null where it is free. */
  readonly assignmentTargetId: string | null
  readonly assignmentCategory: string | null
  /** Of the emergency address. */
  readonly locationId: string | null
}

export const numberShelf = (store: EntraStore): Shelf<StoredNumber> => store.shelf<StoredNumber>('telephone-number')
