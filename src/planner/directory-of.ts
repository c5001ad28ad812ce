import type { Plan } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'

/** Which directories these readers read, so that a plan made from them is never applied to others. */
export const directoryOf = async ({ ad, entra }: Readers): Promise<NonNullable<Plan['directory']>> => ({
  domain: ad ? (await ad.domain()).domainSid : null,
  tenant: entra ? (await entra.tenant()).id : null,
})
