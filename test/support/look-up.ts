import { type AdEntry, valuesOf } from '../../src/model/ad-entry.ts'
import { accounts, allOf, equals } from '../../src/model/ad-query.ts'
import { rdnValue } from '../../src/model/distinguished-name.ts'
import type { EntraUser } from '../../src/model/entra-objects.ts'
import type { Contoso } from './contoso.ts'

/** The one AD account with this employeeID; fails the test where there is none, or two. */
export const entryOf = async (
  { ad }: Pick<Contoso, 'ad'>,
  employeeId: string,
  attributes: readonly string[] = [],
): Promise<AdEntry> => {
  const filter = allOf([accounts, equals('employeeID', employeeId)])
  const [entry, ...others] = await ad.search({ scope: 'sub', filter, attributes })
  if (!entry || others.length > 0) throw new Error(`${others.length + (entry ? 1 : 0)} accounts have ${employeeId}`)
  return entry
}

/** Names of the AD groups that an account is a direct member of, in alphabetical order. */
export const adGroupsOf = async (company: Pick<Contoso, 'ad'>, employeeId: string): Promise<readonly string[]> =>
  valuesOf(await entryOf(company, employeeId, ['memberOf']), 'memberOf')
    .map(rdnValue)
    .sort()

/** The one Entra user with this employeeId. */
export const userOf = async ({ entra }: Pick<Contoso, 'entra'>, employeeId: string): Promise<EntraUser> => {
  const [user, ...others] = await entra.usersBy('employeeId', employeeId)
  if (!user || others.length > 0) throw new Error(`${others.length + (user ? 1 : 0)} users have ${employeeId}`)
  return user
}

/** Names of the Entra groups that a user is a direct member of, in alphabetical order. */
export const cloudGroupsOf = async (
  company: Pick<Contoso, 'entra'>,
  employeeId: string,
): Promise<readonly string[]> => {
  const groups = await company.entra.groupsOf((await userOf(company, employeeId)).id)
  return groups.map(({ displayName }) => displayName).sort()
}
