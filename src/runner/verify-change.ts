import { Fault } from '../model/fault.ts'
import { canonicalJson } from '../model/json.ts'
import type { ActiveRun, RunItem } from './active-run.ts'
import { lookUntil } from './look.ts'
import { patienceWith } from './patience.ts'
import { faultRecord, recordOutcome, recordVerified } from './record.ts'

const unverified = (run: ActiveRun, { planned, kind }: RunItem): Fault =>
  new Fault(
    'run/unverified',
    {
      summary: planned.summary,
      target: planned.target.name,
      seconds: patienceWith(kind.system).verifyMs / 1000,
      wanted: canonicalJson(planned.after),
      run: run.id,
    },
    { effect: 'unknown' },
  )

/**
 * Reads a change back until the directory shows it, for replicas lag. A server that said yes and did nothing is found out here.
 * Where reading itself fails nothing is said, and a later resume verifies.
 */
export const verifyChange = async (run: ActiveRun, item: RunItem): Promise<void> => {
  if (!item.visible) return
  const made = await lookUntil(run, item, run.deps.clock.now() + patienceWith(item.kind.system).verifyMs)
  await recordVerified(run, item, made !== null)
  if (made) return
  const fault = faultRecord(unverified(run, item), item)
  await recordOutcome(run, item, 'unverified', { fault })
}
