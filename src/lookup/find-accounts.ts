import type { AdEntry } from '../model/ad-entry.ts'
import { accounts, allOf, anyOf, equals } from '../model/ad-query.ts'
import { tryParseDn } from '../model/distinguished-name.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import { accountPageAttributes } from './ad-account-page.ts'
import { findPeople } from './find-people.ts'
import type { LookupDeps } from './lookup-deps.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const MOST_SUGGESTED = 5

/** The accounts of one person; at least one of them is there. */
export interface Accounts {
  readonly entry: AdEntry | null
  readonly user: EntraUser | null
}

/**
 * The accounts of the person that is named by employeeId, sign-in name, mail address, sAMAccountName, DN, objectGUID or Entra id. Throws
 * `lookup/unknown-person` (with people of a similar name) and `lookup/ambiguous-person`.
 */
export const findAccounts = async (deps: LookupDeps, reference: string): Promise<Accounts> => {
  const entries = await entriesOf(deps, reference)
  if (entries.length > 1)
    throw ambiguous(
      reference,
      entries.map(({ dn }) => dn),
    )
  const [entry = null] = entries
  const users = entry ? await usersOfEntry(deps, entry) : await usersOf(deps, reference)
  if (users.length > 1)
    throw ambiguous(
      reference,
      users.map(({ userPrincipalName }) => userPrincipalName),
    )
  const [user = null] = users
  if (!entry && !user) throw await unknown(deps, reference)
  return { entry: entry ?? (user && (await entryOfUser(deps, user))), user }
}

const entriesOf = async ({ read: { ad }, key }: LookupDeps, reference: string): Promise<readonly AdEntry[]> => {
  if (!ad) return []
  const attributes = accountPageAttributes(key.ad)
  if (GUID.test(reference)) return asAccount(await ad.byId(reference.toLowerCase(), attributes))
  if (reference.includes('=') && tryParseDn(reference)) return asAccount(await ad.byDn(reference, attributes))
  const names = reference.includes('@') ? ['userPrincipalName', 'mail'] : [key.ad, 'sAMAccountName']
  const filter = allOf([accounts, anyOf(names.map((name) => equals(name, reference)))])
  return ad.search({ scope: 'sub', filter, attributes })
}

const asAccount = (entry: AdEntry | null): readonly AdEntry[] =>
  entry && Object.keys(entry.attributes).includes('userAccountControl') ? [entry] : []

const usersOfEntry = async ({ read: { entra }, key }: LookupDeps, entry: AdEntry): Promise<readonly EntraUser[]> => {
  if (!entra) return []
  const anchored = await entra.usersBy('onPremisesImmutableId', immutableIdOf(entry.id))
  if (anchored.length > 0) return anchored
  const own = entry.attributes[key.ad]?.[0]
  return own === undefined ? [] : entra.usersBy('employeeId', own)
}

const usersOf = async ({ read: { entra } }: LookupDeps, reference: string): Promise<readonly EntraUser[]> => {
  if (!entra) return []
  if (GUID.test(reference)) return [await entra.user(reference.toLowerCase())].filter((user) => user !== null)
  if (!reference.includes('@')) return entra.usersBy('employeeId', reference)
  const [byUpn, byMail] = await Promise.all([
    entra.usersBy('userPrincipalName', reference),
    entra.usersBy('mail', reference),
  ])
  return [...new Map([...byUpn, ...byMail].map((user) => [user.id, user])).values()]
}

/** A user that was named by what Active Directory does not know, such as an id of Entra, may have come from there. */
const entryOfUser = async (deps: LookupDeps, { properties }: EntraUser): Promise<AdEntry | null> => {
  const anchor = properties['onPremisesImmutableId']
  const own = properties['employeeId']
  if (typeof own !== 'string') return null
  const [found, ...others] = await entriesOf(deps, own)
  if (!found || others.length > 0) return null
  return typeof anchor !== 'string' || anchor === immutableIdOf(found.id) ? found : null
}

const ambiguous = (reference: string, names: readonly string[]): Fault =>
  new Fault('lookup/ambiguous-person', { reference, names: names.join(' and ') })

const unknown = async (deps: LookupDeps, reference: string): Promise<Fault> => {
  const [beginning = reference] = reference.split(/[@\s.]/)
  const like = beginning === '' || GUID.test(reference) ? [] : await findPeople(deps, beginning)
  const shown = like.slice(0, MOST_SUGGESTED).map(({ key, name }) => (key === null ? name : `${name} (${key})`))
  return new Fault('lookup/unknown-person', { reference, like: shown.join(', ') || undefined })
}
