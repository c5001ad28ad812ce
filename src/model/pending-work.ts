import { type ChangeState, type RunState, untouched } from './fold-run.ts'
import type { PlannedChange } from './plan.ts'

/** A change that a parked run will make when its time has come. */
export interface PendingChange {
  readonly id: string
  readonly summary: string
  /** RFC 3339; when the run goes on to it. */
  readonly until: string
}

/** What a run that is parked until a time will do to one person then. */
export interface PendingWork {
  readonly run: string
  readonly person: string
  readonly changes: readonly PendingChange[]
}

/** The time that a change waits for, RFC 3339; undefined for what is no wait for a time. */
export const timeWaitedFor = ({ kind, change }: PlannedChange): string | undefined => {
  const at = kind === 'wait.until.time' ? change['at'] : undefined
  return typeof at === 'string' ? at : undefined
}

const isOpen = ({ outcome }: ChangeState): boolean => outcome === null || outcome === 'blocked'

/** What of a person's changes stands behind a wait for a time in which the run is parked. */
export const pendingWork = ({ id: run, plan, changes: states }: RunState): readonly PendingWork[] => {
  const byId = new Map(plan.changes.map((change) => [change.id, change]))
  return plan.people.flatMap(({ key: person, changes }) => {
    let until: string | null = null
    const pending: PendingChange[] = []
    for (const id of changes) {
      const planned = byId.get(id)
      const state = states.get(id) ?? untouched
      if (!planned || !isOpen(state)) continue
      const time = timeWaitedFor(planned)
      if (time !== undefined && (state.parked !== null || until !== null)) until = time
      else if (until !== null) pending.push({ id, summary: planned.summary, until })
    }
    return pending.length > 0 ? [{ run, person, changes: pending }] : []
  })
}

/** The first time at which a parked run can go on, RFC 3339; null where it waits for no time. */
export const waitsUntil = ({ plan, changes }: RunState): string | null => {
  const times = plan.changes.flatMap((planned) => {
    const time = timeWaitedFor(planned)
    return time !== undefined && (changes.get(planned.id)?.parked ?? null) !== null ? [time] : []
  })
  return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
}
