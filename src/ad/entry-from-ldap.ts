import { type Control, PresenceFilter, type SearchEntry } from 'ldapts'
import type { AdEntry } from '../model/ad-entry.ts'
import { Fault } from '../model/fault.ts'
import type { AdLink } from './ad-link.ts'
import { decodeValues, guidToText } from './ldap-values.ts'
import { searchOne } from './search-pages.ts'

const ID = 'objectGUID'
const RANGE = /^([^;]+);range=(\d+)-(\d+|\*)$/i

/** Attribute names, each once whatever its case. */
export const distinctNames = (names: readonly string[]): readonly string[] => [
  ...new Map(names.map((name) => [name.toLowerCase(), name])).values(),
]

/** What to ask a server for so that the entry has these attributes and its id. */
export const toAsk = (attributes: readonly string[]): readonly string[] => distinctNames([ID, ...attributes])

/**
 * The name under which an object answers wherever it stands, as the target of a request and as a value such as `member`.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/92a54869-38d7-4e71-a3be-5f67a0dcdd7e
 */
export const byGuid = (id: string): string => `<GUID=${id}>`

interface Values {
  readonly bytes: readonly Buffer[]
  /** Where the list goes on when the server cut it. */
  readonly from: number | null
}

/** The values of one attribute as the server gave them, `member` and `member;range=0-1499` alike. */
const valuesIn = (entry: SearchEntry, wanted: string): Values => {
  let whole: Values = { bytes: [], from: null }
  for (const attribute of entry.attributes) {
    const range = RANGE.exec(attribute.type)
    if ((range?.[1] ?? attribute.type).toLowerCase() !== wanted.toLowerCase()) continue
    // AD gives a cut attribute twice: empty under its own name, and with its range.
    if (!range && attribute.parsedBuffers.length === 0) continue
    whole = { bytes: attribute.parsedBuffers, from: range && range[3] !== '*' ? Number(range[3]) + 1 : null }
  }
  return whole
}

/** AD cuts a list of values at 1,500 or 5,000 and wants to be asked for the rest by range. MS-ADTS 3.1.1.3.1.3.3. */
const restOf = async (
  link: AdLink,
  { id, controls }: { readonly id: string; readonly controls: readonly Control[] },
  attribute: string,
  first: Values,
): Promise<readonly Buffer[]> => {
  const all = [...first.bytes]
  let from = first.from
  while (from !== null) {
    const search = {
      base: byGuid(id),
      filter: new PresenceFilter({ attribute: 'objectClass' }),
      attributes: [`${attribute};range=${from}-*`],
      controls,
    }
    const entry = await searchOne(link, search)
    if (!entry) throw new Fault('ad/no-such-object', { target: id })
    const next = valuesIn(entry, attribute)
    all.push(...next.bytes)
    from = next.bytes.length > 0 ? next.from : null
  }
  return all
}

/**
 * An entry with the attributes that were asked for, in the spelling of the question, and every list of values complete. `controls`: those that
 * it was read with.
 */
export const toEntry = async (
  link: AdLink,
  entry: SearchEntry,
  asked: readonly string[],
  controls: readonly Control[] = [],
): Promise<AdEntry> => {
  const [guid] = valuesIn(entry, ID).bytes
  if (!guid)
    throw new Fault('ad/denied', { server: link.server, target: entry.name, text: 'objectGUID cannot be read' })
  const id = guidToText(guid)
  const attributes: Record<string, readonly string[]> = {}
  for (const name of asked) {
    const first = valuesIn(entry, name)
    const bytes = first.from === null ? first.bytes : await restOf(link, { id, controls }, name, first)
    if (bytes.length > 0) attributes[name] = decodeValues(name, bytes)
  }
  return { id, dn: entry.name, attributes }
}
