import type { Made } from '../changes/change-kind.ts'
import type { Fault } from '../model/fault.ts'
import type { FaultRecordOfRun, Outcome } from '../model/run.ts'
import { type ActiveRun, boundary, type RunItem } from './active-run.ts'

interface OutcomeDetails {
  readonly made?: Made
  readonly fault?: FaultRecordOfRun
  readonly note?: string | undefined
}

/** A fault as it stands in a journal. */
export const faultRecord = (fault: Fault, { planned }: RunItem, effect = fault.effect): FaultRecordOfRun => {
  const { code, title, message, hint } = fault
  return { code, title, message, hint, effect, change: planned.id, person: planned.person }
}

/** Makes an outcome durable and tells it. */
export const recordOutcome = async (
  run: ActiveRun,
  item: RunItem,
  outcome: Outcome,
  { made, fault, note = made?.note }: OutcomeDetails = {},
): Promise<void> => {
  const change = item.planned.id
  const { attempts } = run.log.stateOf(change)
  const details = { ...(fault ? { fault } : {}), ...(note === undefined ? {} : { note }) }
  await run.log.record({ type: 'outcome', change, outcome, attempts, id: made?.id ?? null, ...details })
  run.deps.progress({ type: 'outcome', change: item.planned, outcome, ...details })
  if (outcome === 'made') boundary(run, 'after-outcome', item)
}

export const recordVerified = async (run: ActiveRun, item: RunItem, holds: boolean): Promise<void> => {
  await run.log.record({ type: 'verified', change: item.planned.id, holds })
  run.deps.progress({ type: 'verified', change: item.planned, holds })
}

export const recordParked = async (run: ActiveRun, item: RunItem, because: string): Promise<void> => {
  await run.log.record({ type: 'parked', change: item.planned.id, because })
  run.deps.progress({ type: 'parked', change: item.planned, because })
}

/** Records that a change was not begun. A resume that comes to the same end writes nothing. */
export const recordBlocked = async (run: ActiveRun, item: RunItem, note: string): Promise<void> => {
  const { outcome, note: before } = run.log.stateOf(item.planned.id)
  if (outcome !== 'blocked' || before !== note) await recordOutcome(run, item, 'blocked', { note })
}
