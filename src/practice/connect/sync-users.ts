import type { JsonObject } from '../../model/json.ts'
import type { AdObject } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { settleInheritedLicences } from '../entra/group-licences.ts'
import { isSynced, type StoredUser, textOf, textsOf } from '../entra/stored-objects.ts'
import { mapUser } from './map-user.ts'
import { matchUser } from './match-user.ts'
import { sameJson } from './same-json.ts'

/** Writes one account of AD into Entra, where it differs, and answers its id there. */
export const syncUser = (store: EntraStore, ad: AdStore, object: AdObject): string => {
  const mapped = mapUser(ad, object, store.tenant.domains)
  const found = matchUser(store, mapped)
  const user = found ?? freshUser(store)
  const properties = withoutConflicts(store, user, { ...user.properties, ...mapped })
  if (found?.deletedDateTime === null && sameJson(found.properties, properties)) return found.id
  store.put({
    ...user,
    deletedDateTime: null,
    properties: { ...properties, onPremisesLastSyncDateTime: store.timestamp() },
  })
  settleInheritedLicences(store, user.id)
  return user.id
}

const freshUser = (store: EntraStore): StoredUser => {
  const now = store.timestamp()
  const properties = {
    userType: 'Member',
    createdDateTime: now,
    lastPasswordChangeDateTime: now,
    signInSessionsValidFromDateTime: now,
  }
  return { type: 'user', id: store.newId(), deletedDateTime: null, properties, licences: [], methods: [] }
}

/**
 * A name or address that somebody else has is left out and noted on the account, which is synchronised all the same.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-syncservice-duplicate-attribute-resiliency
 */
const withoutConflicts = (store: EntraStore, user: StoredUser, properties: JsonObject): JsonObject => {
  const isTaken = (property: 'userPrincipalName' | 'proxyAddresses', value: string): boolean =>
    store.find(property, value).some(({ id }) => id !== user.id)
  const name = textOf({ properties }, 'userPrincipalName') ?? ''
  const wanted = textsOf({ properties }, 'proxyAddresses')
  const taken = wanted.filter((address) => isTaken('proxyAddresses', address))
  const nameTaken = isTaken('userPrincipalName', name)
  const errors = [
    ...(nameTaken ? [provisioningError(store, user, 'UserPrincipalName', name)] : []),
    ...taken.map((address) => provisioningError(store, user, 'ProxyAddresses', address)),
  ]
  return {
    ...properties,
    userPrincipalName: nameTaken ? quarantined(store, user, name) : name,
    proxyAddresses: wanted.filter((address) => !taken.includes(address)),
    onPremisesProvisioningErrors: errors,
  }
}

/** The name under the tenant's first domain, with four digits that stay the same from cycle to cycle. */
const quarantined = (store: EntraStore, user: StoredUser, name: string): string => {
  const digits = Number.parseInt(user.id.slice(0, 4), 16) % 10_000
  return `${name.slice(0, name.lastIndexOf('@'))}${String(digits).padStart(4, '0')}@${store.tenant.domains.at(-1)}`
}

const provisioningError = (
  store: EntraStore,
  user: StoredUser,
  propertyCausingError: string,
  value: string,
): JsonObject => {
  const known = user.properties.onPremisesProvisioningErrors
  const before = Array.isArray(known) ? known.find((error: JsonObject) => error.value === value) : undefined
  return before ?? { category: 'PropertyConflict', occurredDateTime: store.timestamp(), propertyCausingError, value }
}

/** Live accounts that AD masters. */
export const syncedUsers = (store: EntraStore): readonly StoredUser[] => store.users().filter(isSynced)
