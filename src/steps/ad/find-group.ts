import { type AdEntry, firstValue, valuesOf } from '../../model/ad-entry.ts'
import { type AdFilter, allOf, anyOf, groups } from '../../model/ad-query.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { tryParseDn } from '../../model/distinguished-name.ts'
import { Fault } from '../../model/fault.ts'
import { required } from '../required.ts'
import type { LookUp } from '../step.ts'
import { privilegeAttributes } from './privileged-group.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const attributes = [...privilegeAttributes, 'cn', 'groupType', 'objectClass']
/** How much of a misspelt name has to be right for another one to be suggested. */
const RIGHT_BEGINNING = 2

/**
 * The AD group of this name: objectGUID, DN, sAMAccountName or cn. A name that fits two groups is refused with both shown
 * (`plan/ambiguous-group`), a name that fits none is `plan/unknown-group`.
 */
export const findGroup = async (context: LookUp, name: string): Promise<AdEntry> => {
  const [first, ...others] = await candidates(context, name)
  const where = context.where()
  if (!first) {
    const params = { group: name, system: 'Active Directory', like: await nearest(context, name) }
    throw new Fault('plan/unknown-group', params, { where })
  }
  if (others.length === 0) return first
  const shown = [first, ...others].map(({ dn }) => dn).join(' and ')
  throw new Fault('plan/ambiguous-group', { group: name, groups: shown }, { where })
}

const candidates = async (context: LookUp, name: string): Promise<readonly AdEntry[]> => {
  const ad = required(context.read.ad)
  if (GUID.test(name)) return asGroup(await ad.byId(name.toLowerCase(), attributes))
  if (name.includes('=') && tryParseDn(name)) return asGroup(await ad.byDn(name, attributes))
  return ad.search({ scope: 'sub', filter: named('equals', name), attributes })
}

const named = (op: 'equals' | 'starts', value: string): AdFilter =>
  allOf([groups, anyOf(['sAMAccountName', 'cn'].map((attribute) => ({ op, attribute, value })))])

/** Only a group has members: the id of an account is no name of a group. */
const asGroup = (entry: AdEntry | null): readonly AdEntry[] =>
  entry && valuesOf(entry, 'objectClass').some((name) => name.toLowerCase() === 'group') ? [entry] : []

const nearest = async (context: LookUp, name: string): Promise<string | undefined> => {
  const beginning = [...name].slice(0, RIGHT_BEGINNING).join('')
  const query = { scope: 'sub', filter: named('starts', beginning), attributes: ['cn', 'sAMAccountName'] } as const
  const known = await required(context.read.ad).search(query)
  return didYouMean(
    name,
    known.flatMap((group) => [firstValue(group, 'sAMAccountName') ?? [], firstValue(group, 'cn') ?? []].flat()),
  )
}
