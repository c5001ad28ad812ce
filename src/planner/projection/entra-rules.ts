import type { EntraGroup, EntraProperties, EntraUser, HeldLicence, Sku } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import { type EntraOverlay, readUsersBy } from './entra-overlay.ts'

/** Properties that every new user needs. https://learn.microsoft.com/graph/api/user-post-users */
const REQUIRED = ['accountEnabled', 'displayName', 'mailNickname', 'userPrincipalName'] as const
/** What may be written to a user who is mastered in Active Directory. */
const CLOUD_MASTERED = new Set([
  // Blocking works at once; the next time something of the account is synchronised, it is what Active Directory says.
  'accountEnabled',
  'usageLocation',
  'preferredDataLocation',
  'otherMails',
  'ageGroup',
  'consentProvidedForMinor',
])

export const refuseIncomplete = (properties: EntraProperties, doing: string): void => {
  const missing = REQUIRED.find((name) => (properties[name] ?? null) === null)
  if (missing)
    throw new Fault('entra/bad-request', {
      doing,
      detail: `A value is required for property '${missing}' of resource 'User'`,
    })
}

/** A user principal name has to end with a domain of the tenant and to be nobody else's. */
export const refuseTakenUpn = async (
  overlay: EntraOverlay,
  id: string,
  properties: EntraProperties,
  doing: string,
): Promise<void> => {
  const upn = properties['userPrincipalName']
  if (typeof upn !== 'string') return
  const others = (await readUsersBy(overlay, 'userPrincipalName', upn)).filter((user) => user.id !== id)
  if (others.length > 0) throw new Fault('entra/name-taken', { property: 'userPrincipalName', doing })
}

export const refuseForeignDomain = async (
  overlay: EntraOverlay,
  properties: EntraProperties,
  doing: string,
): Promise<void> => {
  const upn = properties['userPrincipalName']
  if (typeof upn !== 'string') return
  const { domains } = await overlay.live.tenant()
  const suffix = upn.slice(upn.lastIndexOf('@') + 1).toLowerCase()
  if (!domains.some((domain) => domain.toLowerCase() === suffix))
    throw new Fault('entra/domain-not-verified', { doing })
}

export const refuseMasteredOnPremises = (user: EntraUser, names: readonly string[], doing: string): void => {
  if (user.properties['onPremisesSyncEnabled'] !== true || names.every((name) => CLOUD_MASTERED.has(name))) return
  throw new Fault('entra/mastered-on-premises', { doing })
}

/** Groups whose members are not set through Graph. */
export const refuseForeignGroup = (group: EntraGroup, doing: string): void => {
  if (group.groupTypes.includes('DynamicMembership')) throw new Fault('entra/dynamic-group', { doing })
  if (group.onPremisesSyncEnabled) throw new Fault('entra/mastered-on-premises', { doing })
  if (group.mailEnabled && !group.groupTypes.includes('Unified')) throw new Fault('entra/mail-enabled-group', { doing })
}

/** A licence needs a seat (unless the user has one already), and the place where it is used. */
export const refuseLicence = (
  user: EntraUser,
  sku: Sku | undefined,
  held: readonly HeldLicence[],
  doing: string,
): void => {
  if (!sku) throw new Fault('entra/unknown-licence', { doing })
  if (!user.properties['usageLocation']) throw new Fault('entra/no-usage-location', { doing })
  const hasSeat = held.some(({ skuId }) => skuId === sku.skuId)
  if (!hasSeat && sku.consumed >= sku.enabled) throw new Fault('entra/no-seats', { doing })
}

export const refuseRemoval = (skuId: string, held: readonly HeldLicence[], doing: string): void => {
  const own = held.filter((licence) => licence.skuId === skuId)
  if (own.some(({ group }) => group === null)) return
  throw new Fault(own.length > 0 ? 'entra/licence-inherited' : 'entra/licence-not-held', { doing })
}
