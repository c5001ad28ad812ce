import type { EntraUser } from '../../model/entra-objects.ts'
import { Fault } from '../../model/fault.ts'
import type { StepContext } from '../step.ts'

/** Properties that Entra lets an application write although the account comes from Active Directory. */
const CLOUD_MASTERED = new Set(['usageLocation', 'otherMails', 'ageGroup', 'consentProvidedForMinor'])

/** Throws `plan/mastered-in-ad` where the account is synchronised and one of the properties is: Entra would refuse the write. */
export const refuseMastered = (context: StepContext, user: EntraUser, properties: readonly string[]): void => {
  if (user.properties['onPremisesSyncEnabled'] !== true) return
  const foreign = properties.filter((property) => !CLOUD_MASTERED.has(property))
  if (foreign.length === 0) return
  const params = { account: user.userPrincipalName, properties: foreign.join(', ') }
  throw new Fault('plan/mastered-in-ad', params, { where: context.where() })
}
