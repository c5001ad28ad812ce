import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import type { PeopleRule } from '../model/people-rule.ts'
import type { PersonRecord } from '../model/person.ts'
import type { Readers } from '../ports/systems.ts'
import { type Account, fieldsOfAccount } from './fields-of-account.ts'
import { personAccounts } from './person-accounts.ts'
import type { PlanRequest } from './plan-request.ts'
import { unknownEmployee } from './unknown-employee.ts'

/**
 * The person with everything that the input leaves out and the directory knows, for playbooks that work on people with an account. Asked through
 * readers that record it, so a plan is stale where any of it changes. Throws `plan/unknown-employee` where there is no account.
 */
export const completePerson = async (
  request: PlanRequest,
  record: PersonRecord,
  readers: Readers,
): Promise<PersonRecord> => {
  if (request.playbook.people === 'any') return record
  const accounts = personAccounts(request, record, readers)
  const account = { entry: await accounts.ad(), user: await accounts.entra() }
  // What found them belongs to the basis: whoever signs in after all makes the plan stale.
  if (account.entry && isFoundByUse(request.playbook.people)) await accounts.ad(['lastLogonTimestamp'])
  if (!account.entry && !account.user) throw await unknownEmployee(request, record, readers)
  const manager = request.playbook.words.has('manager') ? await managerOf(request, account, readers) : undefined
  const carried = { ...fieldsOfAccount(account, record.person), ...(manager === undefined ? {} : { manager }) }
  return { ...record, person: { ...carried, ...record.person } }
}

const isFoundByUse = (rule: PeopleRule): boolean => typeof rule === 'object' && rule.find.inactiveDays !== undefined

/** The manager as inputs name one: by the key, or by the sign-in name or the DN where the manager has no key. */
const managerOf = async (
  { key }: PlanRequest,
  { entry, user }: Account,
  { ad, entra }: Readers,
): Promise<string | undefined> => {
  if (entry) {
    const dn = firstValue(entry, 'manager')
    const manager = dn === undefined ? null : await ad?.byDn(dn, [key.ad, 'userPrincipalName'])
    return manager ? nameOf(manager, key.ad) : undefined
  }
  const link = user && (await entra?.manager(user.id))
  const manager = link ? await entra?.user(link.id) : null
  if (!manager) return undefined
  const id = manager.properties['employeeId']
  return typeof id === 'string' && id !== '' ? id : manager.userPrincipalName
}

const nameOf = (manager: AdEntry, key: string): string =>
  firstValue(manager, key) ?? firstValue(manager, 'userPrincipalName') ?? manager.dn
