import type { EntraStore } from '../entra/entra-store.ts'
import type { Shelf } from '../entra/shelf.ts'

/**
 * When Entra Connect holds an export back because it would delete too much.
 * https://learn.microsoft.com/graph/api/resources/onpremisesaccidentaldeletionprevention
 */
export interface DeletionGuard {
  readonly synchronizationPreventionType: 'disabled' | 'enabledForCount' | 'enabledForPercentage'
  /** A number of objects, or percent of those that are synchronised. */
  readonly alertThreshold: number
}

/** As Entra Connect comes. https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes */
const USUAL: DeletionGuard = { synchronizationPreventionType: 'enabledForCount', alertThreshold: 500 }
const ID = 'guard'

const shelfOf = (store: EntraStore): Shelf<DeletionGuard> => store.shelf<DeletionGuard>('deletion-guard')

export const deletionGuard = (store: EntraStore): DeletionGuard => shelfOf(store).get(ID) ?? USUAL

export const setDeletionGuard = (store: EntraStore, guard: DeletionGuard): void => shelfOf(store).put(ID, guard)

/** Whether an export that deletes so many of the objects that are synchronised is held back. */
export const isHeldBack = (
  { synchronizationPreventionType: type, alertThreshold }: DeletionGuard,
  deletions: number,
  synced: number,
): boolean => {
  if (type === 'disabled' || deletions === 0) return false
  return type === 'enabledForCount' ? deletions > alertThreshold : deletions * 100 > alertThreshold * synced
}
