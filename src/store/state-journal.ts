import type { Journal } from '../ports/journal.ts'
import type { Leases } from '../ports/leases.ts'
import type { PushedUsers } from '../ports/pushed-users.ts'
import type { ChainRecord, ChainVerdict } from './chain.ts'
import type { Schedules } from './shared-schedules.ts'

/** A journal with what is kept beside it, wherever that is. The records form one hash chain over all runs. */
export interface StateJournal extends Journal, Schedules {
  /** Path of the database file, or `host:port/database`. */
  readonly source: string
  readonly leases: Leases
  readonly pushed: PushedUsers
  /** Every record, in the order they were made. */
  records(): Iterable<ChainRecord> | AsyncIterable<ChainRecord>
  /** Reads every record and answers the first that is not as it was written. */
  check(): Promise<ChainVerdict>
}
