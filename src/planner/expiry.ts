import type { PlannedChange } from '../model/plan.ts'

const HOUR_MS = 3_600_000
const LIFETIME_MS = 7 * 24 * HOUR_MS
const LIFETIME_OF_LOCK_OUT_MS = 24 * HOUR_MS

/** How long a plan may be applied, in milliseconds: 24 hours where it locks somebody out or deletes data, 7 days otherwise. */
export const lifetimeOf = (changes: readonly PlannedChange[]): number => {
  const locksOut = changes.some(({ hazards }) => hazards.includes('locks-out') || hazards.includes('deletes-data'))
  return locksOut ? LIFETIME_OF_LOCK_OUT_MS : LIFETIME_MS
}
