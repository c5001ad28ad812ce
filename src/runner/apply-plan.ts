import { Fault } from '../model/fault.ts'
import { type ChangeState, foldRun, type RunState, untouched } from '../model/fold-run.ts'
import type { Plan } from '../model/plan.ts'
import type { RunReport, RunStatus } from '../model/run.ts'
import { reportOf, statusOf } from '../model/run-report.ts'
import { type ActiveRun, itemOf, type RunItem } from './active-run.ts'
import { checkOrder } from './check-order.ts'
import { isSettled } from './run-change.ts'
import type { RunDeps } from './run-deps.ts'
import { openRunLog } from './run-log.ts'
import { runPeople } from './run-people.ts'
import { openSecretKeeper } from './secret-keeper.ts'
import { openSystemHealth } from './system-health.ts'

/** A run's id: the day and eight random digits, short enough to type. */
const newRunId = ({ clock, random }: Pick<RunDeps, 'clock' | 'random'>): string =>
  `${new Date(clock.now()).toISOString().slice(0, 10).replaceAll('-', '')}-${random.uuid().slice(0, 8)}`

interface Start {
  readonly id: string
  readonly plan: Plan
  readonly states: ReadonlyMap<string, ChangeState>
  readonly retrying: boolean
}

/** Everything that lives as long as a run is worked on in this process. */
const openRun = (
  { id, plan, states, retrying }: Start,
  deps: RunDeps,
): { readonly run: ActiveRun; readonly broken: AbortSignal } => {
  const breaker = new AbortController()
  const halt = (reason: unknown): void => breaker.abort(reason)
  const stop = deps.signal ? AbortSignal.any([deps.signal, breaker.signal]) : breaker.signal
  const run: ActiveRun = {
    id,
    plan,
    deps,
    log: openRunLog(id, states, deps, halt),
    secrets: openSecretKeeper(deps.random),
    health: openSystemHealth(),
    retrying,
    stop,
    halt,
    items: new Map(plan.changes.map((planned) => [planned.id, itemOf(planned)])),
  }
  return { run, broken: breaker.signal }
}

const endStatus = (run: ActiveRun): Exclude<RunStatus, 'running'> => {
  const isUnfinished = (item: RunItem): boolean => {
    const { outcome, parked } = run.log.stateOf(item.planned.id)
    return outcome === null ? parked === null : outcome === 'made' && !isSettled(run, item)
  }
  return [...run.items.values()].some(isUnfinished) ? 'interrupted' : statusOf({ changes: run.log.states() })
}

/** Works a run off from where its states say it stands. */
const work = async (start: Start, deps: RunDeps): Promise<RunReport> => {
  checkOrder(start.plan)
  const { run, broken } = openRun(start, deps)
  await run.log.record({ type: 'started', actor: deps.actor ?? start.plan.actor })
  await runPeople(run)
  broken.throwIfAborted()
  await run.log.record({ type: 'ended', status: endStatus(run) })
  return reportOf(await deps.journal.events(run.id))
}

/**
 * Applies a plan: every change once, recorded before and after, and read back. What goes wrong with a change is in the report; thrown is only
 * what stops everything, such as a journal that cannot be written.
 */
export const applyPlan = async (
  plan: Plan,
  deps: RunDeps & { readonly runId?: string | undefined },
): Promise<RunReport> => {
  const id = deps.runId ?? newRunId(deps)
  const events = await deps.journal.events(id)
  if (events.some(({ type }) => type === 'started')) throw new Fault('run/already-started', { run: id })
  checkOrder(plan)
  if (!events.some(({ type }) => type === 'planned')) {
    const at = new Date(deps.clock.now()).toISOString()
    await deps.journal.append({ type: 'planned', run: id, at, actor: plan.actor, plan })
  }
  const states = new Map(plan.changes.map((change) => [change.id, untouched]))
  return work({ id, plan, states, retrying: false }, deps)
}

const stateOfRun = async (runId: string, deps: RunDeps): Promise<RunState> =>
  foldRun(runId, await deps.journal.events(runId))

/**
 * Goes on with a run after a crash, an interruption or a park, in this or another process. Changes in doubt are read back first. A run that
 * is done stays as it is.
 */
export const resumeRun = async (runId: string, deps: RunDeps): Promise<RunReport> => {
  const { plan, changes, status } = await stateOfRun(runId, deps)
  if (status === 'done') return reportOf(await deps.journal.events(runId))
  return work({ id: runId, plan, states: changes, retrying: false }, deps)
}

/** As resuming, and the changes that failed or could not be verified are tried again. */
export const retryRun = async (runId: string, deps: RunDeps): Promise<RunReport> => {
  const { plan, changes, status } = await stateOfRun(runId, deps)
  if (status === 'done') return reportOf(await deps.journal.events(runId))
  return work({ id: runId, plan, states: changes, retrying: true }, deps)
}
