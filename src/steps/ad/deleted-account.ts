import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { accounts, allOf, equals } from '../../model/ad-query.ts'
import { joinDn, rdnValue } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { refTo } from '../../model/object-ref.ts'
import { personName } from '../../model/person.ts'
import { freeRdn } from '../choose-names.ts'
import { required } from '../required.ts'
import type { StepContext, Wanted } from '../step.ts'
import { accountAttributes } from './account-attributes.ts'
import { deletedAttributes, deletedName } from './deleted-names.ts'

/** Deleted accounts with the key of the person, with the attributes that steps read of an account and those named besides. */
export const deletedAccounts = (
  { read, key, person }: StepContext,
  extraAttributes: readonly string[] = [],
): Promise<readonly AdEntry[]> =>
  required(read.ad).deleted({
    filter: allOf([accounts, equals(key.ad, person.employeeId)]),
    attributes: [...new Set([...accountAttributes, ...deletedAttributes, key.ad, ...extraAttributes])].sort(),
  })

/** The one of them that is meant. Throws `plan/two-deleted-entries`. */
export const theDeleted = (context: StepContext, found: readonly AdEntry[]): AdEntry | null => {
  const [first, second] = found
  if (!first || !second) return first ?? null
  const accounts = found.map((entry) => `${deletedName(entry)} (${entry.id})`).join(' and ')
  const params = { person: personName(context.person), key: context.person.employeeId, accounts }
  throw new Fault('plan/two-deleted-entries', params, { where: context.where() })
}

/** The change that brings a deleted account back into an OU, and the account as it will be. */
export const restoreTo = async (
  context: StepContext,
  deleted: AdEntry,
  ou: string,
): Promise<{ readonly wanted: Wanted; readonly entry: AdEntry }> => {
  await refuseTakenNames(context, deleted)
  const name = firstValue(deleted, 'msDS-LastKnownRDN') ?? personName(context.person)
  const dn = joinDn(await freeRdn(context, name, ou), ou)
  const change = { kind: 'ad.entry.restore', type: 'account', target: refTo(deleted, dn) } as const
  // Attributes of links are shown by the reader for live objects alone; the projection has them once the account is back.
  const live = await required(context.read.ad).deletedById(deleted.id, ['manager', 'memberOf'])
  const attributes = { ...deleted.attributes, ...live?.attributes, cn: [rdnValue(dn)] }
  return { wanted: { change }, entry: { id: deleted.id, dn, attributes } }
}

/** AD takes nobody back under a name that somebody else has by now. */
const refuseTakenNames = async (context: StepContext, deleted: AdEntry): Promise<void> => {
  for (const attribute of ['sAMAccountName', 'userPrincipalName']) {
    for (const value of valuesOf(deleted, attribute)) {
      const query = { scope: 'sub', filter: equals(attribute, value), attributes: [attribute] } as const
      const [holder] = await required(context.read.ad).search(query)
      if (!holder) continue
      const params = { account: deletedName(deleted), name: value, holder: holder.dn }
      throw new Fault('plan/restore-name-taken', params, { where: context.where() })
    }
  }
}
