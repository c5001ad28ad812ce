import { PresenceFilter, type SearchEntry } from 'ldapts'
import type { AdEntry } from '../model/ad-entry.ts'
import type { AdDomain } from '../model/ad-query.ts'
import { parseDn, spellDn } from '../model/distinguished-name.ts'
import { Fault } from '../model/fault.ts'
import { foldDn } from '../model/fold-text.ts'
import { isAttributeName } from '../model/writable-attribute.ts'
import type { AdReader } from '../ports/ad.ts'
import type { AdLink } from './ad-link.ts'
import { createDeletedReader } from './deleted-objects.ts'
import { isDeletionProtected } from './deletion-protection.ts'
import { byGuid, toAsk, toEntry } from './entry-from-ldap.ts'
import { toLdapFilter } from './ldap-filter.ts'
import { decodeValues, isGuid } from './ldap-values.ts'
import { searchAll, searchOne } from './search-pages.ts'

const present = (): PresenceFilter => new PresenceFilter({ attribute: 'objectClass' })

const checkNames = (attributes: readonly string[]): void => {
  const wrong = attributes.find((name) => !isAttributeName(name))
  if (wrong !== undefined) throw new Fault('ad/attribute-not-allowed', { attribute: wrong })
}

const isAbsent = (error: unknown): boolean => error instanceof Fault && error.code === 'ad/no-such-object'

/** The object at a place, or null. A place that the server refuses for another reason is a fault. */
const lookUp = async (link: AdLink, place: string, attributes: readonly string[]): Promise<AdEntry | null> => {
  checkNames(attributes)
  try {
    const entry = await searchOne(link, { base: place, filter: present(), attributes: toAsk(attributes) })
    return entry ? await toEntry(link, entry, attributes) : null
  } catch (error) {
    if (isAbsent(error)) return null
    throw error
  }
}

const textsOf = (entry: SearchEntry | undefined, name: string): readonly string[] => {
  const attribute = entry?.attributes.find((each) => each.type.toLowerCase() === name.toLowerCase())
  return attribute ? decodeValues(name, attribute.parsedBuffers) : []
}

const readPlace = (link: AdLink, base: string, attributes: readonly string[]): Promise<SearchEntry | undefined> =>
  searchOne(link, { base, filter: present(), attributes })

/** What the root of the directory, the domain and the list of partitions say. */
const readDomain = async (link: AdLink, base: string | undefined): Promise<AdDomain> => {
  const root = await readPlace(link, '', ['defaultNamingContext', 'configurationNamingContext'])
  const domainDn = textsOf(root, 'defaultNamingContext')[0] ?? ''
  const partitions = `CN=Partitions,${textsOf(root, 'configurationNamingContext')[0] ?? ''}`
  const [domain, forest] = await Promise.all([
    readPlace(link, domainDn, ['objectSid']),
    readPlace(link, partitions, ['uPNSuffixes']),
  ])
  const dnsName = parseDn(domainDn)
    .map((part) => part.value)
    .join('.')
  return {
    base: base ?? domainDn,
    dnsName,
    upnSuffixes: [...new Set([dnsName, ...textsOf(forest, 'uPNSuffixes')])],
    domainSid: textsOf(domain, 'objectSid')[0] ?? '',
    server: link.server,
  }
}

const byDnOrder = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)

/** A DN in the one spelling that every server reads alike. Throws `ad/bad-dn`. */
const spelt = (dn: string): string => spellDn(parseDn(dn))

/** Reads over one signed-in connection. Concurrent reads share its way to the server and back. */
export const createAdReader = (link: AdLink, base: string | undefined): AdReader => {
  let domain: Promise<AdDomain> | null = null
  const reader: AdReader = {
    domain() {
      domain ??= readDomain(link, base).catch((error: unknown) => {
        domain = null
        throw error
      })
      return domain
    },
    async byId(id, attributes) {
      if (!isGuid(id)) throw new Fault('ad/bad-dn', { dn: byGuid(id) })
      return lookUp(link, byGuid(id), attributes)
    },
    byDn: async (dn, attributes) => lookUp(link, spelt(dn), attributes),
    async search(query) {
      checkNames(query.attributes)
      const filter = toLdapFilter(query.filter)
      const place = query.base === undefined ? (await reader.domain()).base : spelt(query.base)
      const found = await searchAll(link, {
        base: place,
        scope: query.scope,
        filter,
        attributes: toAsk(query.attributes),
      })
      const entries = await Promise.all(found.map((entry) => toEntry(link, entry, query.attributes)))
      return entries
        .map((entry) => ({ entry, key: `${foldDn(entry.dn)}\0${entry.dn}` }))
        .sort(byDnOrder)
        .map(({ entry }) => entry)
    },
    isDeletionProtected: (id) => isDeletionProtected(link, id),
    ...createDeletedReader(link, () => reader.domain()),
  }
  return reader
}
