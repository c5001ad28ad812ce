import { type AdEntry, firstValue, isEnabled, valuesOf } from '../../model/ad-entry.ts'
import type { EntraProperties, EntraUser } from '../../model/entra-objects.ts'
import { immutableIdOf } from '../../model/immutable-id.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import { Secret } from '../../model/secret.ts'
import type { EntraReader, UserKey } from '../../ports/entra.ts'
import type { ChangeKind } from '../change-kind.ts'
import { propertyOf, sameName } from '../entra/entra-user.ts'
import { required } from '../require-system.ts'
import type { WaitEntraGone } from './wait-entra-gone.ts'

/** Until Entra shows the account that was made or changed in Active Directory. */
export interface WaitEntraSynced {
  readonly kind: 'wait.entra.synced'
  /** The account in Active Directory. */
  readonly account: ObjectRef
  /** The Entra property that ties a user to the person, and its value. */
  readonly key: { readonly attribute: UserKey; readonly value: string }
  readonly upn: string
  readonly withinMs: number
  readonly pollMs: number
}

/** What Entra Connect copies by default, AD attribute to Entra property; lists and on/off values are treated by `syncedProperties`. */
const COPIED: { readonly [attribute: string]: string } = {
  displayName: 'displayName',
  givenName: 'givenName',
  sn: 'surname',
  mail: 'mail',
  title: 'jobTitle',
  department: 'department',
  company: 'companyName',
  physicalDeliveryOfficeName: 'officeLocation',
  mobile: 'mobilePhone',
  employeeID: 'employeeId',
  employeeType: 'employeeType',
  l: 'city',
  st: 'state',
  co: 'country',
  postalCode: 'postalCode',
  streetAddress: 'streetAddress',
  preferredLanguage: 'preferredLanguage',
  sAMAccountName: 'onPremisesSamAccountName',
  msExchUsageLocation: 'usageLocation',
}
const READ = [
  ...Object.keys(COPIED),
  'userPrincipalName',
  'userAccountControl',
  'telephoneNumber',
  'proxyAddresses',
  'mailNickname',
  'manager',
]

/** Where AD gives no addresses, Entra takes the mail address for the first one. */
const addressesOf = (entry: AdEntry): readonly string[] => {
  const own = valuesOf(entry, 'proxyAddresses')
  const mail = firstValue(entry, 'mail')
  return own.length > 0 || mail === undefined ? own : [`SMTP:${mail}`]
}

/** https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-sync-attributes-synchronized */
const syncedProperties = (entry: AdEntry, upn: string): EntraProperties => {
  const copied = Object.entries(COPIED).flatMap(([attribute, property]) => {
    const value = firstValue(entry, attribute)
    return value === undefined ? [] : [[property, value] as const]
  })
  const phone = firstValue(entry, 'telephoneNumber')
  return {
    ...Object.fromEntries(copied),
    userPrincipalName: firstValue(entry, 'userPrincipalName') ?? upn,
    mailNickname: firstValue(entry, 'mailNickname') ?? firstValue(entry, 'sAMAccountName') ?? null,
    businessPhones: phone === undefined ? [] : [phone],
    proxyAddresses: addressesOf(entry),
    accountEnabled: isEnabled(entry),
    onPremisesSyncEnabled: true,
    onPremisesImmutableId: immutableIdOf(entry.id),
  }
}

/** The synced user: by the AD object's GUID, or where another source anchor is in use, by the person's key. Two of them are none. */
const syncedUser = async (entra: EntraReader, id: string, key: WaitEntraSynced['key']): Promise<EntraUser | null> => {
  const [anchored] = await entra.usersBy('onPremisesImmutableId', immutableIdOf(id))
  if (anchored) return anchored
  const keyed = (await entra.usersBy(key.attribute, key.value)).filter(
    (user) =>
      propertyOf(user, 'onPremisesSyncEnabled') === true && sameName(propertyOf(user, key.attribute), key.value),
  )
  return keyed.length === 1 ? (keyed[0] ?? null) : null
}

export const waitEntraSynced: ChangeKind<WaitEntraSynced> = {
  kind: 'wait.entra.synced',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.Read.All'] },

  describe: (change) => ({
    target: { type: 'wait', id: null, name: change.upn },
    summary: `wait until Entra shows ${change.upn}`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: (change) => [change.account],
  writes: () => ({}),
  apply: async () => ({ id: null }),

  /** Entra Connect makes the user, or ties the account to a cloud user with the same sign-in name. */
  async project(change, { read, sync }, context) {
    const id = context.idOf(change.account)
    const [entra, writer] = [required(read.entra, 'entra'), required(sync.entra, 'entra')]
    const there = await syncedUser(entra, id, change.key)
    if (there) return { id: there.id }
    const entry = await required(read.ad, 'ad').byId(id, READ)
    if (!entry) return { id: null }
    const properties = syncedProperties(entry, change.upn)
    const [cloud] = await entra.usersBy('userPrincipalName', String(properties.userPrincipalName))
    if (!cloud) return writer.addUser({ properties, password: new Secret(''), mustChangePassword: false })
    await writer.modifyUser(cloud.id, properties)
    return { id: cloud.id }
  },

  async holds(change, read, context) {
    const user = await syncedUser(required(read.entra, 'entra'), context.idOf(change.account), change.key)
    return user ? { id: user.id } : null
  },

  wait: ({ pollMs, withinMs, upn }) => ({ pollMs, withinMs, for: `Entra to show ${upn}` }),
  /** Once its account is deleted in Active Directory again. */
  inverse: ({ account, upn, withinMs, pollMs }): WaitEntraGone => ({
    kind: 'wait.entra.gone',
    account,
    upn,
    withinMs,
    pollMs,
  }),
}
