import { leaseOnSchedule } from '../model/lease-name.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { PassOfTeam } from '../model/team-pass.ts'
import { attemptWork } from './attempt-work.ts'
import type { Performed } from './end-work.ts'
import { underLease } from './hold-lease.ts'
import { resumeParkedRuns } from './resume-parked-runs.ts'
import { alarms, alive, failing, type LoopDeps } from './work-due.ts'

/** Does one piece of work as a worker of a team. What was a mistake of the program is added to `troubles`; without a journal it throws. */
export const workForTeam = (work: ScheduledWork, deps: LoopDeps, troubles: string[]): Promise<Performed> =>
  attemptWork(work, deps).catch((thrown: unknown) => failing(work, thrown, deps, troubles))

/**
 * What the workers of a team do for all of them, one at a time: alarms, the sign of life, and runs that somebody began by hand and that wait for a time.
 * Answers null where another is at it.
 */
export const tendTeam = async (deps: LoopDeps): Promise<Pick<PassOfTeam, 'resumed' | 'troubles'> | null> => {
  const tended = await underLease({ name: leaseOnSchedule, for: 'schedule' }, deps, async () => {
    await alarms(deps)
    await alive(deps)
    const troubles: string[] = []
    const resumed = await resumeParkedRuns(await deps.schedules.list(), deps, troubles)
    return { resumed, troubles }
  })
  return tended.held ? tended.value : null
}
