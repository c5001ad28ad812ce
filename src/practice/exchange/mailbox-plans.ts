import { activeLicences } from '../entra/licence-rules.ts'
import { servicePlanIds } from '../entra/service-plan-facts.ts'
import { enabledPlans } from '../entra/sku-facts.ts'
import type { StoredUser } from '../entra/stored-objects.ts'

/** Service plans that come with a mailbox; EXCHANGE_S_FOUNDATION, in many licences, does not. */
const mailboxPlans: ReadonlySet<string> = new Set([
  servicePlanIds.EXCHANGE_S_STANDARD,
  servicePlanIds.EXCHANGE_S_ENTERPRISE,
  servicePlanIds.EXCHANGE_S_DESKLESS,
])

/** Whether a licence of the user pays for a mailbox. */
export const hasMailboxPlan = (user: StoredUser): boolean =>
  activeLicences(user).some((licence) => enabledPlans(licence).some((plan) => mailboxPlans.has(plan)))
