import { Attribute, Change, Control, PresenceFilter } from 'ldapts'
import type { AdEntry } from '../model/ad-entry.ts'
import type { AdDomain, AdRecycleBin } from '../model/ad-query.ts'
import { joinDn } from '../model/distinguished-name.ts'
import { Fault } from '../model/fault.ts'
import type { AdReader } from '../ports/ad.ts'
import type { AdLink } from './ad-link.ts'
import { byGuid, toAsk, toEntry } from './entry-from-ldap.ts'
import { toLdapFilter } from './ldap-filter.ts'
import { type RawSearch, searchAll, searchOne } from './search-pages.ts'

/** Deleted objects are found by those alone who ask for them. MS-ADTS 3.1.1.3.4.1.14. */
const showDeleted = (): Control => new Control('1.2.840.113556.1.4.417', { critical: true })
/** With the groups that a deleted object would come back into. MS-ADTS 3.1.1.3.4.1.26. A server that does not know it leaves them out. */
const showDeactivatedLinks = (): Control => new Control('1.2.840.113556.1.4.2065', { critical: false })

/** The first part of the DN of the optional feature, in every forest and language. MS-ADTS 3.1.1.9.1. */
const FEATURE = 'cn=recycle bin feature,cn=optional features,'
/** The container of deleted objects, however it is called. MS-ADTS 6.1.1.4. */
const CONTAINER = '18E2EA80684F11D2B9AA00C04F79F805'

const present = (): PresenceFilter => new PresenceFilter({ attribute: 'objectClass' })

/** The head of the domain, also where searches begin below it. */
const rootOf = ({ dnsName }: AdDomain): string => joinDn(...dnsName.split('.').map((label) => `DC=${label}`))

const isAbsent = (error: unknown): boolean => error instanceof Fault && error.code === 'ad/no-such-object'

/** Null where the account may not even see that the object is there. */
const readOne = async (
  link: AdLink,
  search: Omit<RawSearch, 'scope' | 'filter'>,
  asked: readonly string[],
): Promise<AdEntry | null> => {
  const { controls = [] } = search
  try {
    const entry = await searchOne(link, { ...search, filter: present() })
    return entry ? await toEntry(link, entry, asked, controls) : null
  } catch (error) {
    // Whoever may not see the container is told that nothing is there, or an entry without its objectGUID.
    if (isAbsent(error) || (error instanceof Fault && error.code === 'ad/denied')) return null
    throw error
  }
}

/** Where the forest keeps what all of its domains share; below another domain than this one, as it may be. */
const configurationOf = async (link: AdLink): Promise<string> => {
  const name = 'configurationNamingContext'
  const entry = await searchOne(link, { base: '', filter: present(), attributes: [name] })
  const [value] = entry?.attributes.find(({ type }) => type.toLowerCase() === name.toLowerCase())?.parsedBuffers ?? []
  return value?.toString('utf8') ?? ''
}

interface Bin extends AdRecycleBin {
  /** DN of the container of deleted objects; null where it may not be seen. */
  readonly container: string | null
}

const readBin = async (link: AdLink, domain: AdDomain): Promise<Bin> => {
  const root = rootOf(domain)
  const base = `CN=Partitions,${await configurationOf(link)}`
  const [partitions, container] = await Promise.all([
    readOne(link, { base, attributes: toAsk(['msDS-EnabledFeature']) }, ['msDS-EnabledFeature']),
    readOne(link, { base: `<WKGUID=${CONTAINER},${root}>`, attributes: toAsk(['cn']), controls: [showDeleted()] }, [
      'cn',
    ]),
  ])
  const features = partitions?.attributes['msDS-EnabledFeature'] ?? []
  return {
    enabled: features.some((dn) => dn.toLowerCase().startsWith(FEATURE)),
    // A server that shows the name of the container and no attribute of it shows none of what is in it.
    readable: (container?.attributes['cn'] ?? []).length > 0,
    container: container?.dn ?? null,
  }
}

type DeletedReader = Pick<AdReader, 'recycleBin' | 'deleted' | 'deletedById'>

/** Reads of deleted objects over one signed-in connection. */
export const createDeletedReader = (link: AdLink, domain: () => Promise<AdDomain>): DeletedReader => {
  let bin: Promise<Bin> | null = null
  const binOf = (): Promise<Bin> => {
    bin ??= domain()
      .then((found) => readBin(link, found))
      .catch((error: unknown) => {
        bin = null
        throw error
      })
    return bin
  }
  return {
    async recycleBin() {
      const { enabled, readable } = await binOf()
      return { enabled, readable }
    },
    async deleted({ filter, attributes }) {
      const { container, readable } = await binOf()
      if (!readable || container === null) throw new Fault('ad/deleted-hidden', { server: link.server })
      const search = {
        base: container,
        scope: 'one',
        filter: toLdapFilter(filter),
        attributes: toAsk(attributes),
      } as const
      const found = await searchAll(link, { ...search, controls: [showDeleted()] })
      const entries = await Promise.all(found.map((entry) => toEntry(link, entry, attributes, [showDeleted()])))
      return entries.sort((a, b) => (a.dn < b.dn ? -1 : Number(a.dn > b.dn)))
    },
    deletedById: (id, attributes) => deletedById(link, id, attributes),
  }
}

/** A deleted object by its id; null for one that is there, too. */
const deletedById = async (link: AdLink, id: string, attributes: readonly string[]): Promise<AdEntry | null> => {
  const controls = [showDeleted(), showDeactivatedLinks()]
  const asked = [...attributes, 'isDeleted']
  const entry = await readOne(link, { base: byGuid(id), attributes: toAsk(asked), controls }, asked)
  if (entry?.attributes['isDeleted']?.[0] !== 'TRUE') return null
  if (attributes.includes('isDeleted')) return entry
  const { isDeleted: _isDeleted, ...rest } = entry.attributes
  return { ...entry, attributes: rest }
}

/**
 * The changes that bring a deleted object back, and the control that lets a request name one. MS-ADTS 3.1.1.5.3.7.
 */
export const restoreChanges = (dn: string): { readonly changes: readonly Change[]; readonly controls: Control[] } => ({
  changes: [
    new Change({ operation: 'delete', modification: new Attribute({ type: 'isDeleted', values: [] }) }),
    new Change({
      operation: 'replace',
      modification: new Attribute({ type: 'distinguishedName', values: [dn] }),
    }),
  ],
  controls: [showDeleted()],
})
