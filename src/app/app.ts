import type { FeedConfig } from '../config/config.ts'
import type { Approval } from '../model/approval.ts'
import type { AuditReport, ExportFormat, SignedHead } from '../model/audit.ts'
import type { Checked } from '../model/fault.ts'
import type { FeedPreview, FeedReading, FeedSnapshot } from '../model/feed.ts'
import type { FeedSync } from '../model/feed-sync.ts'
import type { GroupPage, LicenceLine } from '../model/group-page.ts'
import type { JsonObject } from '../model/json.ts'
import type { FindRule, FoundByRule } from '../model/people-rule.ts'
import type { FoundPerson, PersonPage } from '../model/person-page.ts'
import type { Plan } from '../model/plan.ts'
import type { CaseResult } from '../model/playbook-case.ts'
import type { PracticeInfo } from '../model/practice-info.ts'
import type { ProgressEvent } from '../model/progress-event.ts'
import type { FaultEntry, PermissionNeeds, PlaybookFinding, StepEntry } from '../model/reference.ts'
import type { RunReport, RunSummary } from '../model/run.ts'
import type { HostInstall, SchedulePass, ScheduleReport, WorkChange } from '../model/schedule-report.ts'
import type { ScheduledWork } from '../model/scheduled-work.ts'
import type { PreparedState, StateMoveReport } from '../model/state-move.ts'
import type { PassOfTeam } from '../model/team-pass.ts'
import type { Readers } from '../ports/systems.ts'
import type { AdoptCommands } from './adopt.ts'
import type { InstallOrder } from './install-order.ts'
import type { ServeOrder } from './serve-order.ts'

/** What is planned for whom. `inputs` are paths, or `-` for standard input; `people` are given as data and checked in the same way. */
export interface PlanOrder {
  readonly playbook: string
  readonly inputs: readonly string[]
  readonly people?: readonly JsonObject[]
  /** What holds for all of them, as `NAME=VALUE`: fields of a person and inputs of the playbook. */
  readonly settings?: readonly string[]
  /** Whether people are worked on before the playbook is due for them. */
  readonly now?: boolean
  /** Nothing may be left behind, not even a fresh practice company. */
  readonly readOnly: boolean
}

/** Whose membership of one group is to change. */
export interface GroupOrder {
  readonly verb: 'add' | 'remove'
  readonly group: string
  /** Each as `App.showPerson` takes them. */
  readonly people: readonly string[]
  readonly only: 'ad' | 'entra' | null
  readonly readOnly: boolean
}

/** Which cases of playbooks are run. */
export interface TestOrder {
  readonly playbooks: readonly string[]
  /** Cases whose name has this in it; null for all. */
  readonly only: string | null
  /** File that the results are written to as JUnit XML; null for none. */
  readonly junit: string | null
  /** Told of each case that ends. */
  readonly told: (result: CaseResult) => void
}

/** Which run is taken back. */
export interface UndoOrder {
  readonly run: string
  /** Whether what somebody else changed since is taken back too. */
  readonly force: boolean
  readonly readOnly: boolean
}

/** How a plan is applied. */
export interface ApplyOrder {
  readonly progress: (event: ProgressEvent) => void
  readonly signal: AbortSignal
  /** Who has approved the plan; nobody where absent. */
  readonly approvals?: readonly Approval[]
  /** How long to wait for people and runs that others are at work on, in milliseconds. */
  readonly lockTimeoutMs?: number | undefined
  /** The id that the run gets; one of the application's own unless told. */
  readonly runId?: string
}

/** What is to be verified. Paths are relative to the folder of the command. */
export interface AuditVerifyOrder {
  /** An export or a copy of a journal; null is the journal of the state folder. */
  readonly file: string | null
  /** A signed head that was kept elsewhere. */
  readonly head: string | null
  /** The public key that head has to be signed with. */
  readonly key: string | null
}

/** An export, in a file or, where none was named, as text. */
export interface AuditExport {
  readonly head: SignedHead
  readonly text: string | null
}

export interface PracticeOrder {
  readonly ldapPort: number
  readonly graphPort: number
  readonly graphTlsPort: number
  readonly people: number
  readonly roles: readonly string[] | null
  readonly publicUrl: string | null
  /** Name of faults to make on purpose, or path of a file that describes them. */
  readonly faults: string | null
  readonly state: string | null
}

/** Whose playbook is scheduled, and for when. */
export interface ScheduleOrder extends Omit<PlanOrder, 'now' | 'readOnly'> {
  /** A day or a moment; when the playbook is due where it is null. */
  readonly at: string | null
}

