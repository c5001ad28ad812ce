import type { RunEvent, RunSummary } from '../model/run.ts'
import type { Fence } from './leases.ts'

/**
 * The durable record of runs. `append` resolves only when the record would survive a loss of power; when it cannot, it throws
 * `run/journal-not-writable` and nothing may be sent. Where a fence names a lease that is not current, nothing is recorded and
 * `run/lease-lost` is thrown; the lease is looked at in the same transaction that makes the record.
 */
export interface Journal {
  append(event: RunEvent, fences?: readonly Fence[]): Promise<void>
  /** All events of a run in the order they were appended. */
  events(runId: string): Promise<readonly RunEvent[]>
  /** Ids of the runs with an event at this time (RFC 3339) or later. */
  runsSince(at: string): Promise<readonly string[]>
  /** Newest first. */
  runs(): Promise<readonly RunSummary[]>
  close(): Promise<void>
}
