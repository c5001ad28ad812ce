import type { ProgressEvent } from '../model/progress-event.ts'
import type { Clock } from '../ports/clock.ts'
import type { Journal } from '../ports/journal.ts'
import type { Random } from '../ports/random.ts'
import type { Readers, Writers } from '../ports/systems.ts'

/** Boundaries at which a process can die; what a test does there shows that resuming mends it. */
export type CrashPoint = 'before-intent' | 'after-intent' | 'after-apply' | 'after-outcome'

/** What a run works with. */
export interface RunDeps {
  readonly readers: Readers
  readonly writers: Writers
  readonly journal: Journal
  readonly clock: Clock
  readonly random: Random
  readonly progress: (event: ProgressEvent) => void
  /** Aborted by Ctrl-C: the requests in flight are finished and recorded, nothing else is begun. */
  readonly signal?: AbortSignal | undefined
  /** How many people are worked on side by side; 16 unless told. */
  readonly concurrency?: number | undefined
  /** Who applies; the maker of the plan unless told. */
  readonly actor?: string | undefined
  /** For tests: called at each boundary of each change. What it throws ends the run as a crash would. */
  readonly crashPoint?: ((name: CrashPoint, change: string) => void) | undefined
}
