import { type PendingChange, type PendingWork, timeWaitedFor } from '../model/pending-work.ts'
import type { PlannedChange, Superseded } from '../model/plan.ts'
import type { PersonPlan } from './plan-person.ts'

/** Plans without what parked runs will do anyway, and what those runs give up in their favour. */
export interface WithoutPending {
  readonly plans: readonly PersonPlan[]
  readonly supersedes: readonly Superseded[]
}

/**
 * Compares plans with what parked runs of the same playbook wait to do to the same people. What a run will do at the very time that the plan has in
 * mind is left out, with its wait; what the plan wants at another time is planned, and the run gives it up. Both is noted.
 */
export const leaveOutPending = (plans: readonly PersonPlan[], pending: readonly PendingWork[]): WithoutPending => {
  const supersedes: Superseded[] = []
  const left = plans.map((plan) => {
    const works = pending.filter(({ person }) => person === plan.person.key)
    return works.reduce((rest, work) => compared(rest, work, supersedes), plan)
  })
  return { plans: left, supersedes }
}

const compared = (plan: PersonPlan, work: PendingWork, supersedes: Superseded[]): PersonPlan => {
  const waiting = new Map(work.changes.map((change) => [change.id, change]))
  const times = timesOf(plan.changes)
  const isSameTime = (id: string): boolean => sameTime(times.get(id), waiting.get(id)?.until)
  const common = plan.changes.filter(({ id }) => waiting.has(id)).map(({ id }) => id)
  const moved = common.filter((id) => !isSameTime(id))
  if (moved.length > 0) supersedes.push({ run: work.run, person: work.person, changes: moved })
  const notes = notesOf(work, waiting, common, moved)
  const out = withTheirWaits(plan.changes, removable(plan.changes, new Set(common.filter(isSameTime))))
  const changes = plan.changes.filter(({ id }) => !out.has(id))
  const person = { ...plan.person, changes: changes.map(({ id }) => id), notes: [...plan.person.notes, ...notes] }
  return { ...plan, changes, person }
}

/** When each change is made: at once (undefined), or at the time of the wait before it. */
const timesOf = (changes: readonly PlannedChange[]): ReadonlyMap<string, string | undefined> => {
  let time: string | undefined
  return new Map(
    changes.map((change) => {
      time = timeWaitedFor(change) ?? time
      return [change.id, time] as const
    }),
  )
}

const sameTime = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && Date.parse(one) === Date.parse(other)

/** A change that another one needs is only left out together with it. */
const removable = (changes: readonly PlannedChange[], wanted: ReadonlySet<string>): ReadonlySet<string> => {
  const staying = changes.filter(({ id }) => !wanted.has(id))
  const needed = new Set(staying.flatMap(({ needs }) => needs))
  const rest = new Set([...wanted].filter((id) => !needed.has(id)))
  return rest.size === wanted.size ? rest : removable(changes, rest)
}

/** A wait for a time behind which nothing is left to do. */
const withTheirWaits = (changes: readonly PlannedChange[], out: ReadonlySet<string>): ReadonlySet<string> => {
  const gone = new Set(out)
  if (out.size === 0) return gone
  for (const change of changes.toReversed()) {
    if (gone.has(change.id)) continue
    if (timeWaitedFor(change) === undefined) break
    gone.add(change.id)
  }
  return gone
}

const MOST_TOLD = 3

const notesOf = (
  { run, changes }: PendingWork,
  waiting: ReadonlyMap<string, PendingChange>,
  common: readonly string[],
  moved: readonly string[],
): readonly string[] => {
  const told = (ids: readonly string[]): string => {
    const all = ids.flatMap((id) => waiting.get(id)?.summary ?? [])
    return `${all.slice(0, MOST_TOLD).join(', ')}${all.length > MOST_TOLD ? ` and ${all.length - MOST_TOLD} more` : ''}`
  }
  const untilOf = (ids: readonly string[]): string => waiting.get(ids[0] ?? '')?.until ?? ''
  const same = common.filter((id) => !moved.includes(id))
  const others = changes.map(({ id }) => id).filter((id) => !common.includes(id))
  return [
    ...(same.length > 0 ? [`waits already in run ${run} until ${untilOf(same)}: ${told(same)}`] : []),
    ...(moved.length > 0
      ? [`run ${run}, which waits until ${untilOf(moved)}, gives way to this plan: ${told(moved)}`]
      : []),
    ...(others.length > 0 ? [`run ${run} goes on at ${untilOf(others)} all the same: ${told(others)}`] : []),
  ]
}
