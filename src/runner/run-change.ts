import type { Made } from '../changes/change-kind.ts'
import { asFault, Fault } from '../model/fault.ts'
import type { ChangeState } from '../model/fold-run.ts'
import type { ActiveRun, RunItem } from './active-run.ts'
import { ensureSecrets } from './ensure-secrets.ts'
import { look, lookUntil } from './look.ts'
import { patienceWith } from './patience.ts'
import { Parked } from './persist.ts'
import { faultRecord, recordBlocked, recordOutcome, recordParked, recordVerified } from './record.ts'
import { type Attempted, tryUntilMade } from './try-until-made.ts'
import { verifyChange } from './verify-change.ts'
import { waitFor } from './wait-for.ts'

/** Whether nothing is left to do for a change, not even to read it back. */
export const isSettled = (run: ActiveRun, { planned, visible, kind }: RunItem): boolean => {
  const { outcome, verified } = run.log.stateOf(planned.id)
  if (outcome === 'made') return verified || !visible || kind.showsLater === true
  if (outcome === 'failed') return !run.retrying
  if (outcome === 'unverified') return kind.neverRepeat !== undefined
  // A person may have done meanwhile what was left to one, which a resume looks at again.
  return outcome === 'found' || outcome === 'skipped'
}

/** Whether an attempt of an earlier process, or of this one, may have arrived. */
const mayHaveArrived = ({ inDoubt, outcome }: ChangeState): boolean => inDoubt || outcome === 'unverified'

/** What the directory shows before anything is sent. A write in doubt gets as long as replication may take since it was tried. */
const lookFirst = (run: ActiveRun, item: RunItem, state: ChangeState): Promise<Made | null> => {
  if (!item.visible) return Promise.resolve(null)
  if (!mayHaveArrived(state)) return look(run, item)
  return lookUntil(run, item, Date.parse(state.triedAt ?? '') + patienceWith(item.kind.system).settleMs)
}

/** What may have arrived and must not arrive twice is left to whoever can look. */
const recordNotRepeated = async (run: ActiveRun, item: RunItem, cause?: Fault): Promise<void> => {
  const { planned, change, kind } = item
  const params = {
    summary: planned.summary,
    look: kind.neverRepeat?.(change) ?? '',
    why: cause?.title ?? 'the run ended while it was sent',
  }
  const fault = new Fault('run/not-repeated', params, { effect: 'unknown', cause })
  await recordOutcome(run, item, 'unverified', { fault: faultRecord(fault, item) })
}

const recordAttempted = async (run: ActiveRun, item: RunItem, attempted: Attempted): Promise<void> => {
  if (attempted.is === 'failed') {
    const { fault, inDoubt } = attempted
    if (inDoubt && item.kind.neverRepeat) return recordNotRepeated(run, item, fault)
    return recordOutcome(run, item, 'failed', { fault: faultRecord(fault, item, inDoubt ? 'unknown' : fault.effect) })
  }
  await recordOutcome(run, item, attempted.is, { made: attempted.made })
  if (attempted.is === 'found') return
  if (attempted.seen) return recordVerified(run, item, true)
  await verifyChange(run, item)
}

const make = async (run: ActiveRun, item: RunItem): Promise<void> => {
  const state = run.log.stateOf(item.planned.id)
  const there = await lookFirst(run, item, state)
  const inDoubt = mayHaveArrived(state)
  if (there)
    return recordAttempted(run, item, inDoubt ? { is: 'made', made: there, seen: true } : { is: 'found', made: there })
  if (inDoubt && item.kind.neverRepeat) return recordNotRepeated(run, item)
  // Reading an unverified change again is all that a resume does; only a retry repeats it.
  if (state.outcome === 'unverified' && !run.retrying) return
  const secrets = await ensureSecrets(run, item)
  if (!secrets.ready) {
    if ('note' in secrets) return recordOutcome(run, item, 'skipped', { note: secrets.note })
    return recordOutcome(run, item, 'failed', { fault: faultRecord(secrets.fault, item) })
  }
  await recordAttempted(run, item, await tryUntilMade(run, item, inDoubt && item.visible))
}

/** Nothing is sent. Where the directory shows that somebody has done it already, that is what is recorded. */
const leaveToPerson = async (run: ActiveRun, item: RunItem, manual: string): Promise<void> => {
  const there = item.visible ? await look(run, item) : null
  if (there) return recordOutcome(run, item, 'found', { made: there })
  if (run.log.stateOf(item.planned.id).outcome === 'manual') return
  return recordOutcome(run, item, 'manual', { note: manual })
}

const proceed = (run: ActiveRun, item: RunItem): Promise<void> => {
  if (item.planned.manual !== undefined) return leaveToPerson(run, item, item.planned.manual)
  const wait = item.kind.wait?.(item.change)
  if (wait) return waitFor(run, item, wait)
  const { outcome } = run.log.stateOf(item.planned.id)
  return outcome === 'made' ? verifyChange(run, item) : make(run, item)
}

/**
 * Brings one change to its end. Returns without an outcome where the run was stopped; everything that was sent is in the journal by then, as
 * far as the journal could be written.
 */
export const runChange = async (run: ActiveRun, item: RunItem): Promise<void> => {
  run.deps.progress({ type: 'started', change: item.planned })
  try {
    await proceed(run, item)
  } catch (thrown) {
    if (thrown instanceof Parked) return recordParked(run, item, thrown.message)
    if (run.stop.aborted) return
    const fault = asFault(thrown)
    if (fault.code !== 'run/lease-lost') return failFor(run, item, fault)
    run.claims.lose(item.planned.person)
    await recordBlocked(run, item, fault.title)
  }
}

/** Reading failed for good. What an earlier attempt left in doubt stays so; what was written counts as unverified until it can be read. */
const failFor = async (run: ActiveRun, item: RunItem, fault: Fault): Promise<void> => {
  const { outcome, inDoubt } = run.log.stateOf(item.planned.id)
  if (outcome === 'made' || outcome === 'unverified') {
    return recordOutcome(run, item, 'unverified', { fault: faultRecord(fault, item, 'unknown') })
  }
  await recordOutcome(run, item, 'failed', { fault: faultRecord(fault, item, inDoubt ? 'unknown' : fault.effect) })
}
