import { type AdEntry, firstValue, isEnabled } from '../model/ad-entry.ts'
import { accounts, allOf, equals } from '../model/ad-query.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import { immutableIdOf } from '../model/immutable-id.ts'
import { type PersonRecord, personName } from '../model/person.ts'
import type { Scope } from '../playbook/playbook.ts'
import type { Readers } from '../ports/systems.ts'
import { accountAttributes } from '../steps/ad/account-attributes.ts'
import type { PersonAccounts } from '../steps/step.ts'
import type { PlanRequest } from './plan-request.ts'

/**
 * Finds the accounts of a person by the key alone, in the directories as projected. Two accounts with one key are a mistake that nobody
 * but a person can mend, so they are refused with both shown.
 */
export const personAccounts = (
  { key }: Pick<PlanRequest, 'key'>,
  { person }: PersonRecord,
  { ad, entra }: Readers,
): PersonAccounts => {
  const refuse = (system: string, attribute: string, names: readonly string[]): Fault =>
    new Fault('plan/two-accounts', {
      person: personName(person),
      key: person.employeeId,
      attribute,
      system,
      accounts: names.join(' and '),
    })

  const findAd = async (extra: readonly string[] = []): Promise<AdEntry | null> => {
    if (!ad) return null
    const attributes = [...new Set([...accountAttributes, key.ad, ...extra])].sort()
    const found = await ad.search({
      scope: 'sub',
      filter: allOf([accounts, equals(key.ad, person.employeeId)]),
      attributes,
    })
    if (found.length > 1)
      throw refuse(
        'Active Directory',
        key.ad,
        found.map(({ dn }) => dn),
      )
    return found[0] ?? null
  }

  /** By the AD object where there is one: the tie that synchronisation keeps counts for more than a number that may not be synchronised. */
  const findEntra = async (): Promise<EntraUser | null> => {
    if (!entra) return null
    const entry = await findAd()
    const [anchored] = entry ? await entra.usersBy('onPremisesImmutableId', immutableIdOf(entry.id)) : []
    if (anchored) return anchored
    const found = await entra.usersBy('employeeId', person.employeeId)
    if (found.length > 1)
      throw refuse(
        'Entra',
        key.entra,
        found.map(({ userPrincipalName }) => userPrincipalName),
      )
    return found[0] ?? null
  }

  return { ad: findAd, entra: findEntra }
}

/** The account as expressions see it: the one in Active Directory where there is one. */
export const accountInScope = (entry: AdEntry | null, user: EntraUser | null): Scope['account'] => {
  if (entry) return summaryOfEntry(entry)
  return user && summaryOfUser(user)
}

const summaryOfEntry = (entry: AdEntry): Scope['account'] => ({
  dn: entry.dn,
  sAMAccountName: firstValue(entry, 'sAMAccountName') ?? '',
  userPrincipalName: firstValue(entry, 'userPrincipalName') ?? '',
  mail: firstValue(entry, 'mail') ?? '',
  description: firstValue(entry, 'description') ?? '',
  enabled: isEnabled(entry),
})

const summaryOfUser = (user: EntraUser): Scope['account'] => ({
  dn: '',
  sAMAccountName: '',
  userPrincipalName: user.userPrincipalName,
  mail: String(user.properties['mail'] ?? ''),
  description: '',
  enabled: user.properties['accountEnabled'] === true,
})
