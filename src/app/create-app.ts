import { join, resolve } from 'node:path'
import { refuseNodeDebug } from '../config/refuse-node-debug.ts'
import { Fault, Faults } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'
import type { RunReport } from '../model/run.ts'
import type { RunDeps } from '../runner/run-deps.ts'
import type { App, ApplyOrder } from './app.ts'
import { describeRead } from './describe-read.ts'
import type { Host } from './host.ts'
import { loadPlaybookFile, playbookFile, playbookNames } from './load-playbooks.ts'
import { loadSettings, type SettingsOptions } from './load-settings.ts'
import { type OpenOptions, openSystems, type Systems } from './open-systems.ts'
import { permissionNeeds } from './permission-needs.ts'
import { loadPlan, savePlan } from './plan-file.ts'
import { practiceCommands } from './practice-commands.ts'
import { readInputs } from './read-inputs.ts'
import { faultEntries, stepEntries } from './reference-entries.ts'
import { stateFolder } from './state-folder.ts'

/** The most findings of a stale plan that are told one by one. */
const MOST_TOLD = 3

/**
 * The application over one machine and one configuration. Configuration and systems are opened when a command first needs them, so that
 * `joinery steps` works without either.
 */
export const createApp = async (options: SettingsOptions, host: Host, tell: (text: string) => void): Promise<App> => {
  const unsafe = refuseNodeDebug(host.env)
  if (unsafe) throw unsafe
  const settings = once(() => loadSettings(options, host))
  let systems: Promise<Systems> | undefined
  const open = async (how: Pick<OpenOptions, 'readOnly'>): Promise<Systems> => {
    const { config, folder } = await settings()
    systems ??= openSystems(config, { ...how, folder, tell }, host)
    return systems
  }
  const journal = once(async () => {
    const { openJournal } = await import('../store/open-journal.ts')
    return openJournal(stateFolder((await settings()).config))
  })
  const withRunner = async (order: ApplyOrder, work: (deps: RunDeps) => Promise<RunReport>): Promise<RunReport> => {
    const record = await journal()
    const { readers, writers } = await open({ readOnly: false })
    const { clock, random, actor } = host
    return work({
      readers,
      writers,
      journal: record,
      clock,
      random,
      actor,
      progress: order.progress,
      signal: order.signal,
    })
  }

  return {
    async plan({ playbook, inputs, readOnly }) {
      const { config } = await settings()
      const file = await playbookFile(playbook, config, host.cwd)
      const loaded = await loadPlaybookFile(file, config, host.cwd)
      if (inputs.length === 0) throw noInput(playbook, loaded.ok ? loaded.value.playbook.sample : null, file)
      const people = await readInputs(inputs, host)
      if (!loaded.ok || !people.ok)
        return { ok: false, faults: [...(loaded.ok ? [] : loaded.faults), ...(people.ok ? [] : people.faults)] }
      const { readers } = await open({ readOnly })
      const { makePlan } = await import('../planner/make-plan.ts')
      const { organisation, key } = config
      const made = await makePlan({
        ...loaded.value,
        people: people.value.people,
        organisation,
        key,
        readers,
        actor: host.actor,
      })
      return made.ok ? { ok: true, value: { plan: made.value, notes: people.value.notes } } : made
    },

    async apply(plan, order) {
      const { applyPlan } = await import('../runner/apply-plan.ts')
      return withRunner(order, async (deps) => {
        await refuseStale(plan, deps)
        return applyPlan(plan, deps)
      })
    },

    savePlan: (plan, path) => savePlan(plan, resolve(host.cwd, path)),
    loadPlan: (path) => loadPlan(resolve(host.cwd, path), host.clock.now()),

    runs: async () => (await journal()).runs(),
    async run(id) {
      const { reportOf } = await import('../model/run-report.ts')
      const events = await (await journal()).events(id)
      if (events.length === 0) throw new Fault('run/unknown-run', { run: id })
      return reportOf(events)
    },
    async resume(id, order) {
      const { resumeRun } = await import('../runner/apply-plan.ts')
      return withRunner(order, (deps) => resumeRun(id, deps))
    },
    async retry(id, order) {
      const { retryRun } = await import('../runner/apply-plan.ts')
      return withRunner(order, (deps) => retryRun(id, deps))
    },

    async check(names, _online) {
      const { config } = await settings()
      const findings = []
      for (const name of names.length > 0 ? names : await playbookNames(config)) {
        const file = await playbookFile(name, config, host.cwd)
        const loaded = await loadPlaybookFile(file, config, host.cwd)
        findings.push({
          playbook: name,
          file,
          steps: loaded.ok ? loaded.value.playbook.steps.length : 0,
          faults: loaded.ok ? [] : loaded.faults,
        })
      }
      return findings
    },
    steps: stepEntries,
    faults: faultEntries,
    async permissions(names) {
      const { config } = await settings()
      const playbooks = []
      for (const name of names.length > 0 ? names : await playbookNames(config)) {
        const loaded = await loadPlaybookFile(await playbookFile(name, config, host.cwd), config, host.cwd)
        if (!loaded.ok) throw new Faults(loaded.faults)
        playbooks.push(loaded.value.playbook)
      }
      return permissionNeeds(playbooks, config.organisation.mode)
    },

    ...practiceCommands(
      async (state) => join(resolve(host.cwd, state ?? stateFolder((await settings()).config)), 'practice'),
      host,
    ),

    async close() {
      await (await systems?.catch(() => undefined))?.close()
      await (await journal.opened()?.catch(() => undefined))?.close()
    },
  }
}

/** Opens something the first time it is asked for. `opened` answers it only if it was. */
const once = <T>(open: () => Promise<T>): (() => Promise<T>) & { opened(): Promise<T> | undefined } => {
  let value: Promise<T> | undefined
  return Object.assign(
    () => {
      value ??= open()
      return value
    },
    { opened: () => value },
  )
}

const noInput = (playbook: string, sample: string | null, file: string): Fault =>
  new Fault('cli/no-input', { playbook, sample: sample === null ? undefined : join(file, '..', sample) })

const refuseStale = async (plan: Plan, { readers }: RunDeps): Promise<void> => {
  const { staleReads } = await import('../runner/stale-reads.ts')
  const stale = await staleReads(plan, readers)
  if (stale.length === 0) return
  const told = stale.slice(0, MOST_TOLD).map(describeRead).join('; ')
  const what = stale.length > MOST_TOLD ? `${told}; and ${stale.length - MOST_TOLD} more` : told
  throw new Fault('plan/stale', { count: stale.length, reads: plan.reads.length, what })
}
