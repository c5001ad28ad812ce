import type { AdEntryAdd } from '../../changes/ad/ad-entry.ts'
import { accountControl } from '../../model/ad-entry.ts'
import { firstRdn, rdnValue } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { type ObjectRef, refTo, unbornId } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import { chooseNames, freeRdn } from '../choose-names.ts'
import type { Names } from '../name-candidates.ts'
import type { StepAnswer, StepContext, Wanted } from '../step.ts'
import { type AccountWishes, accountOutputs, namesOfPerson } from './account-parts.ts'
import { enabledChange } from './ad-enable.ts'
import { nameParts } from './name-parts.ts'
import { besides, type WantedAttributes } from './wanted-attributes.ts'

/** AD adds accounts disabled: whoever has no password yet must not be let in. */
const DISABLED = String(accountControl.normalAccount | accountControl.disabled)

/** A new account, its password and, last, enabling it. */
export const newAccount = async (context: StepContext, wishes: AccountWishes): Promise<StepAnswer> => {
  const { ou, attributes, enabled, password } = wishes
  if (enabled && !password)
    throw new Fault('plan/no-password', { person: personName(context.person) }, { where: context.where() })
  const { names, notes } = await chooseNames(context)
  const add = entryAdd(context, names, `${await freeRdn(context, names.cn, ou)},${ou}`, attributes)
  const account = refTo({ id: unbornId(context.changeId('ad.entry.add')) }, add.dn)
  const passwordId = context.changeId('ad.password.set')
  const avoid = nameParts(names.displayName, names.username)
  const changes: Wanted[] = [{ change: add }]
  if (password) changes.push({ change: { kind: 'ad.password.set', target: account, avoid, mustChange: true } })
  if (enabled) changes.push({ change: enabledChange(account, [DISABLED], true), needs: [passwordId] })
  const outputs = { ...accountOutputs(add, true), ...(password ? { password: { secretOf: passwordId } } : {}) }
  return { changes, holds: 0, outputs, notes }
}

const entryAdd = (context: StepContext, names: Names, dn: string, wanted: WantedAttributes): AdEntryAdd => {
  const given = Object.entries(wanted.values).filter(([, values]) => values.length > 0)
  const attributes = {
    ...besides(defaultAttributes(context, names, dn), wanted),
    ...Object.fromEntries(given),
  }
  const links = Object.entries(wanted.links).filter((link): link is [string, ObjectRef] => link[1] !== null)
  const key = { attribute: context.key.ad, value: context.person.employeeId }
  const add = { kind: 'ad.entry.add', type: 'account', dn, key, attributes } as const
  return links.length > 0 ? { ...add, links: Object.fromEntries(links) } : add
}

const defaultAttributes = (context: StepContext, names: Names, dn: string) => ({
  objectClass: ['top', 'person', 'organizationalPerson', 'user'],
  cn: [rdnValue(firstRdn(dn))],
  sAMAccountName: [names.username],
  userPrincipalName: [names.upn],
  mail: [names.mail],
  ...namesOfPerson(context, names.displayName),
  [context.key.ad]: [context.person.employeeId],
  userAccountControl: [DISABLED],
})
