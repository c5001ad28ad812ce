import type { Config } from '../config/config.ts'
import type { Checked } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import type { Policy } from '../model/policy.ts'
import type { Readers } from '../ports/systems.ts'
import type { PlanOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { type LoadedPlaybook, loadPlaybookFile, playbookFile } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { readOrder } from './read-order.ts'

/** The playbook of an order, as far as it could be read. */
export interface OrderedPlaybook {
  readonly config: Config
  readonly policy: Policy
  /** For messages: where the playbook stands. */
  readonly file: string
  readonly loaded: Checked<LoadedPlaybook>
}

/** Everything that an order names, read and checked, on connected systems. */
export interface OpenedOrder {
  readonly loaded: LoadedPlaybook
  readonly people: readonly PersonRecord[]
  readonly notes: readonly string[]
  readonly readers: Readers
}

/** Reads and checks the playbook of this name. Throws `cli/unknown-playbook`. */
export const orderedPlaybook = async (parts: AppParts, name: string): Promise<OrderedPlaybook> => {
  const { config } = await parts.settings()
  const policy = await loadPolicyFile(config)
  const file = await playbookFile(name, config, parts.host.cwd)
  return { config, policy, file, loaded: await loadPlaybookFile(file, config, parts.host.cwd, policy) }
}

/** Reads the people of an order. Findings of the playbook and of the people are answered together, before any system is asked. */
export const openOrder = async (
  parts: AppParts,
  order: PlanOrder,
  { config, loaded }: OrderedPlaybook,
): Promise<Checked<OpenedOrder>> => {
  const people = await readOrder(order, loaded.ok ? loaded.value.playbook : null, parts.host)
  if (!loaded.ok || !people.read.ok)
    return { ok: false, faults: [...(loaded.ok ? [] : loaded.faults), ...(people.read.ok ? [] : people.read.faults)] }
  const { readers } = await parts.systems({ readOnly: order.readOnly })
  const known = await people.lookUp(readers, config.key)
  return known.ok ? { ok: true, value: { loaded: loaded.value, ...known.value, readers } } : known
}
