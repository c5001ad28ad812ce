import type { Checked } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'
import type { PracticeInfo } from '../model/practice-info.ts'
import type { ProgressEvent } from '../model/progress-event.ts'
import type { FaultEntry, PermissionNeeds, PlaybookFinding, StepEntry } from '../model/reference.ts'
import type { RunReport, RunSummary } from '../model/run.ts'

/** What is planned for whom. `inputs` are paths, or `-` for standard input. */
export interface PlanOrder {
  readonly playbook: string
  readonly inputs: readonly string[]
  /** Nothing may be left behind, not even a fresh practice company. */
  readonly readOnly: boolean
}

/** How a plan is applied. */
export interface ApplyOrder {
  readonly progress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
}

export interface PracticeOrder {
  readonly ldapPort: number
  readonly graphPort: number
  readonly graphTlsPort: number
  readonly people: number
  readonly roles: readonly string[] | null
  readonly publicUrl: string | null
  readonly state: string | null
}

/** Running practice servers. */
export interface ServedPractice {
  readonly info: PracticeInfo
  stop(): Promise<void>
}

/** A plan, and what was noted while reading its input. */
export interface Planned {
  readonly plan: Plan
  readonly notes: readonly string[]
}

/**
 * Everything the commands do, free of terminals and of files' formats. Faults that stop something are answered or thrown as `Fault` or
 * `Faults`; nothing is printed.
 */
export interface App {
  plan(order: PlanOrder): Promise<Checked<Planned>>
  /** Applies a plan after asking everything again that it was made from; refuses a stale one (`plan/stale`). */
  apply(plan: Plan, order: ApplyOrder): Promise<RunReport>
  savePlan(plan: Plan, path: string): Promise<void>
  /** Refuses a file that was altered (`plan/tampered`), or is too old (`plan/expired`). */
  loadPlan(path: string): Promise<Plan>
  runs(): Promise<readonly RunSummary[]>
  run(id: string): Promise<RunReport>
  resume(id: string, order: ApplyOrder): Promise<RunReport>
  retry(id: string, order: ApplyOrder): Promise<RunReport>
  check(playbooks: readonly string[], online: boolean): Promise<readonly PlaybookFinding[]>
  steps(): readonly StepEntry[]
  faults(): readonly FaultEntry[]
  permissions(playbooks: readonly string[]): Promise<PermissionNeeds>
  servePractice(order: PracticeOrder): Promise<ServedPractice>
  resetPractice(state: string | null): Promise<void>
  /** How many of what there are in the practice company; where it is being served, how to reach it. */
  showPractice(state: string | null): Promise<{ readonly [what: string]: number | string }>
  /** Closes connections, stops servers that were started on the way. */
  close(): Promise<void>
}
