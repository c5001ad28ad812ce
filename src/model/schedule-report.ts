import type { WebMessage } from './message.ts'
import type { ScheduledWork } from './scheduled-work.ts'

/** What a person does to scheduled work. */
export type WorkChange =
  | { readonly do: 'hold'; readonly why: string }
  | { readonly do: 'release' }
  | { readonly do: 'cancel'; readonly why: string }
  /** RFC 3339. */
  | { readonly do: 'move'; readonly due: string }

/** Cycles that did not run because the one before was still at work, newest last. */
export interface SkippedCycles {
  readonly count: number
  /** RFC 3339; the last hundred. */
  readonly at: readonly string[]
}

/** When all that is due was last gone through, and how often that is to happen. */
export interface Heartbeat {
  /** RFC 3339. */
  readonly at: string
  readonly everyMs: number
}

/** `joinery schedule list --json`. */
export interface ScheduleReport {
  readonly format: 'joinery.schedule/1'
  /** Null where nobody has ever gone through what is due. */
  readonly heartbeat: (Heartbeat & { readonly missed: number }) | null
  readonly skipped: SkippedCycles
  /** In the order of their times. */
  readonly work: readonly ScheduledWork[]
}

/** What one pass over everything that is due has done; `joinery schedule work --json`. */
export interface SchedulePass {
  readonly format: 'joinery.pass/1'
  /** Another pass was still at work; nothing was done, and that is on record. */
  readonly skipped: boolean
  /** RFC 3339; when the change window opens that the pass waits for. */
  readonly closedUntil: string | null
  /** Everything that was looked at, in order. */
  readonly work: readonly ScheduledWork[]
  /** Ids of those of it that were left as they were: they wait, rest, or somebody else is at them. */
  readonly left?: readonly string[]
  /** Parked runs that nobody had scheduled, and that went on. */
  readonly resumed: readonly string[]
  /** What people were told. */
  readonly told: readonly WebMessage[]
  /** What went wrong beside that: mistakes in the program, and people who could not be told. */
  readonly troubles: readonly string[]
}

/** A file that makes a machine run the schedule. */
export interface HostFile {
  readonly name: string
  readonly text: string
}

/** How a machine is told to run the schedule. */
export interface HostInstall {
  readonly as: 'systemd' | 'cron' | 'task-scheduler'
  readonly files: readonly HostFile[]
  /** What to do with them, in order. */
  readonly steps: readonly string[]
}
