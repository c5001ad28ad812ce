import { type Change, changeOf, kindOf } from '../changes/change.ts'
import type { ApplyContext, ChangeKind } from '../changes/change-kind.ts'
import { Fault } from '../model/fault.ts'
import type { Plan, PlannedChange } from '../model/plan.ts'
import type { Claims } from './claims.ts'
import type { CrashPoint, RunDeps } from './run-deps.ts'
import type { RunLog } from './run-log.ts'
import type { SecretKeeper } from './secret-keeper.ts'
import type { SystemHealth } from './system-health.ts'

/** A run in this process. */
export interface ActiveRun {
  readonly id: string
  readonly plan: Plan
  readonly deps: RunDeps
  readonly log: RunLog
  readonly claims: Claims
  readonly secrets: SecretKeeper
  readonly health: SystemHealth
  /** Whether changes that failed are tried again. */
  readonly retrying: boolean
  /** Aborted by the user, or because the journal cannot be written: nothing new is begun. */
  readonly stop: AbortSignal
  /** Ends the run as a crash would. */
  readonly halt: (reason: unknown) => void
  readonly items: ReadonlyMap<string, RunItem>
}

/** A planned change and its meaning. */
export interface RunItem {
  readonly planned: PlannedChange
  readonly change: Change
  readonly kind: ChangeKind<Change>
  /** Whether reading tells if the change happened. */
  readonly visible: boolean
}

export const itemOf = (planned: PlannedChange): RunItem => {
  const change = changeOf(planned.change)
  const kind = kindOf(change)
  return { planned, change, kind, visible: !kind.unverifiable }
}

/** The ids and secrets that a change is given. */
export const contextFor = (run: ActiveRun, { planned }: RunItem): ApplyContext => ({
  idOf(ref) {
    if ('id' in ref) return ref.id
    const { id } = run.log.stateOf(ref.madeBy)
    if (id === null) throw new Fault('run/not-made-yet', { name: ref.name })
    return id
  },
  triedAt: run.log.stateOf(planned.id).triedAt,
  newPassword: (avoid) => run.secrets.password(planned.id, avoid),
  keepSecret: (secret) => run.secrets.keep(planned.id, secret),
  secretOf: (change) => run.secrets.of(change),
})

/** A place where a test can let the process die. */
export const boundary = (run: ActiveRun, name: CrashPoint, item: RunItem): void => {
  try {
    run.deps.crashPoint?.(name, item.planned.id)
  } catch (thrown) {
    run.halt(thrown)
    throw thrown
  }
}

/** Whether the change may be relied upon by others. */
export const happened = (run: ActiveRun, change: string): boolean => {
  const { outcome } = run.log.stateOf(change)
  return outcome === 'made' || outcome === 'found'
}
