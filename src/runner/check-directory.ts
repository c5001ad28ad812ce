import { Fault } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'

const shown = ({ domain, tenant }: { readonly domain: string | null; readonly tenant: string | null }): string =>
  `${domain === null ? 'no domain' : `the domain ${domain}`} and ${tenant === null ? 'no tenant' : `the tenant ${tenant}`}`

/** Refuses a plan that was made for another domain or tenant than these readers read. */
export const checkDirectory = async ({ directory }: Pick<Plan, 'directory'>, { ad, entra }: Readers): Promise<void> => {
  if (!directory) return
  const domain = ad ? (await ad.domain()).domainSid : null
  const tenant = entra ? (await entra.tenant()).id : null
  if (domain === directory.domain && tenant === directory.tenant) return
  throw new Fault('run/other-directory', { planned: shown(directory), present: shown({ domain, tenant }) })
}
