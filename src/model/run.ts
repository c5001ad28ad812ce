import type { Effect } from './fault.ts'
import type { Plan, Target } from './plan.ts'

/**
 * How one change ended. made: we wrote it · found: it already held · skipped · manual: a person has to do it · blocked: a change it needs
 * did not happen · failed · unverified: written, but the directory does not show it.
 */
export type Outcome = 'made' | 'found' | 'skipped' | 'manual' | 'blocked' | 'failed' | 'unverified'

export type RunStatus = 'running' | 'done' | 'partial' | 'parked' | 'failed' | 'refused' | 'interrupted'

export interface FaultRecordOfRun {
  readonly code: string
  readonly title: string
  readonly message: string
  readonly hint: string
  /** What happened to the directory; `unknown` makes the next attempt read back first. */
  readonly effect?: Effect
  readonly change?: string
  readonly person?: string
}

/** Everything that happens in a run, in order; a run's state is derived from its events alone. Times are RFC 3339. */
export type RunEvent =
  | { readonly type: 'planned'; readonly run: string; readonly at: string; readonly actor: string; readonly plan: Plan }
  | {
      readonly type: 'approved'
      readonly run: string
      readonly at: string
      readonly actor: string
      /** When the approval was given, before the run. */
      readonly given?: string
    }
  | { readonly type: 'started'; readonly run: string; readonly at: string; readonly actor: string }
  | {
      readonly type: 'intent'
      readonly run: string
      readonly at: string
      readonly change: string
      readonly attempt: number
    }
  | {
      readonly type: 'outcome'
      readonly run: string
      readonly at: string
      readonly change: string
      readonly outcome: Outcome
      readonly attempts: number
      /** Id of the object that the change made or found. */
      readonly id: string | null
      readonly fault?: FaultRecordOfRun
      /** Where a secret was handed over, how long a wait took, and the like. */
      readonly note?: string
    }
  | {
      readonly type: 'verified'
      readonly run: string
      readonly at: string
      readonly change: string
      readonly holds: boolean
    }
  | {
      readonly type: 'parked'
      readonly run: string
      readonly at: string
      readonly change: string
      readonly because: string
    }
  | {
      readonly type: 'ended'
      readonly run: string
      readonly at: string
      readonly status: Exclude<RunStatus, 'running'>
    }

export interface RunChange {
  readonly id: string
  readonly person: string
  readonly kind: string
  readonly summary: string
  readonly outcome: Outcome
  readonly attempts: number
  readonly verified: boolean
  readonly target: Target
  readonly note?: string
}

/** Whom a run is about; `key` is the employeeId. */
export interface RunPerson {
  readonly key: string
  readonly name: string
}

export type RunCounts = { readonly [outcome in Outcome]: number }

/** A run as it is shown; CONTRACT §5 `joinery.run/1`. */
export interface RunReport {
  readonly format: 'joinery.run/1'
  readonly id: string
  readonly plan: string
  readonly playbook: string
  readonly status: RunStatus
  readonly startedAt: string
  readonly endedAt: string | null
  /** RFC 3339; until when a parked run waits. Absent where it waits for no time. */
  readonly waitsUntil?: string
  readonly people: readonly RunPerson[]
  readonly changes: readonly RunChange[]
  readonly counts: RunCounts
  readonly faults: readonly FaultRecordOfRun[]
}

export interface RunSummary {
  readonly id: string
  readonly playbook: string
  readonly status: RunStatus
  readonly startedAt: string
  readonly endedAt: string | null
  readonly people: number
  readonly counts: RunCounts
  /** RFC 3339; until when a parked run waits. Absent where it waits for no time. */
  readonly waitsUntil?: string
}
