import { join } from 'node:path'
import { type Checked, Fault } from '../model/fault.ts'
import type { App, Planned, PlanOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { notifySettings } from './open-messages.ts'
import { type OrderedPlaybook, openOrder, orderedPlaybook } from './open-order.ts'
import { pendingOf } from './pending-of.ts'
import { peopleFound } from './people-found.ts'
import { syncedOus } from './synced-ous.ts'

/** Reads and checks everything, then plans. */
export const planCommand =
  (parts: AppParts): App['plan'] =>
  async (order) => {
    const playbook = await orderedPlaybook(parts, order.playbook)
    refuseNobody(order, playbook)
    return planOrdered(parts, order, playbook)
  }

/** Plans an order with a playbook that was read already. */
export const planOrdered = async (
  parts: AppParts,
  order: PlanOrder,
  ordered: OrderedPlaybook,
): Promise<Checked<Planned>> => {
  const { config, policy, file } = ordered
  const opened = await openOrder(parts, order, ordered)
  if (!opened.ok) return opened
  const { loaded, people, notes, readers } = opened.value
  const rule = loaded.playbook.people
  const found = typeof rule === 'object' ? await peopleFound(parts, rule, topOf(file), order) : []
  const { makePlan } = await import('../planner/make-plan.ts')
  const made = await makePlan({
    ...loaded,
    people: [...people, ...found],
    organisation: config.organisation,
    key: config.key,
    notify: notifySettings(config),
    ...syncedOus(config),
    readers,
    actor: parts.host.actor,
    guards: await guardSettings(parts, policy, { readOnly: order.readOnly }),
    now: order.now ?? false,
    pending: await pendingOf(parts, loaded.playbook.name),
  })
  return made.ok ? { ok: true, value: { plan: made.value, notes } } : made
}

const topOf = (file: string) => ({ file, line: 1, column: 1 })

/** A playbook works on people whom it is given, or finds them by itself. */
const refuseNobody = ({ playbook: name, inputs, people = [] }: PlanOrder, { loaded, file }: OrderedPlaybook): void => {
  const given = inputs.length + people.length > 0
  const finds = loaded.ok && typeof loaded.value.playbook.people === 'object'
  if (finds && given) throw new Fault('cli/finds-people', { playbook: name })
  if (finds || given) return
  const sample = loaded.ok ? loaded.value.playbook.sample : null
  throw new Fault('cli/no-input', { playbook: name, sample: sample === null ? undefined : join(file, '..', sample) })
}
