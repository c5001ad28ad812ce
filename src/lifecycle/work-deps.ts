import type { Approval } from '../model/approval.ts'
import type { Checked } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import type { Plan } from '../model/plan.ts'
import type { ChangeWindow } from '../model/policy.ts'
import type { ProgressEvent } from '../model/progress-event.ts'
import type { RunReport, RunSummary } from '../model/run.ts'
import type { Clock } from '../ports/clock.ts'
import type { Leases } from '../ports/leases.ts'
import type { Processes } from '../ports/processes.ts'
import type { Pulse } from '../ports/pulse.ts'
import type { Random } from '../ports/random.ts'
import type { ScheduleStore, ServiceMemory } from '../ports/schedule-store.ts'
import type { Newsroom } from './news.ts'

/** How a plan of scheduled work is applied. */
export interface WorkApply {
  readonly progress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
  readonly approvals?: readonly Approval[]
  readonly lockTimeoutMs?: number | undefined
  /** The id that the run gets, known before it begins so that whoever comes after a crash finds it. */
  readonly runId?: string
}

/** What the application does for scheduled work; `App` has all of it. */
export interface WorkApp {
  plan(order: {
    readonly playbook: string
    readonly inputs: readonly string[]
    readonly people: readonly JsonObject[]
    readonly now: boolean
    readonly readOnly: boolean
  }): Promise<Checked<{ readonly plan: Plan }>>
  apply(plan: Plan, order: WorkApply): Promise<RunReport>
  /** Throws `run/unknown-run` where nothing of the run is on record. */
  run(id: string): Promise<RunReport>
  resume(id: string, order: WorkApply): Promise<RunReport>
  retry(id: string, order: WorkApply): Promise<RunReport>
  /** Parked runs whose time has come. */
  due(): Promise<readonly RunSummary[]>
  savePlan(plan: Plan, path: string): Promise<void>
  loadPlan(path: string): Promise<{ readonly plan: Plan; readonly approvals: readonly Approval[] }>
}

/** Boundaries at which a process can die; what a test does there shows that the next one settles it. */
export type WorkCrashPoint = 'claimed' | 'planned' | 'saved' | 'named' | 'applied' | 'ended'

export interface WorkDeps {
  readonly app: WorkApp
  readonly schedules: ScheduleStore
  readonly memory: ServiceMemory
  /** On the same database. */
  readonly leases: Leases
  readonly clock: Clock
  readonly random: Random
  readonly processes?: Processes | undefined
  readonly pulse?: Pulse | undefined
  /** When unattended runs may write; always where there is none. */
  readonly windows: readonly ChangeWindow[]
  /** Path of the file that the plan of some work is saved in while it waits for approval. */
  readonly planFile: (work: string) => string
  /** Takes what people have to be told; who called sends it. */
  readonly news: Pick<Newsroom, 'tell' | 'settled'>
  readonly progress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
  readonly lockTimeoutMs?: number | undefined
  /** Somebody sits there and wants it now: neither the time nor a window keeps it back. */
  readonly attended?: boolean
  /** For tests. What it throws ends the work as a crash would. */
  readonly crashPoint?: ((name: WorkCrashPoint, work: string) => void) | undefined
}
