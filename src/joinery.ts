import type { App, ApplyOrder, FeedSyncOrder } from './app/app.ts'
import type { AuditReport } from './model/audit.ts'
import { Faults } from './model/fault.ts'
import type { FeedSync } from './model/feed-sync.ts'
import type { GroupPage, LicenceLine } from './model/group-page.ts'
import type { Json } from './model/json.ts'
import type { FindRule, FoundByRule } from './model/people-rule.ts'
import type { PersonPage } from './model/person-page.ts'
import type { Plan } from './model/plan.ts'
import type { PlaybookFinding } from './model/reference.ts'
import type { RunReport, RunSummary } from './model/run.ts'
import type { SchedulePass } from './model/schedule-report.ts'
import type { Readers } from './ports/systems.ts'

export interface JoineryOptions {
  /** Path of joinery.yaml; without it the file is looked for in `folder` and above. */
  readonly config?: string
  /** Every system is the practice tenant, whose company lives in the state folder. No configuration is needed then. */
  readonly practice?: boolean
  /** The folder from which relative paths count; that of the process when absent. */
  readonly folder?: string
  /** Where secrets that the configuration names by `env:` are looked up; the environment of the process when absent. */
  readonly env?: { readonly [name: string]: string | undefined }
  /** Who is recorded as having planned and applied; the user of the process when absent. */
  readonly actor?: string
  /** Told what cannot wait for a result, such as the code of a device sign-in. */
  readonly tell?: (text: string) => void
}

/** A person as in an input file (the same keys and the same checks), by name of the field. */
export type PersonFields = { readonly employeeId: string } & { readonly [field: string]: Json }

/** For whom to plan: paths of .yaml, .json and .csv files, or people as data. */
export type PeopleOrder = { readonly files: readonly string[] } | { readonly people: readonly PersonFields[] }

/** How a plan is worked off. */
export type ApplyOptions = Partial<ApplyOrder>

/** How a feed is compared. */
export type SyncOptions = Partial<Omit<FeedSyncOrder, 'feed'>>

/** A feed of the configuration. */
export type ConfiguredFeed = Awaited<ReturnType<App['feeds']>>[number]

/** Joinery as the commands use it. Every function throws `Fault` or `Faults`; nothing is printed. */
export interface Joinery extends AsyncDisposable {
  /** Reads of the configured systems: accounts, groups, licences. */
  read(): Promise<Readers>
  /** What is wrong with playbooks, roles and naming rules as they are written; all playbooks when none are named. */
  check(playbooks?: readonly string[]): Promise<readonly PlaybookFinding[]>
  /** What would have to change so that the playbook holds for these people. Reads only; throws everything that is wrong, with its place. */
  plan(playbook: string, people: PeopleOrder): Promise<Plan>
  savePlan(plan: Plan, path: string): Promise<void>
  /** Throws `plan/tampered` for a file that is not, to the bit, what was saved, and `plan/expired`. */
  loadPlan(path: string): Promise<Plan>
  /** Makes every change of the plan once, recorded and read back. What went wrong with single changes is in the report. */
  apply(plan: Plan, options?: ApplyOptions): Promise<RunReport>
  /** Every run of the journal, newest first. */
  runs(): Promise<readonly RunSummary[]>
  run(id: string): Promise<RunReport>
  /** Goes on with a run after a crash, an interruption or a park. */
  resume(id: string, options?: ApplyOptions): Promise<RunReport>
  /** As `resume`, and tries again what failed. */
  retry(id: string, options?: ApplyOptions): Promise<RunReport>
  /**
   * A plan that takes back what a run has made, applied like any other; `force` also takes back what somebody else has changed since. What cannot
   * be taken back stands in its notes.
   */
  planUndo(run: string, options?: { readonly force?: boolean }): Promise<Plan>
  /** People whose accounts fit a rule, such as those that nobody uses, each with the reason. */
  peopleByRule(rule: Partial<FindRule>): Promise<readonly FoundByRule[]>
  /** One page about the person of this employeeId, sign-in name, mail address, sAMAccountName, DN or id. */
  showPerson(person: string): Promise<PersonPage>
  showGroup(group: string, options?: { readonly in?: 'ad' | 'entra' }): Promise<GroupPage>
  /** The tenant's licences with their seats. */
  licences(): Promise<readonly LicenceLine[]>
  /** The feeds of the configuration. */
  feeds(): Promise<readonly ConfiguredFeed[]>
  /**
   * Compares a feed (a name of `feeds:`, a file or an address) with the last good one and the directories, and schedules what follows. A feed that may not
   * be what it seems is answered with the verdict `refused`, and nothing is scheduled.
   */
  syncFeed(feed: string, options?: SyncOptions): Promise<FeedSync>
  /** One pass over everything that is due. */
  workDue(options?: ApplyOptions): Promise<SchedulePass>
  /** Reads every record of the journal; throws the first place that is not as it was written (`audit/broken`, …). */
  verifyAudit(): Promise<AuditReport>
  /** Closes every connection; also done by `await using`. */
  close(): Promise<void>
}

/** Opens Joinery over a configuration. Systems are connected when they are first needed. */
export const openJoinery = async (options: JoineryOptions = {}): Promise<Joinery> => {
  const { config = null, practice = false, folder, env, actor, tell = () => undefined } = options
  // Loaded here, so that whoever only asks a script for its options does not wait for it.
  const [{ createApp }, { systemHost }] = await Promise.all([
    import('./app/create-app.ts'),
    import('./app/system-host.ts'),
  ])
  const machine = systemHost(new AbortController().signal)
  const host = { ...machine, cwd: folder ?? machine.cwd, env: env ?? machine.env, actor: actor ?? machine.actor }
  const app = await createApp({ config, practice }, host, tell)
  const close = (): Promise<void> => app.close()
  return {
    read: () => app.read(),
    check: (playbooks = []) => app.check(playbooks, false),
    async plan(playbook, order) {
      const people = 'people' in order ? { people: order.people } : {}
      const inputs = 'files' in order ? order.files : []
      const planned = await app.plan({ playbook, inputs, readOnly: false, ...people })
      if (!planned.ok) throw new Faults(planned.faults)
      return planned.value.plan
    },
    savePlan: (plan, path) => app.savePlan(plan, path),
    loadPlan: async (path) => (await app.loadPlan(path)).plan,
    apply: (plan, how) => app.apply(plan, applyOrder(how)),
    runs: () => app.runs(),
    run: (id) => app.run(id),
    resume: (id, how) => app.resume(id, applyOrder(how)),
    retry: (id, how) => app.retry(id, applyOrder(how)),
    planUndo: (run, { force = false } = {}) => app.planUndo({ run, force, readOnly: false }),
    peopleByRule: (rule) => app.peopleByRule({ exceptGroups: [], ...rule }),
    showPerson: (person) => app.showPerson(person),
    showGroup: (name, options) => app.showGroup({ name, only: options?.in ?? null }),
    licences: () => app.licences(),
    feeds: () => app.feeds(),
    syncFeed: (feed, how) =>
      app.syncFeed({ settings: null, as: null, last: null, dryRun: false, accept: false, ...how, feed }),
    workDue: (how) => app.workDue({ ...applyOrder(how), everyMs: 0 }),
    verifyAudit: () => app.auditVerify({ file: null, head: null, key: null }),
    close,
    [Symbol.asyncDispose]: close,
  }
}

const applyOrder = (how: ApplyOptions = {}): ApplyOrder => ({
  progress: () => undefined,
  signal: new AbortController().signal,
  ...how,
})
