import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

/** The full DN of an OU that may be given relative to the domain, after seeing that it exists. Throws `plan/no-such-ou`. */
export const findOu = async (context: StepContext, ou: string): Promise<string> => {
  const ad = required(context.read.ad)
  const { base } = await ad.domain()
  const dn = ou.toLowerCase().endsWith(base.toLowerCase()) ? ou : `${ou},${base}`
  const found = await ad.byDn(dn, ['objectClass'])
  if (!found) throw new Fault('plan/no-such-ou', { ou: dn }, { where: context.where() })
  return found.dn
}
