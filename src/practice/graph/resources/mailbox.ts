import type { EntraStore } from '../../entra/entra-store.ts'
import { activeLicences } from '../../entra/licence-rules.ts'
import { servicePlanIds } from '../../entra/service-plan-facts.ts'
import { enabledPlans } from '../../entra/sku-facts.ts'
import { isSynced, type StoredUser, textOf } from '../../entra/stored-objects.ts'
import { withPrimaryAddress } from './user-rules.ts'

const mailboxPlans: ReadonlySet<string> = new Set([
  servicePlanIds.EXCHANGE_S_STANDARD,
  servicePlanIds.EXCHANGE_S_ENTERPRISE,
  servicePlanIds.EXCHANGE_S_DESKLESS,
])

const hasMailboxPlan = (user: StoredUser): boolean =>
  activeLicences(user).some((licence) => enabledPlans(licence).some((plan) => mailboxPlans.has(plan)))

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
