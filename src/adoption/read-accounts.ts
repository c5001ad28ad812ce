import { type AdEntry, firstValue } from '../model/ad-entry.ts'
import { accounts } from '../model/ad-query.ts'
import { foldDn } from '../model/fold-text.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import type { EntraLookupReader } from '../ports/entra-lookup.ts'
import type { Readers } from '../ports/systems.ts'
import type { AccountFacts } from './account-facts.ts'
import { adAccount, adoptionAttributes, managerOfEntry } from './ad-account.ts'
import { anchorOf, employeeIdOf, entraAccount, isGuest, managerOfUser } from './entra-account.ts'

/** What reading all accounts asks. */
export interface AdoptionDeps {
  readonly read: Readers
  /** null where the organisation has no Entra. */
  readonly lookup: EntraLookupReader | null
  /** Attributes that tie a person to accounts. */
  readonly key: { readonly ad: string; readonly entra: string }
}

/**
 * Every account of the directories, those with a key among them: they tell who has one already, and whose namesake somebody is. An account that
 * Entra Connect synchronises is one. Guests and what the domain itself needs (krbtgt, trusts) are left out.
 */
export const readAccounts = async ({ read, lookup, key }: AdoptionDeps): Promise<readonly AccountFacts[]> => {
  const attributes = [...new Set([...adoptionAttributes, key.ad])].sort()
  const [entries, users] = await Promise.all([
    read.ad?.search({ scope: 'sub', filter: accounts, attributes }) ?? [],
    read.entra ? (lookup?.users() ?? []) : [],
  ])
  const halves = new Map(users.map((user) => [anchorOf(user), user] as const))
  const own = entries.filter(isPersonal)
  const managers = new Map(own.map((entry) => [foldDn(entry.dn), managerOfEntry(entry, key.ad)]))
  const inAd = own.map((entry) =>
    adAccount(entry, { half: halves.get(immutableIdOf(entry.id)) ?? null, managers, keyAttribute: key.ad }),
  )
  // What was synchronised from a forest that is not read here cannot be written in the cloud either.
  const alone = users.filter((user) => !isGuest(user) && user.properties['onPremisesSyncEnabled'] !== true)
  const unread = alone.filter((user) => employeeIdOf(user) === null)
  const ofUsers = new Map(
    await Promise.all(unread.map(async ({ id }) => [id, (await read.entra?.manager(id)) ?? null] as const)),
  )
  const byId = new Map(users.map((user) => [user.id, user]))
  return [...inAd, ...alone.map((user) => entraAccount(user, managerOfUser(ofUsers.get(user.id) ?? null, byId)))]
}

const isPersonal = (entry: AdEntry): boolean =>
  firstValue(entry, 'isCriticalSystemObject') !== 'TRUE' && !(firstValue(entry, 'sAMAccountName') ?? '$').endsWith('$')
