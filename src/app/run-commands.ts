import { Fault } from '../model/fault.ts'
import type { Superseded } from '../model/plan.ts'
import type { RunReport } from '../model/run.ts'
import type { RunDeps } from '../runner/run-deps.ts'
import type { App, ApplyOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { limitTurn } from './limit-turn.ts'
import { refuseGuarded } from './refuse-guarded.ts'
import { refuseStale } from './refuse-stale.ts'

/** The commands that apply plans, and those that look at what was applied. */
export const runCommands = (parts: AppParts): Pick<App, 'apply' | 'runs' | 'run' | 'due' | 'resume' | 'retry'> => {
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
      const runId = order.runId ?? correlation.current()
      const turn = limitTurn(plan, runId, deps)
      const confirm = async (): Promise<void> => {
        await turn.take()
        await refuseStale(plan, deps.readers)
        await refuseGuarded(plan, approvals, parts, deps.readers)
      }
      // Recorded first, so that a crash leaves a run that will do what the other one gives up, and not none.
      const begun = async (): Promise<void> => {
        await turn.end()
        await letOthersGiveWay(plan.supersedes ?? [], runId, deps)
      }
      const { applyPlan } = await import('../runner/apply-plan.ts')
      try {
        return await correlation.during(runId, () => applyPlan(plan, { ...deps, runId, confirm, begun }))
      } finally {
        await turn.end()
      }
    },
    runs: async () => (await (await parts.journalIfAny())?.runs()) ?? [],
    run,
    async due() {
      const now = parts.host.clock.now()
      const runs = (await (await parts.journalIfAny())?.runs()) ?? []
      return runs.filter(({ waitsUntil }) => waitsUntil !== undefined && Date.parse(waitsUntil) <= now).toReversed()
    },
    async resume(id, order) {
      await run(id)
      const { resumeRun } = await import('../runner/apply-plan.ts')
      const deps = await runDeps(parts, order)
      await goOnGivingWay(id, deps)
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

/** What a run that was interrupted had not told others yet. */
const goOnGivingWay = async (id: string, deps: RunDeps): Promise<void> => {
  const events = await deps.journal.events(id)
  const supersedes = events.flatMap((event) => (event.type === 'planned' ? (event.plan.supersedes ?? []) : []))
  await letOthersGiveWay(supersedes, id, deps)
}

const letOthersGiveWay = async (supersedes: readonly Superseded[], run: string, deps: RunDeps): Promise<void> => {
  if (supersedes.length === 0) return
  const { giveWay } = await import('../runner/give-way.ts')
  await giveWay(supersedes, run, deps)
}

/** The journal is opened first: where it cannot be, no system is asked anything. */
const runDeps = async (parts: AppParts, order: ApplyOrder): Promise<RunDeps> => {
  const journal = await parts.journal()
  const { readers, writers } = await parts.systems({ readOnly: false })
  const { clock, random, actor, processes, pulse } = parts.host
  return { readers, writers, journal, leases: journal.leases, clock, random, actor, processes, pulse, ...order }
}
