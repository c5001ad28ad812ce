import { dirname } from 'node:path'
import type { Config } from '../../config/config.ts'
import type { LookupDeps } from '../../lookup/lookup-deps.ts'
import { type Approval, guardFaults, newApproval, openGuards } from '../../model/approval.ts'
import { Fault, Faults } from '../../model/fault.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Plan } from '../../model/plan.ts'
import type { CaseMode, CaseResult, PlaybookCase } from '../../model/playbook-case.ts'
import type { RunReport } from '../../model/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Practice } from '../../practice/practice-servers.ts'
import type { App, ApplyOrder } from '../app.ts'
import type { Host } from '../host.ts'
import { loadSettings, type SettingsOptions } from '../load-settings.ts'
import { hashOfPlan } from '../plan-file.ts'
import { readPracticeFaults } from '../read-practice-faults.ts'
import { caseClock } from './case-clock.ts'
import { furnish, openCaseCompany, openCaseSystems } from './case-company.ts'
import { listDifference, onlyDifferences, setDifference, valueDifference } from './differences.ts'
import { endDifferences } from './end-differences.ts'
import { faultDifferences, outcomeDifferences, planDifferences } from './run-differences.ts'

const NOW = '2026-12-01T08:00:00Z'
/** Not everybody waits for a mailbox that is being converted. Less than half an hour, after which Entra Connect takes back what was changed in Entra alone. */
const LATER_MS = 1_200_000

/** What running a case takes from outside. */
export interface CaseDeps {
  readonly host: Host
  /** The organisation's configuration: its playbooks, names and roles. */
  readonly config: Config
  /** The application over the company of one case. */
  readonly openApp: (options: SettingsOptions, host: Host) => Promise<App>
}

/** A case of a playbook in one mode. */
export interface CaseOrder {
  readonly playbook: string
  /** The playbook's file. */
  readonly file: string
  /** Sample input of the playbook, as a path; null where it has none. */
  readonly sample: string | null
  readonly mode: CaseMode
  readonly one: PlaybookCase
}

/** Runs one case on a practice company of its own and answers what is not as it says. */
export const runCase = async (order: CaseOrder, deps: CaseDeps): Promise<CaseResult> => {
  const { playbook, mode, one } = order
  const begun = deps.host.clock.now()
  const differences = await differencesOf(order, deps).catch((thrown: unknown) => [troubleOf(thrown)])
  return { playbook, name: one.name, mode, differences, tookMs: deps.host.clock.now() - begun }
}