/** How a worker of a team works. */
export interface WorkerOrder extends ApplyOrder {
  readonly sideBySide: number
  /** How often it looks for what has become due. */
  readonly everyMs: number
  /** Takes what was done. */
  readonly tell: (pass: PassOfTeam) => void
}

/** Which feed is tried out. Paths are relative to the folder of the command. */
export interface FeedOrder {
  /** A file, an https address, or `-` for standard input. */
  readonly feed: string
  /** feed.yaml; null where everything is recognised. */
  readonly settings: string | null
  /** A feed that counts as the last good one; null for the one that is kept. */
  readonly last: string | null
  /** New file that the refused rows are written to; null for none. */
  readonly refusedOut: string | null
}

/** Which feed is compared. Paths are relative to the folder of the command. */
export interface FeedSyncOrder {
  /** Its name in `feeds:`, a file, an https address, or `-` for standard input. */
  readonly feed: string
  /** feed.yaml of what has no name; null where everything is recognised. */
  readonly settings: string | null
  /** The name under which what has none is kept; null for that of its settings. */
  readonly as: string | null
  /** A feed that counts as the last good one; null for the one that is kept. */
  readonly last: string | null
  /** Nothing is kept or scheduled. */
  readonly dryRun: boolean
  /** Somebody has looked at what looked wrong. */
  readonly accept: boolean
}

/** People of whom a source says something. */
export interface SnapshotOrder {
  /** `source` is the name of the feed. */
  readonly snapshot: FeedSnapshot
  /** Whether it may leave people out, as a push does: then nobody is missing in it. */
  readonly partial: boolean
  readonly dryRun?: boolean
  readonly accept?: boolean
}

/** What a source has pushed, as it arrived. */
export interface PushOrder {
  /** Name of the feed in `feeds:`, whose settings are used. */
  readonly source: string
  readonly bytes: Uint8Array
}

