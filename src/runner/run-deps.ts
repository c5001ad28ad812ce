import type { ProgressEvent } from '../model/progress-event.ts'
import type { Clock } from '../ports/clock.ts'
import type { Journal } from '../ports/journal.ts'
import type { Leases } from '../ports/leases.ts'
import type { Processes } from '../ports/processes.ts'
import type { Pulse } from '../ports/pulse.ts'
import type { Random } from '../ports/random.ts'
import type { Readers, Writers } from '../ports/systems.ts'

/** Boundaries at which a process can die; what a test does there shows that resuming mends it. */
export type CrashPoint = 'before-intent' | 'after-intent' | 'after-apply' | 'after-outcome'

/** What a run works with. */
export interface RunDeps {
  readonly readers: Readers
  readonly writers: Writers
  readonly journal: Journal
  /** On the same database as the journal. */
  readonly leases: Leases
  readonly clock: Clock
  readonly random: Random
  readonly progress: (event: ProgressEvent) => void
  /** Aborted by Ctrl-C: the requests in flight are finished and recorded, nothing else is begun. */
  readonly signal?: AbortSignal | undefined
  /** How many people are worked on side by side; 16 unless told. */
  readonly concurrency?: number | undefined
  /** Who applies; the maker of the plan unless told. */
  readonly actor?: string | undefined
  /** How long to wait for a person or a run that somebody else is at work on, in milliseconds; not at all unless told. */
  readonly lockTimeoutMs?: number | undefined
  /** Prolongs leases while nothing is recorded. Without it they last from one record to the next. */
  readonly pulse?: Pulse | undefined
  /** Without it no other process is known to have ended, and its leases run out by themselves. */
  readonly processes?: Processes | undefined
  /**
   * Asked when everybody is claimed, so that nobody else changes them any more, and nothing is recorded yet. What it throws ends the run with
   * nothing sent.
   */
  readonly confirm?: (() => Promise<void>) | undefined
  /** Told once the beginning of the run is on record, before anything is sent. */
  readonly begun?: (() => Promise<void>) | undefined
  /** Who has approved the plan, and when (RFC 3339), for the record. */
  readonly approvals?: readonly { readonly actor: string; readonly at: string }[] | undefined
  /** For tests: called at each boundary of each change. What it throws ends the run as a crash would. */
  readonly crashPoint?: ((name: CrashPoint, change: string) => void) | undefined
}
