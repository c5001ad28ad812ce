import { type Approval, openGuards } from '../model/approval.ts'
import type { Fault } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'
import type { RunReport } from '../model/run.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import { newRunId } from '../runner/new-run-id.ts'
import { changed, ended, type Performed } from './end-work.ts'
import { allFaults, type Ending, endingOfFaults, endingOfGuards, endingOfRun, isFault } from './ending.ts'
import type { WorkApply, WorkDeps } from './work-deps.ts'

/** How often a plan is made anew because something moved between planning and applying. */
const MOST_PLANS = 3

/** Plans work that was claimed, and applies it where nothing stops it. */
export const planAndApply = async (claimed: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  let work = claimed
  for (let attempt = 1; ; attempt += 1) {
    const plan = await planOf(work, deps)
    if ('state' in plan) return ended(work, plan, deps)
    deps.crashPoint?.('planned', work.id)
    const stopped = endingOfGuards(plan, [])
    if (stopped?.state === 'approval') return askForApproval(work, plan, stopped, deps)
    if (stopped) return ended(work, stopped, deps)
    const applied = await applyOnce(work, plan, [], deps)
    if (applied === null) return { work, result: 'left' }
    if (!isOutdated(applied) || attempt === MOST_PLANS) return concluded(applied, deps)
    work = applied.work
  }
}

/** Applies the saved plan of work that waits for approval, where it has it. One that does not hold any more is made anew, and approved anew. */
export const applyApproved = async (work: ScheduledWork, deps: WorkDeps): Promise<Performed> => {
  const saved = work.plan === null ? null : await savedPlan(work.plan, deps)
  if (saved && openGuards(saved.plan.guards, saved.approvals, saved.plan.actor).length > 0)
    return { work, result: 'left' }
  const claimed = await claim(work, deps, saved ? work.plan : null)
  if (!claimed) return { work, result: 'left' }
  if (!saved) return planAndApply(claimed, deps)
  const applied = await applyOnce(claimed, saved.plan, saved.approvals, deps)
  if (applied === null) return { work: claimed, result: 'left' }
  return isOutdated(applied) ? planAndApply({ ...applied.work, plan: null }, deps) : concluded(applied, deps)
}

/** From here on the work is this process's; null where somebody else was quicker. */
export const claim = async (
  work: ScheduledWork,
  deps: WorkDeps,
  plan: string | null,
): Promise<ScheduledWork | null> => {
  const begun = { state: 'running', because: null, run: null, plan, attempts: work.attempts + 1 } as const
  const claimed = await changed(work, begun, deps)
  if (claimed) deps.crashPoint?.('claimed', work.id)
  return claimed
}

const planOf = async (
  { playbook, input }: ScheduledWork,
  { app, attended = false }: WorkDeps,
): Promise<Plan | Ending> => {
  try {
    const order = { playbook, inputs: [], people: [input], now: attended, readOnly: false }
    const planned = await app.plan(order)
    return planned.ok ? planned.value.plan : endingOfFaults(planned.faults)
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown
    return endingOfFaults(allFaults(thrown))
  }
}

/** Null for a plan that was altered, is too old or gone. */
const savedPlan = async (file: string, { app }: WorkDeps): Promise<Awaited<ReturnType<typeof app.loadPlan>> | null> => {
  try {
    return await app.loadPlan(file)
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown
    return null
  }
}

const askForApproval = async (work: ScheduledWork, plan: Plan, stopped: Ending, deps: WorkDeps): Promise<Performed> => {
  await deps.app.savePlan(plan, deps.planFile(work.id))
  deps.crashPoint?.('saved', work.id)
  return ended(work, { ...stopped, kind: 'approval' }, deps, plan)
}

/** A run that began, or what kept it from beginning. */
type Applied = { readonly work: ScheduledWork } & (
  | { readonly report: RunReport }
  | { readonly report: null; readonly faults: readonly Fault[] }
)

export const applyOrder = ({ progress, signal, lockTimeoutMs }: WorkDeps): WorkApply => ({
  progress,
  signal,
  lockTimeoutMs,
})

const applyOnce = async (
  work: ScheduledWork,
  plan: Plan,
  approvals: readonly Approval[],
  deps: WorkDeps,
): Promise<Applied | null> => {
  const runId = newRunId(deps)
  // Kept before anything is sent, so that whoever comes after a crash knows where to look.
  const named = await changed(work, { run: runId }, deps)
  if (!named) return null
  deps.crashPoint?.('named', work.id)
  try {
    const report = await deps.app.apply(plan, { ...applyOrder(deps), approvals, runId })
    deps.crashPoint?.('applied', work.id)
    return { work: named, report }
  } catch (thrown) {
    if (!isFault(thrown)) throw thrown
    const report = await reportIfAny(runId, deps)
    return report ? { work: named, report } : { work: named, report, faults: allFaults(thrown) }
  }
}

/** What the journal has of a run; null where it never began. */
export const reportIfAny = async (run: string, { app }: WorkDeps): Promise<RunReport | null> => {
  try {
    return await app.run(run)
  } catch (thrown) {
    if (allFaults(thrown).some(({ code }) => code === 'run/unknown-run')) return null
    throw thrown
  }
}

const OUTDATED: ReadonlySet<string> = new Set([
  'plan/stale',
  'plan/needs-approval',
  'plan/guard-refused',
  'plan/expired',
])

/** The plan fits no more; another one may. */
const isOutdated = (applied: Applied): boolean =>
  applied.report === null && applied.faults.every(({ code }) => OUTDATED.has(code))

const concluded = (applied: Applied, deps: WorkDeps): Promise<Performed> => {
  const { work } = applied
  if (applied.report) return ended(work, endingOfRun(applied.report, work.attempts), deps)
  const ending = endingOfFaults(applied.faults)
  return ended({ ...work, run: null }, isOutdated(applied) ? { ...ending, state: 'pending' } : ending, deps)
}