const troubleOf = (thrown: unknown): string => {
  const faults = thrown instanceof Faults ? thrown.faults : thrown instanceof Fault ? [thrown] : null
  if (!faults) return `It could not be run: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  return faults.map(({ code, message }) => `It could not be run: ${message} (${code})`).join('\n')
}

const differencesOf = async (order: CaseOrder, deps: CaseDeps): Promise<readonly string[]> => {
  const { mode, one } = order
  const clock = caseClock(one.now ?? NOW)
  const host: Host = { ...deps.host, clock, deadlines: deps.host.clock, env: {} }
  const company = await openCaseCompany(one, mode, deps.config, clock)
  try {
    const { config } = await loadSettings({ config: company.config, practice: false }, host)
    const systems = await openCaseSystems(config, dirname(company.config), host)
    try {
      await furnish(one, company.practice, systems)
      const app = await deps.openApp({ config: company.config, practice: false }, host)
      try {
        for (const run of one.given?.runs ?? []) await applyBefore(app, run)
        const lookup = { read: systems.readers, lookup: systems.lookup, key: config.key }
        return await act({ ...order, app, lookup, clock, practice: company.practice })
      } finally {
        await app.close()
      }
    } finally {
      await systems.close()
    }
  } finally {
    await company.close()
  }
}

interface Stage extends CaseOrder {
  readonly app: App
  readonly lookup: LookupDeps
  readonly practice: Practice
  readonly clock: Clock
}

const applyBefore = async (app: App, run: { readonly [playbook: string]: unknown }): Promise<void> => {
  for (const [playbook, people] of Object.entries(run)) {
    const planned = await app.plan({
      playbook,
      inputs: [],
      people: [people].flat() as readonly JsonObject[],
      readOnly: false,
    })
    if (!planned.ok) throw new Faults(planned.faults)
    const report = await apply(app, planned.value.plan)
    if (report.status !== 'done') throw new Fault('test/not-prepared', { playbook, status: report.status })
  }
}

const nobodyWatches = (): ApplyOrder => ({ progress: () => undefined, signal: new AbortController().signal })

const apply = (app: App, plan: Plan, order: Partial<ApplyOrder> = {}): Promise<RunReport> =>
  app.apply(plan, { ...nobodyWatches(), ...order })

/** Why there is no plan that could be applied; else the plan, and who has approved it. */
type PlanOrWhy =
  | { readonly plan: Plan; readonly approvals: readonly Approval[] }
  | { readonly refused: readonly string[] }

const approvalsOf = ({ one, clock }: Stage, plan: Plan): readonly Approval[] => {
  if (one.approved === undefined) return []
  const at = new Date(clock.now()).toISOString()
  return [newApproval({ actor: one.approved, at, plan: hashOfPlan(plan) }, [])]
}

const planFor = async (stage: Stage): Promise<PlanOrWhy> => {
  const { app, file, sample, one } = stage
  const { input } = one
  const people = typeof input === 'object' ? ([input].flat() as readonly JsonObject[]) : []
  const inputs = typeof input === 'string' ? [input] : input === undefined && sample !== null ? [sample] : []
  const set = Object.entries(one.set ?? {}).map(
    ([name, value]) => `${name}=${Array.isArray(value) ? value.join('|') : String(value)}`,
  )
  const planned = await app
    .plan({ playbook: file, inputs, people, readOnly: false, settings: set })
    .catch((thrown: unknown) => {
      if (thrown instanceof Faults) return { ok: false as const, faults: thrown.faults }
      if (thrown instanceof Fault) return { ok: false as const, faults: [thrown] }
      throw thrown
    })
  if (!planned.ok) return { refused: planned.faults.map(({ code }) => code) }
  const { plan } = planned.value
  const approvals = approvalsOf(stage, plan)
  const open = openGuards(plan.guards, approvals, plan.actor)
  return open.length > 0 ? { refused: guardFaults(open).map(({ code }) => code) } : { plan, approvals }
}

const act = async (stage: Stage): Promise<readonly string[]> => {
  const { one, practice, app, lookup } = stage
  const wanted = one.plan?.refused === undefined ? null : [one.plan.refused].flat()
  const made = await planFor(stage)
  if ('refused' in made) {
    const difference = setDifference('plan, refused', wanted ?? [], [...new Set(made.refused)])
    return [...onlyDifferences([difference]), ...(await endDifferences(lookup, one.end ?? {}))]
  }
  const { plan, approvals } = made
  const wrong = onlyDifferences([
    wanted && setDifference('plan, refused', wanted, []),
    ...planDifferences(one.plan ?? {}, plan),
  ])
  if (wrong.length > 0) return wrong
  const progress = await faultsAtTheFirstChange(one, practice)
  const first = await apply(app, plan, { approvals, progress })
  practice.faults.set({})
  const report = await takenUpAgain(stage, first)
  await settled(stage)
  const outcome = [...faultDifferences(one, practice), ...outcomeDifferences(one.outcome ?? 'done', report)]
  const after = await endDifferences(lookup, one.end ?? {})
  if (outcome.length > 0 || after.length > 0) return [...outcome, ...after]
  return [...(await againDifferences(stage, report)), ...(await undoDifferences(stage, plan, report))]
}

/** Until the first change nothing has been done: what goes wrong before it stops the run, and whoever asks again starts afresh. */
const faultsAtTheFirstChange = async (
  { given: { faults = {} } = {} }: PlaybookCase,
  practice: Practice,
): Promise<ApplyOrder['progress']> => {
  const settings = typeof faults === 'string' ? await readPracticeFaults(faults, '.') : faults
  let begun = false
  return ({ type }) => {
    if (begun || type !== 'started') return
    begun = true
    practice.faults.set(settings)
  }
}

/** Until what the systems do by themselves has happened. */
const settled = async ({ clock, practice }: Stage): Promise<void> => {
  practice.syncNow()
  await clock.sleep(LATER_MS)
}

/** A run that waits for a day goes on then. */
const takenUpAgain = async ({ one: { later }, app, clock, practice }: Stage, report: RunReport): Promise<RunReport> => {
  if (later === undefined || report.status !== 'parked') return report
  practice.syncNow()
  await clock.sleep(Math.max(0, Date.parse(later) - clock.now()))
  return app.resume(report.id, nobodyWatches())
}

/** A run that came to its end leaves nothing to do. */
const againDifferences = async (stage: Stage, { status }: RunReport): Promise<readonly string[]> => {
  if (stage.one.again === false || status !== 'done') return []
  const made = await planFor(stage)
  if ('refused' in made) return [setDifference('second run, refused', [], made.refused) ?? '']
  return onlyDifferences([
    listDifference(
      'second run, changes',
      [],
      made.plan.changes.map(({ summary }) => summary),
    ),
  ])
}

const undoDifferences = async (stage: Stage, plan: Plan, { id }: RunReport): Promise<readonly string[]> => {
  const { one, app, lookup } = stage
  if (one.undo === undefined || one.undo === false) return []
  const undone = await apply(app, await app.planUndo({ run: id, force: false, readOnly: false }))
  const status = valueDifference('undo, status', 'done', undone.status)
  if (status !== null) return [status]
  await settled(stage)
  if (one.undo !== true)
    return (await endDifferences(lookup, one.undo)).map((difference) => `after undo, ${difference}`)
  const made = await planFor(stage)
  if ('refused' in made) return [setDifference('plan after undo, refused', [], made.refused) ?? '']
  const summaries = (of: Plan): readonly string[] => of.changes.map(({ summary }) => summary)
  return onlyDifferences([listDifference('plan after undo, changes', summaries(plan), summaries(made.plan))])
}
