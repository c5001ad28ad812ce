import { findAccounts } from '../../lookup/find-accounts.ts'
import type { LookupDeps } from '../../lookup/lookup-deps.ts'
import { type AdEntry, firstValue, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import { parentOf, rdnValue } from '../../model/distinguished-name.ts'
import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { PersonEnd } from '../../model/playbook-case.ts'
import { onlyDifferences, setDifference, valueDifference } from './differences.ts'
import { entraDifferences } from './entra-differences.ts'
import { mailboxDifferences } from './mailbox-differences.ts'

/** What in the directories is not as the case says, for each person by employeeId. */
export const endDifferences = async (
  deps: LookupDeps,
  expected: { readonly [employeeId: string]: PersonEnd },
): Promise<readonly string[]> => {
  const all: string[] = []
  for (const [key, end] of Object.entries(expected)) all.push(...(await personDifferences(deps, key, end)))
  return all
}

const personDifferences = async (
  deps: LookupDeps,
  key: string,
  { ad, entra, mailbox }: PersonEnd,
): Promise<readonly string[]> => {
  const { entry, user } = await accountsOf(deps, key)
  return onlyDifferences([
    ...(ad === undefined ? [] : await adDifferences(deps, key, ad, entry)),
    ...(entra === undefined ? [] : await entraDifferences(deps, key, entra, user)),
    ...(mailbox === undefined ? [] : await mailboxDifferences(deps, key, mailbox, user)),
  ])
}

const accountsOf = async (
  deps: LookupDeps,
  key: string,
): Promise<{ readonly entry: AdEntry | null; readonly user: EntraUser | null }> => {
  try {
    return await findAccounts(deps, key)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.code === 'lookup/unknown-person') return { entry: null, user: null }
    throw thrown
  }
}

type Differences = Promise<readonly (string | null)[]>

const adDifferences = async (
  { read: { ad } }: LookupDeps,
  key: string,
  expected: Exclude<PersonEnd['ad'], undefined>,
  found: AdEntry | null,
): Differences => {
  const where = `${key} in Active Directory`
  if (expected === null || !found || !ad) return [valueDifference(where, expected && 'an account', found?.dn)]
  const attributes = Object.entries(expected.attributes ?? {})
  const entry =
    (await ad.byId(found.id, [...attributes.map(([name]) => name), 'memberOf', 'userAccountControl'])) ?? found
  const groups = await Promise.all(valuesOf(entry, 'memberOf').map((dn) => ad.byDn(dn, ['sAMAccountName'])))
  const names = groups.flatMap((group) => (group ? [firstValue(group, 'sAMAccountName') ?? rdnValue(group.dn)] : []))
  const { base } = await ad.domain()
  const parent = parentOf(entry.dn)
  const isFull = expected.ou?.toLowerCase().endsWith(base.toLowerCase())
  return [
    expected.enabled === undefined ? null : valueDifference(`${where}, enabled`, expected.enabled, isEnabled(entry)),
    expected.ou === undefined
      ? null
      : setDifference(`${where}, OU`, [isFull ? expected.ou : `${expected.ou},${base}`], [parent]),
    expected.groups === undefined ? null : setDifference(`${where}, groups`, expected.groups, names),
    ...attributes.map(([name, value]) => {
      const wanted = value === null ? [] : [value].flat().map(String)
      return setDifference(`${where}, ${name}`, wanted, valuesOf(entry, name))
    }),
  ]
}
