import type { JsonObject } from '../../model/json.ts'
import type { EntraStore } from '../entra/entra-store.ts'
import { membershipsOf } from '../entra/membership.ts'
import { isSynced, type StoredUser, textOf, textsOf } from '../entra/stored-objects.ts'

/**
 * The account in Entra that belongs to one of AD: by source anchor (also one that was deleted and can be restored), else a cloud account
 * with the same primary address or user principal name.
 * https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync
 */
export const matchUser = (store: EntraStore, mapped: JsonObject): StoredUser | undefined =>
  hardMatch(store, mapped) ?? softMatch(store, mapped)

const hardMatch = (store: EntraStore, { onPremisesImmutableId }: JsonObject): StoredUser | undefined => {
  const anchor = String(onPremisesImmutableId)
  const live = store
    .find('onPremisesImmutableId', anchor)
    .find((object): object is StoredUser => isAnchored(object, anchor))
  return live ?? store.deletedObjects().find((object): object is StoredUser => isAnchored(object, anchor))
}

/** The index ignores letter case, which base64 does not. */
const isAnchored = (object: { readonly type: string; readonly properties: JsonObject }, anchor: string): boolean =>
  object.type === 'user' && object.properties.onPremisesImmutableId === anchor

const softMatch = (store: EntraStore, mapped: JsonObject): StoredUser | undefined => {
  const name = textOf({ properties: mapped }, 'userPrincipalName') ?? ''
  const primary = textsOf({ properties: mapped }, 'proxyAddresses').find((address) => address.startsWith('SMTP:'))
  const byName = store.find('userPrincipalName', name)
  const byAddress = primary === undefined ? [] : store.find('proxyAddresses', primary)
  return [...byAddress, ...byName].find(
    (object): object is StoredUser => object.type === 'user' && canBeTaken(store, object),
  )
}

/** An account that another AD account masters, or that holds an admin role, is never taken over by its name. */
const canBeTaken = (store: EntraStore, user: StoredUser): boolean =>
  !isSynced(user) &&
  textOf(user, 'onPremisesImmutableId') === undefined &&
  !membershipsOf(store, user.id).some(({ type }) => type === 'directoryRole')
