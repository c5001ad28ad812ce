import type { RunReport } from '../model/run.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { changed, ended, type Performed } from './end-work.ts'
import { allFaults, endingOfFaults, endingOfRun, isFault } from './ending.ts'
import { isResting } from './is-resting.ts'
import { applyApproved, applyOrder, planAndApply, reportIfAny } from './plan-and-apply.ts'
import type { WorkDeps } from './work-deps.ts'

/** Goes on with work that is parked, or that was running in a process which has died: with its run where there is one, else from the beginning. */
export const goOnWithWork = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const report = work.run === null ? null : await reportIfAny(work.run, deps)
  if (!report) return startAnew(work, deps)
  if (work.state === 'running' && isAtItsEnd(report)) return ended(work, endingOfRun(report, work.attempts), deps)
  if (report.status === 'done' || report.status === 'refused')
    return ended(work, endingOfRun(report, work.attempts), deps)
  const now = deps.clock.now()
  const isWaiting = report.waitsUntil !== undefined && Date.parse(report.waitsUntil) > now
  if (isWaiting) return work.state === 'parked' ? { work, result: 'left' } : ended(work, endingOfRun(report, 0), deps)
  if (work.state === 'parked' && !deps.attended && !isTimeUp(report) && isResting(work, now))
    return { work, result: 'left' }
  return goOnWithRun(work, report, deps)
}

const isAtItsEnd = ({ status }: RunReport): boolean => status !== 'running' && status !== 'interrupted'

const isTimeUp = ({ status, waitsUntil }: RunReport): boolean => waitsUntil !== undefined || status === 'interrupted'

/** Nothing of a run is on record, so nothing was sent. */
const startAnew = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  if (work.plan === null) {
    const again = await changed(work, { state: 'running', run: null, attempts: work.attempts + 1 }, deps)
    return again ? planAndApply(again, deps) : { work, result: 'left' }
  }
  const waiting = await changed(work, { state: 'approval', run: null }, deps)
  return waiting ? applyApproved(waiting, deps) : { work, result: 'left' }
}

const goOnWithRun = async (work: ScheduledWork, { id, status }: RunReport, deps: WorkDeps): Promise<Performed> => {
  const claimed = await changed(work, { state: 'running', because: null, attempts: work.attempts + 1 }, deps)
  if (!claimed) return { work, result: 'left' }
  // Resuming leaves alone what has failed; that is tried again.
  const verb = status === 'failed' || status === 'partial' ? 'retry' : 'resume'
  try {
    const report = await deps.app[verb](id, applyOrder(deps))
    deps.crashPoint?.('applied', work.id)
    return ended(claimed, endingOfRun(report, claimed.attempts), deps)
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown
    return ended(claimed, { ...endingOfFaults(allFaults(thrown)), state: 'parked' }, deps)
  }
}
