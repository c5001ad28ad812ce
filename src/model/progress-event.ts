import type { PlannedChange } from './plan.ts'
import type { FaultRecordOfRun, Outcome } from './run.ts'

/** What a run tells while it goes on, for people who watch. The journal is the record; this is not. Durations are in milliseconds. */
export type ProgressEvent =
  /** Before anything is done: another run is at work on the same person, or another process on the same run. */
  | { readonly type: 'held'; readonly what: string; readonly by: string; readonly withinMs: number }
  | { readonly type: 'started'; readonly change: PlannedChange }
  | {
      readonly type: 'outcome'
      readonly change: PlannedChange
      readonly outcome: Outcome
      readonly note?: string
      readonly fault?: FaultRecordOfRun
    }
  | { readonly type: 'verified'; readonly change: PlannedChange; readonly holds: boolean }
  | {
      readonly type: 'waiting'
      readonly change: PlannedChange
      /** What is waited for: "Entra to show adele.vance@contoso.com". */
      readonly for: string
      readonly sinceMs: number
      /** Infinity where there is no deadline. */
      readonly withinMs: number
    }
  | {
      readonly type: 'retrying'
      readonly change: PlannedChange
      readonly afterMs: number
      /** Title of the fault that the last attempt met. */
      readonly because: string
    }
  | { readonly type: 'parked'; readonly change: PlannedChange; readonly because: string }
