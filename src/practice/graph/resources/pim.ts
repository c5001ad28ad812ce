import { servicePlanIds } from '../../entra/service-plan-facts.ts'
import { enabledPlans } from '../../entra/sku-facts.ts'
import type { GraphCall } from '../graph-call.ts'
import { GraphFault } from '../graph-fault.ts'

type Schedules = 'RoleAssignmentSchedule' | 'RoleEligibilitySchedule'

/** Application permissions of which one is enough. https://learn.microsoft.com/graph/permissions-reference#role-management-permissions */
const permissionsFor = (schedules: Schedules, what: 'read' | 'write' | 'remove'): readonly string[] => [
  ...(what === 'read'
    ? [`${schedules}.Read.Directory`, 'RoleManagement.Read.All', 'RoleManagement.Read.Directory']
    : []),
  ...(what === 'remove' ? [`${schedules}.Remove.Directory`] : []),
  `${schedules}.ReadWrite.Directory`,
  'RoleManagement.ReadWrite.Directory',
]

/** The tenant has Entra ID P2 where one of its subscriptions brings it. */
const hasPremium = ({ store }: GraphCall): boolean =>
  store.skus.some(
    ({ skuId, enabled }) =>
      enabled > 0 && enabledPlans({ skuId, disabledPlans: [] }).includes(servicePlanIds.AAD_PREMIUM_P2),
  )

/** Refuses what takes Entra ID P2, where the tenant has none. */
export const requirePremium = (call: GraphCall): void => {
  if (!hasPremium(call)) throw new GraphFault('pim-licence')
}

/** Refuses what Privileged Identity Management refuses before it looks at the request, in words of its own. */
export const requirePim = (call: GraphCall, schedules: Schedules, what: 'read' | 'write' | 'remove'): void => {
  if (call.request.headers['accept-language'] === '*') throw new GraphFault('lang-pim')
  const permissions = permissionsFor(schedules, what)
  if (!permissions.some((permission) => call.caller.roles.has(permission)))
    throw new GraphFault('pim-scope', { permissions: permissions.join(',') })
  requirePremium(call)
}
