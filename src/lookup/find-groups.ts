import type { AdEntry } from '../model/ad-entry.ts'
import { allOf, anyOf, equals, groups } from '../model/ad-query.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { tryParseDn } from '../model/distinguished-name.ts'
import type { EntraGroup } from '../model/entra-objects.ts'
import { Fault } from '../model/fault.ts'
import { groupPageAttributes } from './ad-group-page.ts'
import type { LookupDeps } from './lookup-deps.ts'

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const RIGHT_BEGINNING = 2

/** Where a group lives. One that is synchronised lives in both, and Active Directory is its master. */
export interface FoundGroup {
  readonly entry: AdEntry | null
  readonly group: EntraGroup | null
}

/**
 * The group of this name: sAMAccountName, cn, DN or objectGUID in Active Directory, display name or id in Entra. `only` looks in one of them.
 * Throws `lookup/unknown-group`, and `lookup/ambiguous-group` with all that fit.
 */
export const findGroupAnywhere = async (
  deps: LookupDeps,
  name: string,
  only: 'ad' | 'entra' | null = null,
): Promise<FoundGroup> => {
  const [entries, cloud] = await Promise.all([
    only === 'entra' ? [] : entriesNamed(deps, name),
    only === 'ad' ? [] : groupsNamed(deps, name),
  ])
  const [entry = null] = entries
  const twin = entry ? (cloud.find(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled) ?? null) : null
  const others = cloud.filter((group) => group !== twin)
  const fits = [...entries.map(({ dn }) => `${dn} (Active Directory)`), ...others.map(shown)]
  if (fits.length > 1) throw new Fault('lookup/ambiguous-group', { group: name, groups: fits.join(' and ') })
  if (fits.length === 0) throw await unknown(deps, name)
  return { entry, group: twin ?? others[0] ?? null }
}

const shown = ({ displayName, id }: EntraGroup): string => `${displayName} (Entra, ${id})`

const entriesNamed = async ({ read: { ad } }: LookupDeps, name: string): Promise<readonly AdEntry[]> => {
  if (!ad) return []
  if (GUID.test(name)) return asGroup(await ad.byId(name.toLowerCase(), groupPageAttributes))
  if (name.includes('=') && tryParseDn(name)) return asGroup(await ad.byDn(name, groupPageAttributes))
  const filter = allOf([groups, anyOf([equals('sAMAccountName', name), equals('cn', name)])])
  return ad.search({ scope: 'sub', filter, attributes: groupPageAttributes })
}

const asGroup = (entry: AdEntry | null): readonly AdEntry[] =>
  entry?.attributes['groupType'] === undefined ? [] : [entry]

const groupsNamed = async ({ read: { entra } }: LookupDeps, name: string): Promise<readonly EntraGroup[]> => {
  if (!entra) return []
  const byId = GUID.test(name) ? await entra.group(name.toLowerCase()) : null
  return byId ? [byId] : entra.groupsNamed(name)
}

const unknown = async ({ read: { ad } }: LookupDeps, name: string): Promise<Fault> => {
  const value = [...name].slice(0, RIGHT_BEGINNING).join('')
  const filter = allOf([
    groups,
    anyOf([
      { op: 'starts', attribute: 'sAMAccountName', value },
      { op: 'starts', attribute: 'cn', value },
    ]),
  ])
  const known = (await ad?.search({ scope: 'sub', filter, attributes: ['sAMAccountName'] })) ?? []
  const like = didYouMean(
    name,
    known.flatMap(({ attributes }) => attributes['sAMAccountName'] ?? []),
  )
  return new Fault('lookup/unknown-group', { group: name, like })
}
