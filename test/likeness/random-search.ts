import type { Random } from '../../src/ports/random.ts'
import { attributeSamples } from './attribute-samples.ts'
import type { SearchRequest } from './ldap-request.ts'

/** What a search may be about. */
export interface SearchScene {
  readonly objects: readonly string[]
  some(): string
}

const RULES = { and: '1.2.840.113556.1.4.803', or: '1.2.840.113556.1.4.804', chain: '1.2.840.113556.1.4.1941' }
const searchable = attributeSamples.filter(
  ({ type, good }) => good.length > 0 && !['thumbnailPhoto', 'manager', 'secretary', 'managedBy'].includes(type),
)
const ATTRIBUTE_LISTS: readonly (readonly string[])[] = [
  ['*'],
  ['name', 'objectClass'],
  ['cn', 'memberOf', 'member'],
  ['manager', 'directReports', 'title', 'favouriteColour'],
  ['sAMAccountName', 'userAccountControl', 'sAMAccountType', 'groupType'],
  ['canonicalName', 'name'],
  ['1.1'],
  ['*', 'canonicalName'],
  ['member;range=0-0'],
  ['member;range=0-*'],
  ['primaryGroupID', 'primaryGroupToken'],
  ['msDS-User-Account-Control-Computed'],
  ['distinguishedName', 'DESCRIPTION'],
]

/** A text as RFC 4515 wants it in a filter. */
export const inFilter = (text: string): string =>
  text.startsWith('hex:')
    ? text.slice('hex:'.length).replaceAll(/../g, '\\$&')
    : text.replaceAll(/[\\*()\0\n\r]/g, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`)

export const randomSearch = (random: Random, { objects, some }: SearchScene): SearchRequest => {
  const pick = <T>(from: readonly T[]): T => {
    const found = from[random.integer(from.length)]
    if (found === undefined) throw new Error('nothing to choose from')
    return found
  }
  const chance = (percent: number): boolean => random.integer(100) < percent

  const dnFilter = (): string => {
    const type = pick(['manager', 'member', 'memberOf', 'directReports', 'managedBy', 'distinguishedName', 'secretary'])
    return `(${type}=${inFilter(some())})`
  }
  const leaf = (): string => {
    const { type, good } = pick(searchable)
    const value = inFilter(pick(good))
    const part = value.slice(0, 1 + random.integer(3)).replace(/\\.?$/, '')
    const end = value.slice(-2).replace(/^.?\\.?/, '')
    const leaves: readonly (() => string)[] = [
      () => `(${type}=${value})`,
      () => `(${type}=*)`,
      () => `(!(${type}=*))`,
      () => `(${type}=${part || 'a'}*)`,
      () => `(${type}=*${end || 'e'})`,
      () => `(${type}=*${part || 'a'}*)`,
      () => `(${type}>=${value})`,
      () => `(${type}<=${value})`,
      () => `(${type}~=${value})`,
      () => `(${type}:=${value})`,
      () => `(userAccountControl:${pick([RULES.and, RULES.or])}:=${pick(['2', '512', '514', '65538', '0'])})`,
      () => `(groupType:${pick([RULES.and, RULES.or])}:=${pick(['2147483648', '2', '8', '10'])})`,
      () => `(${pick(['memberOf', 'member', 'manager', 'directReports'])}:${RULES.chain}:=${inFilter(some())})`,
      dnFilter,
      dnFilter,
      () => `(objectClass=${pick(['user', 'group', 'person', 'organizationalUnit', 'robot', 'top'])})`,
      () => `(objectCategory=${pick(['person', 'group', 'computer', 'organizationalUnit', 'user'])})`,
      () => `(favouriteColour=${pick(['blue', '*'])})`,
      () => `(!(favouriteColour=blue))`,
      () => `(anr=${pick(['Adele', 'ade', 'Vance', '=Adele'])})`,
      () => `(cn=${pick(['adele', 'ADELE', 'Ad*e', '*', 'Nunez', 'Núñez'])})`,
      () => `(countryCode>=${pick(['0', '100', '-5', 'x'])})`,
      () => `(sAMAccountName=*{tag}*)`,
      () => `(isDeleted=${pick(['TRUE', 'FALSE', '*'])})`,
    ]
    return pick(leaves)()
  }
  const filter = (depth: number): string => {
    if (depth === 0 || chance(55)) return leaf()
    const parts = Array.from({ length: 1 + random.integer(3) }, () => filter(depth - 1)).join('')
    return pick([() => `(&${parts})`, () => `(|${parts})`, () => `(!${filter(depth - 1)})`])()
  }
  const at = chance(75)
    ? '{home}'
    : chance(85)
      ? pick(objects)
      : pick(['OU=Nowhere,{home}', 'CN=Adele,{home}', 'nonsense'])
  // A search of the tree costs Samba ten times as much as one of a container.
  const scope = pick(['sub', 'sub', 'sub', 'one', 'one', 'one', 'base', 'base'] as const)
  const sort = chance(10) ? pick(['cn', '-cn', 'sAMAccountName', '-title', 'countryCode']) : null
  return {
    do: 'search',
    at,
    scope,
    filter: chance(10) ? '(objectClass=*)' : filter(2),
    attributes: sort === null ? pick(ATTRIBUTE_LISTS) : [sort.replace('-', ''), 'name'],
    ...(chance(12) ? { pageSize: 1 + random.integer(5) } : {}),
    ...(sort === null ? {} : { sort }),
    ...(chance(4) ? { namesOnly: true } : {}),
  }
}
