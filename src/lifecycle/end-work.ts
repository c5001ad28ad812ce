import type { Plan } from '../model/plan.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { Ending } from './ending.ts'
import { newsOf } from './news-of.ts'
import type { WorkDeps } from './work-deps.ts'

/** What came of an attempt: busy where somebody else is at work on the person, left where there was nothing to do at this moment. */
export interface Performed {
  readonly work: ScheduledWork
  readonly result: 'went' | 'busy' | 'left'
}

/** Writes the next version of some work; null where somebody else was quicker. */
export const changed = async (
  work: ScheduledWork,
  change: Partial<ScheduledWork>,
  { schedules, clock }: Pick<WorkDeps, 'schedules' | 'clock'>,
): Promise<ScheduledWork | null> => {
  const next = { ...work, ...change, changedAt: new Date(clock.now()).toISOString(), version: work.version + 1 }
  return (await schedules.put(next)) ? next : null
}

/** Keeps how an attempt ended, and tells people what they have to know. `plan` is the one that waits for them. */
export const ended = async (
  work: ScheduledWork,
  { state, because, kind }: Ending,
  deps: WorkDeps,
  plan?: Plan,
): Promise<Performed> => {
  const kept = await changed(work, { state, because, ...(plan ? { plan: deps.planFile(work.id) } : {}) }, deps)
  if (!kept) return { work, result: 'left' }
  deps.crashPoint?.('ended', work.id)
  if (kind === null) await deps.news.settled(work.id)
  else await deps.news.tell(newsOf(kept, kind, plan))
  return { work: kept, result: 'went' }
}
