import type { ScheduledWork, WorkState } from '../model/scheduled-work.ts'

/** States of a leaver that has not been carried out, and that a later event must not overtake: it would lock out who has come back. */
const OPEN: ReadonlySet<WorkState> = new Set(['pending', 'held', 'approval', 'running'])

const isBefore = (a: ScheduledWork, b: ScheduledWork): boolean => a.due < b.due || (a.due === b.due && a.id < b.id)

/** Pending work of an earlier time that what comes later waits for; a leaver waits for nothing. */
export const blockedBy = (work: ScheduledWork, ofPerson: readonly ScheduledWork[]): ScheduledWork | null => {
  if (work.event === 'leaver') return null
  const before = ofPerson.filter((other) => other.id !== work.id && isBefore(other, work))
  return (
    before.find(
      (other) =>
        other.state === 'pending' || other.state === 'running' || (other.event === 'leaver' && OPEN.has(other.state)),
    ) ?? null
  )
}

/** A leaver of a later time that was carried out: what was to be done before it has lost its sense. */
export const outlivedBy = (work: ScheduledWork, ofPerson: readonly ScheduledWork[]): ScheduledWork | null => {
  if (work.event === 'leaver') return null
  const later = ofPerson.filter((other) => other.event === 'leaver' && isBefore(work, other))
  return later.find(({ state }) => state === 'done' || state === 'parked') ?? null
}
