import type { FeedSnapshot } from '../model/feed.ts'
import type { ScheduledWork, WorkState } from '../model/scheduled-work.ts'

/** Pending work, in the same database as the journal. */
export interface ScheduleStore {
  /** In the order of `due`, then of `id`; every state where none is named. */
  list(states?: readonly WorkState[]): Promise<readonly ScheduledWork[]>
  get(id: string): Promise<ScheduledWork | null>
  /** Pending work whose time has come, oldest first. */
  due(now: string, limit: number): Promise<readonly ScheduledWork[]>
  /**
   * Adds work (`version` 1, nothing there) or replaces what is there (`version` one more than it has). Answers whether it did: false means that
   * somebody else has changed it meanwhile, and nothing is written.
   */
  put(work: ScheduledWork): Promise<boolean>
}

/** The last good snapshot of each feed, in the same database. */
export interface FeedStore {
  lastGood(source: string): Promise<FeedSnapshot | null>
  /** The last good snapshot of every feed, in the order of their names. */
  all(): Promise<readonly FeedSnapshot[]>
  /**
   * Keeps a snapshot as the last good one, together with the work that came of it: all or nothing. Answers whether it did: false means that somebody else
   * has changed a piece of the work meanwhile, or kept a snapshot whose `revision` this one does not follow.
   */
  accept(snapshot: FeedSnapshot, work: readonly ScheduledWork[]): Promise<boolean>
}

/** What else the service remembers: when a feed was last read, alarms that were sent, replays of webhooks. */
export interface ServiceMemory {
  read(key: string): Promise<string | null>
  write(key: string, value: string | null): Promise<void>
}
