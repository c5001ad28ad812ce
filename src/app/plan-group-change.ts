import { type Accounts, findAccounts } from '../lookup/find-accounts.ts'
import { type FoundGroup, findGroupAnywhere } from '../lookup/find-groups.ts'
import { firstValue } from '../model/ad-entry.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { loadPlaybookText } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { lookupDeps } from './lookup-deps.ts'
import { planOrdered } from './plan-command.ts'

/**
 * Plans one group for some people, as a playbook of one step made for this: so it has the same guards, journal, verification and undo as any
 * other. The group is named by its id in it, so that nothing is looked up by name twice.
 */
export const planGroupChange =
  (parts: AppParts): App['planGroupChange'] =>
  async ({ verb, group: name, people: references, only, readOnly }) => {
    const { config } = await parts.settings()
    const policy = await loadPolicyFile(config)
    const deps = await lookupDeps(parts, { readOnly })
    const found = await findGroupAnywhere(deps, name, only)
    const keys = await everybody(references, async (reference) =>
      keyOf(await findAccounts(deps, reference), reference, config.key.ad),
    )
    if (!keys.ok) return keys
    const loaded = await loadPlaybookText(playbookText(verb, found, name), config, parts.host.cwd, policy)
    const people = keys.value.map((employeeId) => ({ employeeId }))
    const order = { playbook: `group-${verb}`, inputs: [], people, readOnly }
    const planned = await planOrdered(parts, order, { config, policy, file: 'command line', loaded })
    return planned.ok ? { ok: true, value: planned.value.plan } : planned
  }

/** JSON is YAML. A synchronised group is changed where it is mastered. */
const playbookText = (verb: 'add' | 'remove', { entry, group }: FoundGroup, name: string): string => {
  const step = entry ? { 'ad.groups': { [verb]: [entry.id] } } : { 'entra.groups': { [verb]: [group?.id ?? name] } }
  const title = verb === 'add' ? `Add to ${name}` : `Remove from ${name}`
  return JSON.stringify({ name: `group-${verb}`, title, people: 'existing', steps: [step] })
}

/** Everybody once, or all faults together: a list of twenty people with two typing errors says both. */
const everybody = async (
  references: readonly string[],
  find: (reference: string) => Promise<string>,
): Promise<Checked<readonly string[]>> => {
  const settled = await Promise.allSettled([...new Set(references)].map(find))
  const thrown: readonly unknown[] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const faults = thrown.filter((one): one is Fault => one instanceof Fault)
  if (faults.length < thrown.length) throw thrown.find((one) => !(one instanceof Fault))
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: [...new Set(settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))] }
}

const keyOf = ({ entry, user }: Accounts, reference: string, attribute: string): string => {
  const own = (entry && firstValue(entry, attribute)) ?? user?.properties['employeeId']
  if (typeof own !== 'string') throw new Fault('lookup/no-key', { reference, attribute })
  return own
}
