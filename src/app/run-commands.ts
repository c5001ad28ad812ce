import { Fault } from '../model/fault.ts'
import type { RunReport } from '../model/run.ts'
import type { RunDeps } from '../runner/run-deps.ts'
import type { App, ApplyOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { limitTurn } from './limit-turn.ts'
import { refuseGuarded } from './refuse-guarded.ts'
import { refuseStale } from './refuse-stale.ts'

/** The commands that apply plans, and those that look at what was applied. */
export const runCommands = (parts: AppParts): Pick<App, 'apply' | 'runs' | 'run' | 'resume' | 'retry'> => {
  const { correlation } = parts
  const run = async (id: string): Promise<RunReport> => {
    const { reportOf } = await import('../model/run-report.ts')
    const events = (await (await parts.journalIfAny())?.events(id)) ?? []
    if (events.length === 0) throw new Fault('run/unknown-run', { run: id })
    return reportOf(events)
  }
  return {
    async apply(plan, { approvals = [], ...order }) {
      const deps = { ...(await runDeps(parts, order)), approvals }
      const runId = correlation.current()
      const turn = limitTurn(plan, runId, deps)
      const confirm = async (): Promise<void> => {
        await turn.take()
        await refuseStale(plan, deps.readers)
        await refuseGuarded(plan, approvals, parts, deps.readers)
      }
      const { applyPlan } = await import('../runner/apply-plan.ts')
      try {
        return await correlation.during(runId, () => applyPlan(plan, { ...deps, runId, confirm, begun: turn.end }))
      } finally {
        await turn.end()
      }
    },
    runs: async () => (await (await parts.journalIfAny())?.runs()) ?? [],
    run,
    async resume(id, order) {
      await run(id)
      const { resumeRun } = await import('../runner/apply-plan.ts')
      const deps = await runDeps(parts, order)
      return correlation.during(id, () => resumeRun(id, deps))
    },
    async retry(id, order) {
      await run(id)
      const { retryRun } = await import('../runner/apply-plan.ts')
      const deps = await runDeps(parts, order)
      return correlation.during(id, () => retryRun(id, deps))
    },
  }
}

/** The journal is opened first: where it cannot be, no system is asked anything. */
const runDeps = async (parts: AppParts, order: ApplyOrder): Promise<RunDeps> => {
  const journal = await parts.journal()
  const { readers, writers } = await parts.systems({ readOnly: false })
  const { clock, random, actor, processes, pulse } = parts.host
  return { readers, writers, journal, leases: journal.leases, clock, random, actor, processes, pulse, ...order }
}
