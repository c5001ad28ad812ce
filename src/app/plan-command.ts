import { join } from 'node:path'
import { Fault } from '../model/fault.ts'
import type { App, PlanOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { type LoadedPlaybook, loadPlaybookFile, playbookFile } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { notifySettings } from './open-messages.ts'
import { pendingOf } from './pending-of.ts'
import { peopleFound } from './people-found.ts'
import { readOrder } from './read-order.ts'
import { syncedOus } from './synced-ous.ts'

/** Reads and checks everything, then plans. Findings of the playbook and of the people are answered together, before any system is asked. */
export const planCommand =
  (parts: AppParts): App['plan'] =>
  async (order) => {
    const { host } = parts
    const { config } = await parts.settings()
    const policy = await loadPolicyFile(config)
    const file = await playbookFile(order.playbook, config, host.cwd)
    const loaded = await loadPlaybookFile(file, config, host.cwd, policy)
    refuseNobody(order, loaded.ok ? loaded.value : null, file)
    const people = await readOrder(order, loaded.ok ? loaded.value.playbook : null, host)
    if (!loaded.ok || !people.read.ok)
      return { ok: false, faults: [...(loaded.ok ? [] : loaded.faults), ...(people.read.ok ? [] : people.read.faults)] }
    const { readers } = await parts.systems({ readOnly: order.readOnly })
    const known = await people.lookUp(readers, config.key)
    if (!known.ok) return known
    const rule = loaded.value.playbook.people
    const found = typeof rule === 'object' ? await peopleFound(parts, rule, topOf(file), order) : []
    const { makePlan } = await import('../planner/make-plan.ts')
    const made = await makePlan({
      ...loaded.value,
      people: [...known.value.people, ...found],
      organisation: config.organisation,
      key: config.key,
      notify: notifySettings(config),
      ...syncedOus(config),
      readers,
      actor: host.actor,
      guards: await guardSettings(parts, policy, { readOnly: order.readOnly }),
      now: order.now ?? false,
      pending: await pendingOf(parts, loaded.value.playbook.name),
    })
    return made.ok ? { ok: true, value: { plan: made.value, notes: known.value.notes } } : made
  }

const topOf = (file: string) => ({ file, line: 1, column: 1 })

/** A playbook works on people whom it is given, or finds them by itself. */
const refuseNobody = (
  { playbook: name, inputs, people = [] }: PlanOrder,
  loaded: LoadedPlaybook | null,
  file: string,
): void => {
  const given = inputs.length + people.length > 0
  const finds = loaded !== null && typeof loaded.playbook.people === 'object'
  if (finds && given) throw new Fault('cli/finds-people', { playbook: name })
  if (finds || given) return
  const sample = loaded?.playbook.sample ?? null
  throw new Fault('cli/no-input', { playbook: name, sample: sample === null ? undefined : join(file, '..', sample) })
}
