import { type AdEntry, firstValue, isEnabled } from '../model/ad-entry.ts'
import { type AdFilter, accounts, allOf, anyOf, equals } from '../model/ad-query.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import type { FoundPerson } from '../model/person-page.ts'
import type { LookupDeps } from './lookup-deps.ts'

const names = ['cn', 'displayName', 'givenName', 'mail', 'sAMAccountName', 'sn', 'userPrincipalName']

/** People one of whose names or addresses begins with the text, or whose employeeId it is, in the order of their names. */
export const findPeople = async (deps: LookupDeps, text: string): Promise<readonly FoundPerson[]> => {
  const [entries, users] = await Promise.all([entriesLike(deps, text), deps.lookup?.usersLike(text) ?? []])
  const people = entries.map((entry) => personOf(deps, entry, users.find(isUserOf(deps, entry)) ?? null))
  const alone = users.filter((user) => !entries.some((entry) => isUserOf(deps, entry)(user)))
  const all = [...people, ...alone.map((user) => personOf(deps, null, user))]
  return all.sort((a, b) => compare(a.name, b.name) || compare(a.key ?? '', b.key ?? ''))
}

const entriesLike = async ({ read, key }: LookupDeps, text: string): Promise<readonly AdEntry[]> => {
  if (!read.ad) return []
  const like: AdFilter = anyOf([
    equals(key.ad, text),
    ...names.map((attribute): AdFilter => ({ op: 'starts', attribute, value: text })),
  ])
  const attributes = [...names, 'department', 'title', 'userAccountControl', key.ad]
  return read.ad.search({ scope: 'sub', filter: allOf([accounts, like]), attributes })
}

/** Tied by synchronisation, or by the key. */
const isUserOf =
  ({ key }: LookupDeps, entry: AdEntry) =>
  ({ properties }: EntraUser): boolean => {
    const anchor = properties['onPremisesImmutableId']
    if (anchor) return anchor === immutableIdOf(entry.id)
    const own = firstValue(entry, key.ad)
    return own !== undefined && own === properties['employeeId']
  }

const personOf = ({ key }: LookupDeps, entry: AdEntry | null, user: EntraUser | null): FoundPerson => {
  const property = (name: string): string | null => {
    const value = user?.properties[name]
    return typeof value === 'string' ? value : null
  }
  const attribute = (name: string): string | null => (entry ? (firstValue(entry, name) ?? null) : null)
  return {
    key: attribute(key.ad) ?? property('employeeId'),
    name: attribute('displayName') ?? attribute('cn') ?? user?.displayName ?? user?.userPrincipalName ?? '',
    department: attribute('department') ?? property('department'),
    title: attribute('title') ?? property('jobTitle'),
    ad: entry && {
      id: entry.id,
      signIn: attribute('userPrincipalName') ?? attribute('sAMAccountName') ?? entry.dn,
      enabled: isEnabled(entry),
    },
    entra: user && {
      id: user.id,
      signIn: user.userPrincipalName,
      enabled: user.properties['accountEnabled'] === true,
    },
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))
