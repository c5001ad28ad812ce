import type { AdEntry } from '../../model/ad-entry.ts'
import { allOf, anyOf, equals, groups } from '../../model/ad-query.ts'
import { sameDn, tryParseDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { StepContext } from '../step.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const attributes = ['adminCount', 'cn', 'groupType', 'memberOf', 'objectSid', 'sAMAccountName']

/**
 * The AD group of this name: objectGUID, DN, sAMAccountName or cn. A name that fits two groups is refused with both shown
 * (`plan/ambiguous-group`), a name that fits none is `plan/unknown-group`.
 */
export const findGroup = async (context: StepContext, name: string): Promise<AdEntry> => {
  const found = await candidates(context, name)
  if (found.length > 1)
    throw new Fault(
      'plan/ambiguous-group',
      { group: name, groups: found.map(({ dn }) => dn).join(' and ') },
      { where: context.where() },
    )
  if (!found[0])
    throw new Fault('plan/unknown-group', { group: name, system: 'Active Directory' }, { where: context.where() })
  return found[0]
}

const candidates = async (context: StepContext, name: string): Promise<readonly AdEntry[]> => {
  const ad = required(context.read.ad)
  if (GUID.test(name)) return present(await ad.byId(name.toLowerCase(), attributes))
  if (name.includes('=') && tryParseDn(name)) {
    const entry = await ad.byDn(name, attributes)
    return entry && sameDn(entry.dn, name) ? [entry] : []
  }
  const filter = allOf([groups, anyOf([equals('sAMAccountName', name), equals('cn', name)])])
  return ad.search({ scope: 'sub', filter, attributes })
}

const present = <T>(value: T | null): readonly T[] => (value === null ? [] : [value])