/** Whose row of a feed a person has looked at. */
export interface FeedReleaseOrder {
  readonly source: string
  /** employeeId. */
  readonly person: string
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

/** A plan in a file, and who has approved it. */
export interface SavedPlan {
  readonly plan: Plan
  readonly approvals: readonly Approval[]
}

/**
 * Everything the commands do, free of terminals and of files' formats. Faults that stop something are answered or thrown as `Fault` or
 * `Faults`; nothing is printed.
 */
export interface App extends AdoptCommands {
  /** Reads of the configured systems. */
  read(): Promise<Readers>
  plan(order: PlanOrder): Promise<Checked<Planned>>
  /**
   * Applies a plan after asking everything again that it was made from; refuses a stale one (`plan/stale`), and one that a guard stops and too
   * few have approved.
   */
  apply(plan: Plan, order: ApplyOrder): Promise<RunReport>
  savePlan(plan: Plan, path: string): Promise<void>
  /** Refuses a file that was altered (`plan/tampered`), or is too old (`plan/expired`). */
  loadPlan(path: string): Promise<SavedPlan>
  /** Adds an approval by the present user to a saved plan; one that is there already is not added again. */
  approve(path: string): Promise<SavedPlan>
  runs(): Promise<readonly RunSummary[]>
  run(id: string): Promise<RunReport>
  /** Parked runs whose time has come, oldest first. */
  due(): Promise<readonly RunSummary[]>
  resume(id: string, order: ApplyOrder): Promise<RunReport>
  retry(id: string, order: ApplyOrder): Promise<RunReport>
  /** A plan that takes back what a run has made; applied like any other. */
  planUndo(order: UndoOrder): Promise<Plan>
  /** Schedules a playbook for people. What is scheduled for the same person already is moved. */
  schedule(order: ScheduleOrder): Promise<Checked<readonly ScheduledWork[]>>
  /** What is scheduled; what has ended too where `all`. */
  scheduled(all: boolean): Promise<ScheduleReport>
  /** One piece of work by its id or the beginning of it. Throws `schedule/unknown-work`, `schedule/ambiguous-work`. */
  scheduledWork(id: string): Promise<ScheduledWork>
  /** A `move` takes a day or a moment. */
  changeScheduled(id: string, change: WorkChange): Promise<ScheduledWork>
  /** Does some work now, as somebody who sits there wants it: neither its time nor a change window keeps it back, the guards do. */
  performScheduled(id: string, order: ApplyOrder): Promise<ScheduledWork>
  /** One pass over everything that is due. `everyMs`: how often a pass is made. */
  workDue(order: ApplyOrder & { readonly everyMs: number }): Promise<SchedulePass>
  /** Takes people with work from the queue of the team until the signal is aborted. Throws `state/no-team` without a state in PostgreSQL. */
  worker(order: WorkerOrder): Promise<void>
  /**
   * Watches feeds, goes through the schedule and takes what is pushed, until the signal is aborted; answers whether all that was under way came to its
   * end in time. Throws `serve/already-served`.
   */
  serve(order: ServeOrder): Promise<boolean>
  /** Waits on the clock of the application; answers whether it was not stopped. */
  pause(ms: number, signal: AbortSignal): Promise<boolean>
  scheduleInstall(order: InstallOrder): Promise<HostInstall>
  /** People one of whose names or addresses begins with the text. */
  findPeople(text: string): Promise<readonly FoundPerson[]>
  /** People whose accounts fit a rule, each with the reason, in the order of their employeeIds. */
  peopleByRule(rule: FindRule): Promise<readonly FoundByRule[]>
  /** One page about the person of this employeeId, sign-in name, mail address, sAMAccountName, DN or id. Throws `lookup/unknown-person`. */
  showPerson(reference: string): Promise<PersonPage>
  /** `only` looks in one directory alone. Throws `lookup/unknown-group`, `lookup/ambiguous-group`. */
  showGroup(order: { readonly name: string; readonly only: 'ad' | 'entra' | null }): Promise<GroupPage>
  /** A plan that puts people into one group or takes them out; applied like any other. */
  planGroupChange(order: GroupOrder): Promise<Checked<Plan>>
  licences(): Promise<readonly LicenceLine[]>
  /** How a feed is understood; nothing is kept of it. Throws where it cannot be used as a whole. */
  previewFeed(order: FeedOrder): Promise<FeedPreview>
  /** Compares a whole feed with the last good one and the directories, and schedules what follows. Throws where it cannot be read. */
  syncFeed(order: FeedSyncOrder): Promise<FeedSync>
  /** As `syncFeed`, with people who are at hand. */
  syncSnapshot(order: SnapshotOrder): Promise<FeedSync>
  /** Reads what a source has pushed by the settings of its feed. Throws where it cannot be read. */
  readPushed(order: PushOrder): Promise<FeedReading>
  /** The feeds of the configuration. */
  feeds(): Promise<readonly FeedConfig[]>
  /** From the next comparison on, the row counts although the person is like another one, or belongs to another feed. */
  releaseFeedPerson(order: FeedReleaseOrder): Promise<void>
  check(playbooks: readonly string[], online: boolean): Promise<readonly PlaybookFinding[]>
  /** Throws the first place that is not as it was written: `audit/broken`, `audit/cut-short`, `audit/rewritten`, `audit/bad-head`. */
  auditVerify(order: AuditVerifyOrder): Promise<AuditReport>
  /** Makes the schemas of a state in PostgreSQL, for which the user has to own them or have the right to make them. */
  prepareState(): Promise<PreparedState>
  /** Moves the embedded state into PostgreSQL; `to` is the place of its address, such as `env:DATABASE_URL`, or null for the one of joinery.yaml. */
  migrateState(to: string | null): Promise<StateMoveReport>
  auditHead(): Promise<SignedHead>
  auditExport(order: { readonly format: ExportFormat; readonly out: string | null }): Promise<AuditExport>
  /** Runs the cases of playbooks, all of them where none is named. Throws everything that is wrong with their files. */
  test(order: TestOrder): Promise<readonly CaseResult[]>
  /** Resolves when a file of the playbooks has changed, or the signal is aborted. */
  playbooksChanged(signal: AbortSignal): Promise<void>
  steps(): readonly StepEntry[]
  faults(): readonly FaultEntry[]
  permissions(playbooks: readonly string[]): Promise<PermissionNeeds>
  servePractice(order: PracticeOrder): Promise<ServedPractice>
  resetPractice(state: string | null): Promise<void>
  /** Moves the time of the practice company on by milliseconds, and answers what time it is there: RFC 3339. */
  advancePractice(state: string | null, ms: number): Promise<string>
  /** How many of what there are in the practice company; where it is being served, how to reach it. */
  showPractice(state: string | null): Promise<{ readonly [what: string]: number | string }>
  /** Closes connections, stops servers that were started on the way. */
  close(): Promise<void>
}
