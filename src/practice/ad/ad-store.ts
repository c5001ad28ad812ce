import type { DirtyRow, Persisted, PersistedRow } from '../persisted.ts'
import type { PracticeClock } from '../practice-clock.ts'
import type { PracticeIds } from '../practice-ids.ts'

/** Placeholder: the directory follows. */
export class AdStore implements Persisted {
  readonly kind = 'ad'
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
