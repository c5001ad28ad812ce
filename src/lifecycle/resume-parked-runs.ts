import type { ScheduledWork } from '../model/scheduled-work.ts'
import { isOpenAt } from './change-window.ts'
import { allFaults } from './ending.ts'
import type { News } from './news.ts'
import { applyOrder } from './plan-and-apply.ts'
import type { WorkDeps } from './work-deps.ts'

/**
 * Goes on with runs that somebody began by hand and whose time has come; those of scheduled work go on with the work. Answers their ids. What kept one
 * from going on is told and added to `troubles`.
 */
export const resumeParkedRuns = async (
  works: readonly ScheduledWork[],
  deps: WorkDeps,
  troubles: string[],
): Promise<readonly string[]> => {
  const { app, windows, clock, signal, news } = deps
  if (!isOpenAt(windows, clock.now())) return []
  const scheduled = new Set(works.map(({ run }) => run))
  const resumed: string[] = []
  for (const { id } of await app.due()) {
    if (scheduled.has(id) || signal.aborted) continue
    try {
      const { status } = await app.resume(id, applyOrder(deps))
      resumed.push(id)
      if (status !== 'done' && status !== 'parked') await news.tell(newsOfRun(id, `it is ${status}`))
    } catch (thrown) {
      const why = allFaults(thrown)[0]?.message ?? String(thrown)
      troubles.push(`run ${id}: ${why}`)
      await news.tell(newsOfRun(id, why))
    }
  }
  return resumed
}

const newsOfRun = (id: string, why: string): News => ({
  about: `run ${id}`,
  kind: 'run parked',
  subject: `The parked run ${id} could not go on`,
  text: why,
  facts: [{ name: 'look at it', value: `joinery runs show ${id}` }],
})
