import { type AdEntry, valuesOf } from '../../model/ad-entry.ts'
import { isBelow, joinDn, sameDn, tryParseDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp } from '../step.ts'

/** Classes of objects that accounts are kept in. */
const CONTAINERS = new Set(['organizationalunit', 'container', 'domaindns', 'builtindomain'])

const isContainer = (entry: AdEntry): boolean =>
  valuesOf(entry, 'objectClass').some((name) => CONTAINERS.has(name.toLowerCase()))

/** The full DN of an OU that may be given relative to the domain, after seeing that it exists. Throws `plan/no-such-ou`. */
export const findOu = async (context: LookUp, ou: string): Promise<string> => {
  const ad = required(context.read.ad)
  const { base } = await ad.domain()
  const dn = fullDn(ou, base)
  const found = dn === null ? null : await ad.byDn(dn, ['objectClass'])
  if (!found || !isContainer(found)) throw new Fault('plan/no-such-ou', { ou: dn ?? ou }, { where: context.where() })
  return found.dn
}

/** A DN that may be given relative to the domain; null for a text that is none. */
export const fullDn = (ou: string, base: string): string | null => {
  if (!tryParseDn(ou)) return null
  return sameDn(ou, base) || isBelow(ou, base) ? ou : joinDn(ou, base)
}
