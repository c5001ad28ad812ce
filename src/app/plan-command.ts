import { join } from 'node:path'
import { Fault } from '../model/fault.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { loadPlaybookFile, playbookFile } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { readInputs } from './read-inputs.ts'

/** Reads and checks everything, then plans. Findings of the playbook and of the people are answered together, before any system is asked. */
export const planCommand =
  (parts: AppParts): App['plan'] =>
  async ({ playbook, inputs, people: given = [], readOnly }) => {
    const { host } = parts
    const { config } = await parts.settings()
    const policy = await loadPolicyFile(config)
    const file = await playbookFile(playbook, config, host.cwd)
    const loaded = await loadPlaybookFile(file, config, host.cwd, policy)
    if (inputs.length + given.length === 0)
      throw noInput(playbook, loaded.ok ? loaded.value.playbook.sample : null, file)
    const people = await readInputs(inputs, given, host)
    if (!loaded.ok || !people.ok)
      return { ok: false, faults: [...(loaded.ok ? [] : loaded.faults), ...(people.ok ? [] : people.faults)] }
    const { readers } = await parts.systems({ readOnly })
    const { makePlan } = await import('../planner/make-plan.ts')
    const made = await makePlan({
      ...loaded.value,
      people: people.value.people,
      organisation: config.organisation,
      key: config.key,
      readers,
      actor: host.actor,
      guards: await guardSettings(parts, policy, { readOnly }),
    })
    return made.ok ? { ok: true, value: { plan: made.value, notes: people.value.notes } } : made
  }

const noInput = (playbook: string, sample: string | null, file: string): Fault =>
  new Fault('cli/no-input', { playbook, sample: sample === null ? undefined : join(file, '..', sample) })
