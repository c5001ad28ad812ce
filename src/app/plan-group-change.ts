import { type Accounts, findAccounts } from '../lookup/find-accounts.ts'
import { type FoundGroup, findGroupAnywhere } from '../lookup/find-groups.ts'
import { firstValue } from '../model/ad-entry.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import { loadPlaybook } from '../playbook/load-playbook.ts'
import type { House, RoleGrants } from '../playbook/playbook.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { loadHouseFiles } from './load-playbooks.ts'
import { loadPolicyFile } from './load-policy-file.ts'
import { lookupDeps } from './lookup-commands.ts'

const nothing: RoleGrants = {
  groups: [],
  cloudGroups: [],
  licences: [],
  ou: '',
  expires: '',
  reasons: { groups: {}, cloudGroups: {}, licences: {} },
  approval: [],
}

/**
 * Plans one group for some people, as a playbook of one step made for this: so it has the same guards, journal, verification and undo as any
 * other. The group is named by its id in it, so that nothing is looked up by name twice.
 */
export const planGroupChange =
  (parts: AppParts): App['planGroupChange'] =>
  async ({ verb, group: name, people: references, only, readOnly }) => {
    const { host } = parts
    const { config } = await parts.settings()
    const policy = await loadPolicyFile(config)
    const house = await loadHouseFiles(config, host.cwd, policy.privilege)
    if (!house.ok) return house
    const deps = await lookupDeps(parts, { readOnly })
    const found = await findGroupAnywhere(deps, name, only)
    const people = await everybody(references, async (reference) =>
      recordOf(await findAccounts(deps, reference), reference, config.key.ad),
    )
    if (!people.ok) return people
    const loaded = loadPlaybook(playbookText(verb, found, name), 'command line', {
      steps: (await import('../steps/catalogue.ts')).steps,
      mode: config.organisation.mode,
    })
    if (!loaded.ok) return loaded
    const { makePlan } = await import('../planner/make-plan.ts')
    const withoutRoles: House = { names: house.value.names, grants: () => ({ ok: true, value: nothing }) }
    return makePlan({
      playbook: loaded.value,
      house: withoutRoles,
      people: people.value,
      organisation: config.organisation,
      key: config.key,
      readers: deps.read,
      actor: host.actor,
      guards: await guardSettings(parts, policy, { readOnly }),
    })
  }

/** JSON is YAML. A synchronised group is changed where it is mastered. */
const playbookText = (verb: 'add' | 'remove', { entry, group }: FoundGroup, name: string): string => {
  const step = entry ? { 'ad.groups': { [verb]: [entry.id] } } : { 'entra.groups': { [verb]: [group?.id ?? name] } }
  const title = verb === 'add' ? `Add to ${name}` : `Remove from ${name}`
  return JSON.stringify({ name: `group-${verb}`, title, steps: [step] })
}

/** All faults together: a list of twenty people with two typing errors says both. */
const everybody = async (
  references: readonly string[],
  find: (reference: string) => Promise<PersonRecord>,
): Promise<Checked<readonly PersonRecord[]>> => {
  const settled = await Promise.allSettled([...new Set(references)].map(find))
  const records = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const thrown: readonly unknown[] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  const faults = thrown.filter((one): one is Fault => one instanceof Fault)
  if (faults.length < thrown.length) throw thrown.find((one) => !(one instanceof Fault))
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: [...new Map(records.map((record) => [record.person.employeeId, record])).values()] }
}

const recordOf = ({ entry, user }: Accounts, reference: string, keyAttribute: string): PersonRecord => {
  const own = (entry && firstValue(entry, keyAttribute)) ?? user?.properties['employeeId']
  if (typeof own !== 'string') throw new Fault('lookup/no-key', { reference, attribute: keyAttribute })
  const displayName = (entry && firstValue(entry, 'displayName')) ?? user?.displayName
  const where = { file: reference, line: 1, column: 1 }
  return { person: { employeeId: own, ...(displayName ? { displayName } : {}) }, where, fields: {} }
}
