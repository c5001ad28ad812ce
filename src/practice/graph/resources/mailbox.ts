import type { EntraStore } from '../../entra/entra-store.ts'
import { isSynced, type StoredUser, textOf } from '../../entra/stored-objects.ts'
import { hasMailboxPlan } from '../../exchange/mailbox-plans.ts'
import { withPrimaryAddress } from './user-rules.ts'

/** Exchange gives a cloud account with a mailbox plan an address made from its user principal name. */
export const provisionMailbox = (store: EntraStore, user: StoredUser): StoredUser => {
  const name = textOf(user, 'userPrincipalName')
  if (isSynced(user) || !hasMailboxPlan(user) || textOf(user, 'mail') !== undefined || name === undefined) return user
  const provisioned = {
    ...user,
    properties: { ...user.properties, mail: name, proxyAddresses: withPrimaryAddress(user, name) },
  }
  store.put(provisioned)
  return provisioned
}
