import { foldRun, type RunState, untouched } from '../model/fold-run.ts'
import type { Hazard } from '../model/glossary.ts'
import type { PlannedChange } from '../model/plan.ts'
import type { RunEvent } from '../model/run.ts'
import type { Journal } from '../ports/journal.ts'

const TAKING: ReadonlySet<Hazard> = new Set(['locks-out', 'deletes-data', 'revokes-access'])

/** Whether the change was made since, or may have been, or a run that has not ended may yet make it. */
const counts = (change: PlannedChange, run: RunState, madeSince: ReadonlySet<string>): boolean => {
  if (!change.hazards.some((hazard) => TAKING.has(hazard))) return false
  const { outcome, inDoubt } = run.changes.get(change.id) ?? untouched
  const mayCome = outcome === null && run.endedAt === null && run.startedAt !== null
  return mayCome || (madeSince.has(change.id) && (inDoubt || outcome === 'made' || outcome === 'unverified'))
}

const touchedSince = (events: readonly RunEvent[], since: string): ReadonlySet<string> =>
  new Set(events.flatMap((event) => ('change' in event && event.at >= since ? [event.change] : [])))

const lostBy = (id: string, events: readonly RunEvent[], since: string): readonly string[] => {
  const run = foldRun(id, events)
  const losing = new Set(run.plan.people.filter(({ loses }) => loses).map(({ key }) => key))
  const touched = touchedSince(events, since)
  return run.plan.changes
    .filter((change) => losing.has(change.person) && counts(change, run, touched))
    .map(({ person }) => person)
}

/** People (employeeIds) from whom runs of this journal have taken something since a time in milliseconds since 1970, or are about to. */
export const lostSince = async (
  journal: Pick<Journal, 'runsSince' | 'events'>,
  since: number,
): Promise<readonly string[]> => {
  const at = new Date(since).toISOString()
  const people = new Set<string>()
  for (const id of await journal.runsSince(at)) {
    const events = await journal.events(id)
    if (!events.some(({ type }) => type === 'planned')) continue
    for (const person of lostBy(id, events, at)) people.add(person)
  }
  return [...people].sort()
}
