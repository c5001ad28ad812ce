import { type AdEntry, firstValue, isEnabled, valuesOf } from '../model/ad-entry.ts'
import { equals } from '../model/ad-query.ts'
import { rdnValue } from '../model/distinguished-name.ts'
import type { AdGroupPage, GroupMember } from '../model/group-page.ts'
import type { AdReader } from '../ports/ad.ts'

export const groupPageAttributes: readonly string[] = [
  'cn',
  'description',
  'groupType',
  'managedBy',
  'memberOf',
  'sAMAccountName',
]

/** Bits of groupType. https://learn.microsoft.com/windows/win32/adschema/a-grouptype */
const SECURITY = 0x80000000
const scopes: readonly (readonly [number, AdGroupPage['scope']])[] = [
  [0x1, 'built-in'],
  [0x2, 'global'],
  [0x4, 'domain local'],
  [0x8, 'universal'],
]

/** The half of a group's page that Active Directory knows. Members are searched for, so that a list of any length comes whole. */
export const adGroupPage = async (ad: AdReader, entry: AdEntry): Promise<AdGroupPage> => {
  const type = Number(firstValue(entry, 'groupType') ?? '0')
  const members = await ad.search({
    scope: 'sub',
    filter: equals('memberOf', entry.dn),
    attributes: ['displayName', 'objectClass', 'sAMAccountName', 'userAccountControl'],
  })
  const managedBy = firstValue(entry, 'managedBy')
  return {
    id: entry.id,
    dn: entry.dn,
    sAMAccountName: firstValue(entry, 'sAMAccountName') ?? '',
    scope: scopes.find(([bit]) => (type & bit) !== 0)?.[1] ?? 'global',
    kind: (type & SECURITY) === 0 ? 'distribution' : 'security',
    description: firstValue(entry, 'description') ?? null,
    managedBy: managedBy === undefined ? null : rdnValue(managedBy),
    memberOf: valuesOf(entry, 'memberOf').map(rdnValue).sort(),
    members: members.map(memberOf).sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name))),
  }
}

const memberOf = (entry: AdEntry): GroupMember => {
  const classes = valuesOf(entry, 'objectClass').map((name) => name.toLowerCase())
  const type = ['computer', 'group', 'user', 'contact'].find((name) => classes.includes(name)) ?? 'other'
  return {
    id: entry.id,
    name: firstValue(entry, 'displayName') ?? firstValue(entry, 'sAMAccountName') ?? rdnValue(entry.dn),
    type,
    enabled: type === 'user' || type === 'computer' ? isEnabled(entry) : null,
  }
}
