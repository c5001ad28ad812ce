import type { EntraUser } from '../model/entra-objects.ts'
import type { Json } from '../model/json.ts'
import { type AccountFacts, localPart, lower, type ManagerFacts, smtpAddresses } from './account-facts.ts'
import { fingerprintOf, nameInUserName, namesOf, phonesOf } from './account-texts.ts'
import { whyOfNobody } from './of-nobody.ts'

const textIn = ({ properties }: EntraUser, name: string): string | null => {
  const value = properties[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const textsIn = ({ properties }: EntraUser, name: string): readonly string[] => {
  const value: Json | undefined = properties[name]
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

/** The key that a user carries. */
export const employeeIdOf = (user: EntraUser): string | null => textIn(user, 'employeeId')

/** Whether the user is somebody of another organisation. */
export const isGuest = (user: EntraUser): boolean => textIn(user, 'userType') === 'Guest'

/** What ties a user to an account of Active Directory. */
export const anchorOf = (user: EntraUser): string | null => textIn(user, 'onPremisesImmutableId')

/** Who manages a user, where that is a user that was read. */
export const managerOfUser = (
  manager: { readonly id: string; readonly name: string } | null,
  users: ReadonlyMap<string, EntraUser>,
): ManagerFacts | null => {
  const user = manager && users.get(manager.id)
  if (!user) return null
  const name = user.displayName ?? user.userPrincipalName
  return {
    key: textIn(user, 'employeeId')?.toLowerCase() ?? null,
    addresses: [...lower(addressesOfUser(user))],
    name,
    names: namesOf(textIn(user, 'givenName') ?? '', textIn(user, 'surname') ?? '', [name]),
  }
}

/** Every address that mail for the user may be sent to, or that the user signs in with. */
export const addressesOfUser = (user: EntraUser): readonly string[] => [
  user.userPrincipalName,
  ...[textIn(user, 'mail') ?? ''].filter((mail) => mail !== ''),
  ...smtpAddresses(textsIn(user, 'proxyAddresses')),
  ...textsIn(user, 'otherMails'),
]

/** An account that is in Entra alone. */
export const entraAccount = (user: EntraUser, manager: ManagerFacts | null): AccountFacts => {
  const { id, userPrincipalName } = user
  const text = (name: string): string | null => textIn(user, name)
  const shown = user.displayName ?? userPrincipalName
  const enabled = user.properties['accountEnabled'] === true
  const addresses = addressesOfUser(user)
  const nickname = text('mailNickname') ?? ''
  const local = localPart(userPrincipalName)
  const extra = user.properties['onPremisesExtensionAttributes']
  const numbers =
    extra !== null && typeof extra === 'object' && !Array.isArray(extra) ? Object.entries(extra ?? {}) : []
  const created = Date.parse(text('createdDateTime') ?? '')
  return {
    shown: {
      system: 'entra',
      id,
      name: shown,
      signIn: userPrincipalName,
      title: text('jobTitle'),
      department: text('department'),
      enabled,
      fingerprint: fingerprintOf(addresses, [shown, text('givenName'), text('surname'), enabled]),
    },
    key: text('employeeId'),
    keyOfOtherHalf: null,
    paired: false,
    names: namesOf(text('givenName') ?? '', text('surname') ?? '', [shown, ...nameInUserName(local)]),
    userNames: lower([nickname, ...addresses.map(localPart)]),
    addresses: lower(addresses),
    numbers: new Map(
      numbers.flatMap(([name, value]) =>
        typeof value === 'string' && value !== '' ? [[name, value.trim().toLowerCase()] as const] : [],
      ),
    ),
    phones: phonesOf([text('mobilePhone'), ...textsIn(user, 'businessPhones')]),
    title: text('jobTitle'),
    department: text('department'),
    office: text('officeLocation'),
    manager,
    created: Number.isNaN(created) ? null : created,
    ofNobody: whyOfNobody({ userNames: [local], shown, servicePrincipals: 0 }),
    admin: false,
  }
}
