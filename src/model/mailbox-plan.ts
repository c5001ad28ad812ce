/**
 * Service plans of Exchange that come with a mailbox, by the beginning of their names; `EXCHANGE_S_FOUNDATION` and the archive add-ons come
 * without one. https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 */
const MAILBOX_PLAN = /^EXCHANGE_([SLB]_)?(STANDARD|ENTERPRISE|DESKLESS|ESSENTIALS)/

/** Whether a service plan of this name comes with a mailbox. */
export const isMailboxPlan = (servicePlanName: string): boolean => MAILBOX_PLAN.test(servicePlanName)
