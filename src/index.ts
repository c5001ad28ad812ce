/**
 * Joinery as a library: what the commands use, for scripts and for services of one's own.
 *
 *     await using joinery = await openJoinery()
 *     const plan = await joinery.plan('onboard', { files: ['new-hire.yaml'] })
 *     const run = await joinery.apply(plan)
 */
export { csvTable } from './app/csv-table.ts'
export {
  type ApplyOptions,
  type ConfiguredFeed,
  type Joinery,
  type JoineryOptions,
  openJoinery,
  type PeopleOrder,
  type PersonFields,
  type SyncOptions,
} from './joinery.ts'
export type { AdEntry, Attributes, AttributeValues } from './model/ad-entry.ts'
export type { AdDomain, AdFilter, AdQuery } from './model/ad-query.ts'
export { fromFileTime } from './model/ad-time.ts'
export type { AuditReport } from './model/audit.ts'
export type { EntraGroup, EntraProperties, EntraUser, HeldLicence, Sku, Tenant } from './model/entra-objects.ts'
export { type Effect, Fault, Faults } from './model/fault.ts'
export type { FeedEvent, FeedReport, FeedSuspect } from './model/feed.ts'
export type { FeedSync, FeedWork } from './model/feed-sync.ts'
export type { Hazard, Mode, System } from './model/glossary.ts'
export type {
  AdGroupPage,
  EntraGroupPage,
  GroupMember,
  GroupPage,
  LicenceLine,
} from './model/group-page.ts'
export type { Json, JsonObject } from './model/json.ts'
export type { FindRule, FoundByRule } from './model/people-rule.ts'
export type { AdAccountPage, EntraAccountPage, HeldGroup, PersonPage } from './model/person-page.ts'
export type {
  Action,
  GuardVerdict,
  Plan,
  PlanCounts,
  PlannedChange,
  PlanPerson,
  RecordedRead,
  SkippedStep,
  Target,
  Undo,
} from './model/plan.ts'
export type { PracticeFaultSettings } from './model/practice-fault-settings.ts'
export type { PracticeInfo } from './model/practice-info.ts'
export type { ProgressEvent } from './model/progress-event.ts'
export type { PlaybookFinding } from './model/reference.ts'
export type {
  FaultRecordOfRun,
  Outcome,
  RunChange,
  RunCounts,
  RunPerson,
  RunReport,
  RunStatus,
  RunSummary,
} from './model/run.ts'
export type { SchedulePass } from './model/schedule-report.ts'
export type { ScheduledWork } from './model/scheduled-work.ts'
export type { AdReader } from './ports/ad.ts'
export type { Clock } from './ports/clock.ts'
export type { EntraReader, UserKey } from './ports/entra.ts'
export type { Readers } from './ports/systems.ts'
export type { FaultsFired } from './practice/faults/practice-faults.ts'
export { type PracticeTenant, type PracticeTenantOptions, startPracticeTenant } from './practice-tenant.ts'
export { runScript, type Script, type ScriptOption, type ScriptWorld } from './run-script.ts'
