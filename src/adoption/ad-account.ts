import { type AdEntry, firstValue, isEnabled, valuesOf } from '../model/ad-entry.ts'
import { fromGeneralizedTime } from '../model/ad-time.ts'
import { rdnValue } from '../model/distinguished-name.ts'
import type { EntraUser } from '../model/entra-objects.ts'
import { foldDn } from '../model/fold-text.ts'
import { type AccountFacts, localPart, lower, type ManagerFacts, smtpAddresses } from './account-facts.ts'
import { fingerprintOf, nameInUserName, namesOf, phonesOf } from './account-texts.ts'
import { addressesOfUser, employeeIdOf } from './entra-account.ts'
import { whyOfNobody } from './of-nobody.ts'

const extensions = Array.from({ length: 15 }, (_, index) => `extensionAttribute${index + 1}`)
/** Where organisations keep employee numbers. */
const numberAttributes = ['employeeID', 'employeeNumber', ...extensions]

/** What adoption reads of an account in Active Directory, beside its key. */
export const adoptionAttributes = [
  'adminCount',
  'cn',
  'company',
  'department',
  'displayName',
  'givenName',
  'isCriticalSystemObject',
  'mail',
  'mailNickname',
  'manager',
  'mobile',
  'physicalDeliveryOfficeName',
  'proxyAddresses',
  'sAMAccountName',
  'servicePrincipalName',
  'sn',
  'telephoneNumber',
  'title',
  'userAccountControl',
  'userPrincipalName',
  'whenCreated',
  ...numberAttributes,
]

/** Who an account is, for the accounts that it manages. */
export const managerOfEntry = (entry: AdEntry, keyAttribute: string): ManagerFacts => {
  const name = firstValue(entry, 'displayName') ?? rdnValue(entry.dn) ?? entry.dn
  return {
    key: firstValue(entry, keyAttribute)?.toLowerCase() ?? null,
    addresses: [...lower(addressesOf(entry))],
    name,
    names: namesOf(firstValue(entry, 'givenName') ?? '', firstValue(entry, 'sn') ?? '', [name]),
  }
}

const addressesOf = (entry: AdEntry): readonly string[] => [
  ...['userPrincipalName', 'mail'].flatMap((name) => firstValue(entry, name) ?? []),
  ...smtpAddresses(valuesOf(entry, 'proxyAddresses')),
]

interface AdSurroundings {
  readonly half: EntraUser | null
  /** By folded DN. */
  readonly managers: ReadonlyMap<string, ManagerFacts>
  readonly keyAttribute: string
}

/** An account of Active Directory; `half` is what Entra Connect has made of it. */
export const adAccount = (entry: AdEntry, { half, managers, keyAttribute }: AdSurroundings): AccountFacts => {
  const value = (name: string): string | null => firstValue(entry, name) ?? null
  const addresses = [...addressesOf(entry), ...(half ? addressesOfUser(half) : [])]
  const sam = value('sAMAccountName') ?? ''
  const shown = value('displayName') ?? value('cn') ?? sam
  const userNames = [sam, value('mailNickname') ?? '', ...addressesOf(entry).map(localPart)]
  const created = fromGeneralizedTime(value('whenCreated') ?? undefined)
  const key = value(keyAttribute)
  return {
    shown: {
      system: 'ad',
      id: entry.id,
      name: shown,
      signIn: value('userPrincipalName') ?? sam,
      title: value('title'),
      department: value('department'),
      enabled: isEnabled(entry),
      fingerprint: fingerprintOf(addresses, [sam, shown, value('givenName'), value('sn'), isEnabled(entry)]),
    },
    key,
    keyOfOtherHalf: key === null && half ? employeeIdOf(half) : null,
    paired: half !== null,
    names: namesOf(value('givenName') ?? '', value('sn') ?? '', [shown, value('cn') ?? '', ...nameInUserName(sam)]),
    userNames: lower(userNames),
    addresses: lower(addresses),
    numbers: new Map(
      [...numberAttributes, 'sAMAccountName']
        .filter((name) => name.toLowerCase() !== keyAttribute.toLowerCase())
        .map((name) => [name, value(name)?.trim().toLowerCase() ?? ''] as const)
        .filter(([, text]) => text !== ''),
    ),
    phones: phonesOf([value('telephoneNumber'), value('mobile')]),
    title: value('title'),
    department: value('department'),
    office: value('physicalDeliveryOfficeName'),
    manager: managers.get(foldDn(value('manager') ?? '')) ?? null,
    created: created === null ? null : Date.parse(created),
    ofNobody: whyOfNobody({
      userNames: [sam],
      shown,
      servicePrincipals: valuesOf(entry, 'servicePrincipalName').length,
    }),
    admin: value('adminCount') === '1',
  }
}
