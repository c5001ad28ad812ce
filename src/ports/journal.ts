import type { RunEvent, RunSummary } from '../model/run.ts'

/**
 * The durable record of runs. `append` resolves only when the record would survive a loss of power; when it cannot, it throws
 * `run/journal-not-writable` and nothing may be sent.
 */
export interface Journal {
  append(event: RunEvent): Promise<void>
  /** All events of a run in the order they were appended. */
  events(runId: string): Promise<readonly RunEvent[]>
  /** Newest first. */
  runs(): Promise<readonly RunSummary[]>
  close(): Promise<void>
}
