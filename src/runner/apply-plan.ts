import { Fault } from '../model/fault.ts'
import { type ChangeState, foldRun, untouched } from '../model/fold-run.ts'
import type { Plan } from '../model/plan.ts'
import type { RunReport, RunStatus } from '../model/run.ts'
import { reportOf, statusOf } from '../model/run-report.ts'
import type { Fence } from '../ports/leases.ts'
import { type ActiveRun, itemOf, type RunItem } from './active-run.ts'
import { checkDirectory } from './check-directory.ts'
import { checkOrder } from './check-order.ts'
import { type Claims, openClaims } from './claims.ts'
import { newRunId } from './new-run-id.ts'
import { isSettled } from './run-change.ts'
import type { RunDeps } from './run-deps.ts'
import { type Happening, openRunLog } from './run-log.ts'
import { runPeople } from './run-people.ts'
import { openSecretKeeper } from './secret-keeper.ts'
import { openSystemHealth } from './system-health.ts'

interface Start {
  readonly id: string
  readonly plan: Plan
  readonly states: ReadonlyMap<string, ChangeState>
  readonly retrying: boolean
  /** Whether the plan has yet to be recorded. */
  readonly isNew: boolean
}

/** Everything that lives as long as a run is worked on in this process. */
const openRun = (
  { id, plan, states, retrying }: Start,
  deps: RunDeps,
  claims: Claims,
): { readonly run: ActiveRun; readonly broken: AbortSignal } => {
  const breaker = new AbortController()
  const halt = (reason: unknown): void => breaker.abort(reason)
  const stop = deps.signal ? AbortSignal.any([deps.signal, breaker.signal]) : breaker.signal
  const items = new Map(plan.changes.map((planned) => [planned.id, itemOf(planned)]))
  const fences = (event: Happening): readonly Fence[] =>
    claims.fences(event.type === 'intent' ? items.get(event.change)?.planned : undefined)
  const run: ActiveRun = {
    id,
    plan,
    deps,
    log: openRunLog(id, states, { ...deps, fences }, halt),
    claims,
    secrets: openSecretKeeper(deps.random),
    health: openSystemHealth(),
    retrying,
    stop,
    halt,
    items,
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

/** People with something left to do, so that nobody is kept away from the others. */
const peopleToClaim = (run: ActiveRun): readonly string[] =>
  run.plan.people.filter(({ changes }) => changes.some((id) => isLeft(run, id))).map(({ key }) => key)

const isLeft = (run: ActiveRun, change: string): boolean => {
  const item = run.items.get(change)
  return item !== undefined && !isSettled(run, item)
}

const PLAN_FORMAT = 'joinery.plan/1'

/** The type says so, but the plan of a run comes out of a file that another version may have written. */
const checkFormat = ({ id, plan }: Start): void => {
  const found: string = plan.format
  if (found !== PLAN_FORMAT) throw new Fault('run/other-version', { run: id, found, known: PLAN_FORMAT })
}

/** Works a run off from where its states say it stands. Nothing is recorded before everybody is claimed and the plan is known to fit. */
const work = async (start: Start, deps: RunDeps, claims: Claims): Promise<RunReport> => {
  checkFormat(start)
  checkOrder(start.plan)
  const { run, broken } = openRun(start, deps, claims)
  await checkDirectory(start.plan, deps.readers)
  await claims.takePeople(peopleToClaim(run))
  await deps.confirm?.()
  const { actor = start.plan.actor } = deps
  if (start.isNew) await run.log.record({ type: 'planned', actor: start.plan.actor, plan: start.plan })
  if (start.isNew) await recordApprovals(run, deps.approvals ?? [])
  await run.log.record({ type: 'started', actor })
  await deps.begun?.()
  await runPeople(run)
  broken.throwIfAborted()
  await run.log.record({ type: 'ended', status: endStatus(run) })
  claims.throwIfAllLost()
  return reportOf(await deps.journal.events(run.id))
}

const recordApprovals = async ({ log }: ActiveRun, approvals: NonNullable<RunDeps['approvals']>): Promise<void> => {
  for (const { actor, at } of approvals) await log.record({ type: 'approved', actor, given: at })
}

/** Makes the run this process's own for as long as `use` takes. */
const asOwner = async (id: string, deps: RunDeps, use: (claims: Claims) => Promise<RunReport>): Promise<RunReport> => {
  const claims = openClaims(id, deps)
  await claims.takeRun()
  try {
    return await use(claims)
  } finally {
    await claims.end()
  }
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
  return asOwner(id, deps, async (claims) => {
    const events = await deps.journal.events(id)
    if (events.some(({ type }) => type === 'started')) throw new Fault('run/already-started', { run: id })
    const states = new Map(plan.changes.map((change) => [change.id, untouched]))
    const isNew = !events.some(({ type }) => type === 'planned')
    return work({ id, plan, states, retrying: false, isNew }, deps, claims)
  })
}

const goOn = (id: string, deps: RunDeps, retrying: boolean): Promise<RunReport> =>
  asOwner(id, deps, async (claims) => {
    const events = await deps.journal.events(id)
    const { plan, changes, status } = foldRun(id, events)
    if (status === 'done') return reportOf(events)
    return work({ id, plan, states: changes, retrying, isNew: false }, deps, claims)
  })

/**
 * Goes on with a run after a crash, an interruption or a park, in this or another process. Changes in doubt are read back first. A run that
 * is done stays as it is.
 */
export const resumeRun = (runId: string, deps: RunDeps): Promise<RunReport> => goOn(runId, deps, false)

/** As resuming, and the changes that failed or could not be verified are tried again. */
export const retryRun = (runId: string, deps: RunDeps): Promise<RunReport> => goOn(runId, deps, true)
