import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { ScheduleStore } from '../ports/schedule-store.ts'
import type { OfferedPerson, PerformOffered, PerformWork, WorkEngine } from '../ports/work-engine.ts'

/** So many at a time; the rest comes with the next look. */
const MOST_AT_ONCE = 1000

const inOrder = (a: ScheduledWork, b: ScheduledWork): number => {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** People with work that was begun and not ended, or whose time has come; each with all of it, oldest first. */
const peopleWithWork = async (schedules: ScheduleStore, now: string): Promise<readonly OfferedPerson[]> => {
  const begun = await schedules.list(['running', 'parked', 'approval'])
  const due = await schedules.due(now, MOST_AT_ONCE)
  const byPerson = Map.groupBy([...begun, ...due].sort(inOrder), ({ person }) => person)
  return [...byPerson].map(([person, works]) => ({ person, work: works.map(({ id }) => id) }))
}

/** Puts everybody into the queue who has something to be done. Any number of processes may do so at once. Answers how many were new in it. */
export const offerWork = async (engine: WorkEngine, schedules: ScheduleStore, now: string): Promise<number> =>
  engine.offer(await peopleWithWork(schedules, now))

const OPEN: ReadonlySet<string> = new Set(['pending', 'running', 'parked', 'approval'])

/** Does the work of a person, one piece after the other; where one is not done, the later ones wait. */
export const performOffered =
  (schedules: ScheduleStore, perform: PerformWork): PerformOffered =>
  async ({ work }, signal) => {
    for (const id of work) {
      if (signal.aborted) return
      const found = await schedules.get(id)
      if (found && OPEN.has(found.state) && (await perform(found, signal)) === 'again') return
    }
  }
