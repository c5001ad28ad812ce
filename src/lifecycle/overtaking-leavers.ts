import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { WorkDeps } from './work-deps.ts'

/** How often somebody looks for them while a pass is under way, in milliseconds. */
const LOOK_MS = 60_000
const MOST_AT_ONCE = 1000

/**
 * Lets leavers who fall due while a pass is under way go beside everybody else: those who come may keep every place of the pass waiting for a directory, and who goes
 * has to be out in a quarter of an hour. `taken` are the ids that the pass has; `perform` keeps its own troubles. Answers what ends it: nobody else is begun
 * then, those who were are waited for, and what could not be kept is thrown.
 */
export const overtakingLeavers = (
  deps: Pick<WorkDeps, 'pulse' | 'schedules' | 'clock' | 'signal'>,
  taken: readonly ScheduledWork[],
  perform: (works: readonly ScheduledWork[]) => Promise<void>,
): (() => Promise<void>) => {
  const { pulse, schedules, clock, signal } = deps
  const known = new Set(taken.map(({ id }) => id))
  const begun: Promise<void>[] = []
  let isOver = false
  const look = async (): Promise<void> => {
    const due = await schedules.due(new Date(clock.now()).toISOString(), MOST_AT_ONCE)
    if (isOver || signal.aborted) return
    const late = due.filter(({ id, event }) => event === 'leaver' && !known.has(id))
    for (const { id } of late) known.add(id)
    await perform(late)
  }
  const stop = pulse?.(LOOK_MS, () => {
    const looked = look()
    // Thrown at the end of the pass.
    looked.catch(() => undefined)
    begun.push(looked)
  })
  return async () => {
    isOver = true
    stop?.()
    await Promise.all(begun)
  }
}
