import type { WebMessage } from './message.ts'
import type { ScheduledWork } from './scheduled-work.ts'

/** What a worker of a team has done; one line of `joinery worker --json`. */
export interface PassOfTeam {
  readonly format: 'joinery.worker/1'
  readonly work: readonly ScheduledWork[]
  /** Parked runs that nobody had scheduled, and that went on. */
  readonly resumed: readonly string[]
  /** What people were told. */
  readonly told: readonly WebMessage[]
  readonly troubles: readonly string[]
}
