import type { FeedEventType, FeedReport } from './feed.ts'
import type { ScheduledWork } from './scheduled-work.ts'

/**
 * What became of work for an event. updated: its data alone are new · held: somebody has to decide · released: it waits for its time again · left: nothing
 * can be scheduled, because somebody is at work on it, no playbook is set for it, or it has no sense any more.
 */
export interface FeedWork {
  readonly did: 'scheduled' | 'moved' | 'updated' | 'cancelled' | 'held' | 'released' | 'left'
  readonly event: FeedEventType | null
  readonly person: string
  readonly name: string
  /** As it is kept; null where there is none. */
  readonly work: ScheduledWork | null
  readonly because: string | null
}

/** A feed that was compared, and what was scheduled for it. */
export interface FeedSync {
  /** Name of the feed in `feeds:`, or the one that it was given. */
  readonly source: string
  readonly report: FeedReport
  readonly work: readonly FeedWork[]
  /** File with the refused rows, each with its reason; null where none was refused. */
  readonly quarantine: string | null
  /** Whether nothing was kept of it. */
  readonly dryRun: boolean
}
