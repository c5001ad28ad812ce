import type { ScheduledWork } from '../model/scheduled-work.ts'

/** `again`: somebody else has the person, or it is not the time; it is offered again later. */
export type WorkEnd = 'done' | 'again'

/**
 * Does one piece of scheduled work, as `performWork` of the lifecycle does with its dependencies: reads it anew, claims it, settles through the journal what a
 * process that has died left behind, plans, applies, and keeps how it ended. Throws only where nothing could be kept; then it is tried again, here or by
 * another process. The signal is aborted where the process is to stop, or others have got the work.
 */
export type PerformWork = (work: ScheduledWork, signal: AbortSignal) => Promise<WorkEnd>

/** A person who has work to be done, and the ids of the work in the order in which it is to be done. */
export interface OfferedPerson {
  readonly person: string
  readonly work: readonly string[]
}

export type PerformOffered = (offered: OfferedPerson, signal: AbortSignal) => Promise<void>

/** Distributes people with work among processes, on any number of machines. */
export interface WorkEngine {
  /**
   * Puts people into the queue. Somebody who waits in it or is at work already is not put in twice, whoever offers them, so that one person is never
   * worked on twice at once. Answers how many were put in.
   */
  offer(people: readonly OfferedPerson[]): Promise<number>
  /**
   * Takes people out of the queue from then on, so many side by side, and calls `perform` for each. Where it throws, or the process dies, another takes
   * the person.
   */
  work(perform: PerformOffered, sideBySide: number): Promise<void>
  /** Takes nobody any more; who is at work may come to an end within so many milliseconds, and is left to others then. */
  stop(withinMs: number): Promise<void>
}
