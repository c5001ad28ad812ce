import type { AdStore } from '../ad/ad-store.ts'
import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import type { PracticeClock } from '../practice-clock.ts'
import type { PracticeIds } from '../practice-ids.ts'
import type { SeedPerson } from '../seed/seed-person.ts'

/**
 * Placeholder so that `company.ts` compiles; it belongs to the Entra side, which replaces it whole.
 * Import from persisted.ts, practice-clock.ts, practice-ids.ts and seed/, never from company.ts: that would be a cycle.
 */
export class EntraStore implements Persisted {
  readonly kind = 'entra'
  readonly clock: PracticeClock
  readonly ids: PracticeIds

  constructor(parts: { readonly clock: PracticeClock; readonly ids: PracticeIds }) {
    this.clock = parts.clock
    this.ids = parts.ids
  }

  load(_rows: Iterable<PersistedRow>): void {}

  takeDirty(): readonly DirtyRow[] {
    return []
  }
}

/** Called once for a fresh company, after the AD side was founded. */
export const seedEntra = (_parts: {
  readonly store: EntraStore
  readonly ad: AdStore
  readonly people: readonly SeedPerson[]
}): void => {}
