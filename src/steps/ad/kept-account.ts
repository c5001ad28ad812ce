import { type AdEntry, firstValue, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { parentOf, rdnValue, sameDn } from '../../model/distinguished-name.ts'
import { refTo } from '../../model/object-ref.ts'
import { freeRdn } from '../choose-names.ts'
import type { StepAnswer, StepContext, Wanted } from '../step.ts'
import { type AccountWishes, accountOutputs, namesOfPerson } from './account-parts.ts'
import { enabledChange } from './ad-enable.ts'
import { attributeDelta, besides } from './wanted-attributes.ts'

/** An account that is there is brought to what is asked for; user name, UPN, mail address and password stay. */
export const keptAccount = async (
  context: StepContext,
  entry: AdEntry,
  { ou, attributes, enabled }: AccountWishes,
): Promise<StepAnswer> => {
  const target = refTo(entry, entry.dn)
  const values = { ...besides(namesOfPerson(context), attributes), ...attributes.values }
  const { modify, holds } = await attributeDelta(context, entry, { ...attributes, values })
  const isThere = sameDn(parentOf(entry.dn), ou)
  const changes: Wanted[] = []
  const dn = isThere ? entry.dn : `${await freeRdn(context, rdnValue(entry.dn), ou)},${ou}`
  if (!isThere) changes.push({ change: { kind: 'ad.entry.move', type: 'account', target, from: entry.dn, to: dn } })
  if (modify) changes.push({ change: { kind: 'ad.entry.modify', type: 'account', target, ...modify } })
  if (enabled !== undefined && enabled !== isEnabled(entry)) {
    const change = enabledChange(target, valuesOf(entry, 'userAccountControl'), enabled)
    changes.push({ change, about: 'enabled' })
  }
  const name = firstValue(entry, 'sAMAccountName') ?? entry.dn
  return {
    changes,
    // The account itself is one of the things that hold.
    holds: 1 + holds + Number(isThere) + Number(enabled === isEnabled(entry)),
    outputs: accountOutputs({ dn, attributes: { ...entry.attributes, ...values } }, false),
    notes: changes.length > 0 ? [`has the account ${name} already; user name, mail address and password stay`] : [],
  }
}
