import type { FeedEventType } from './feed.ts'
import type { JsonObject } from './json.ts'

/**
 * pending: waits for its time · held: by a person · approval: planned, waits for somebody's approval · running · parked: begun, waits or cannot go on
 * by itself · done · failed · cancelled.
 */
export type WorkState = 'pending' | 'held' | 'approval' | 'running' | 'parked' | 'done' | 'failed' | 'cancelled'

/** A playbook that is to be run for one person at a time. Planned only when it is due, against fresh reads. */
export interface ScheduledWork {
  /** Comes from source, person, playbook and event, so that a feed that is read twice schedules once. */
  readonly id: string
  /** employeeId. */
  readonly person: string
  readonly name: string
  readonly playbook: string
  /** The person as the feed had them, and inputs of the playbook under `extra`. */
  readonly input: JsonObject
  /** RFC 3339. */
  readonly due: string
  readonly event: FeedEventType | null
  /** For people: "leaver: lastDay 2026-12-31 in hr, row 17". */
  readonly why: string
  /** Name of the feed, or null where somebody added it by hand. */
  readonly source: string | null
  readonly state: WorkState
  /** Why it is held, parked or failed. */
  readonly because: string | null
  /** The run that came of it. */
  readonly run: string | null
  /** File of the plan that waits for approval. */
  readonly plan: string | null
  readonly attempts: number
  /** RFC 3339. */
  readonly createdAt: string
  readonly changedAt: string
  /** Counts writes; see `ScheduleStore.put`. */
  readonly version: number
}
