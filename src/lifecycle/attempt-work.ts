import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { ScheduleStore } from '../ports/schedule-store.ts'
import { changed, type Performed } from './end-work.ts'
import { isResting } from './is-resting.ts'
import { performWork } from './perform-work.ts'
import type { WorkDeps } from './work-deps.ts'
import { blockedBy, outlivedBy } from './work-order.ts'

/** All work of a person, whatever its state. */
export type OfPerson = (person: string) => Promise<readonly ScheduledWork[]>

/** Read once, and as it was changed since by who has it. */
export const workOfPerson = (schedules: ScheduleStore, since: ReadonlyMap<string, ScheduledWork>): OfPerson => {
  let all: Promise<Map<string, ScheduledWork[]>> | undefined
  return async (person) => {
    all ??= schedules.list().then((works) => Map.groupBy(works, (work) => work.person))
    return ((await all).get(person) ?? []).map((work) => since.get(work.id) ?? work)
  }
}

/**
 * Does some work unless it rests after an attempt a moment ago, or waits for what was to be done for the person before it. What was to be done before a
 * leaver who has left since is cancelled. Throws as `performWork` does.
 */
export const attemptWork = async (
  work: ScheduledWork,
  deps: WorkDeps,
  everything: OfPerson = workOfPerson(deps.schedules, new Map()),
): Promise<Performed> => {
  if (work.state !== 'pending') return performWork(work, deps)
  if (isResting(work, deps.clock.now())) return { work, result: 'left' }
  if (work.event === 'leaver') return performWork(work, deps)
  const ofPerson = await everything(work.person)
  const later = outlivedBy(work, ofPerson)
  if (later) {
    const because = `${later.playbook} (${later.id}) of ${later.due} was carried out before it`
    const cancelled = await changed(work, { state: 'cancelled', because }, deps)
    return { work: cancelled ?? work, result: 'left' }
  }
  const earlier = blockedBy(work, ofPerson)
  if (!earlier) return performWork(work, deps)
  const because = `waits for ${earlier.playbook} (${earlier.id}), which is ${earlier.state}`
  const waiting = work.because === because ? null : await changed(work, { because }, deps)
  return { work: waiting ?? work, result: 'left' }
}
