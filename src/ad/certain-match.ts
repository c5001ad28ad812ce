import { type AdEntry, valuesOf } from '../model/ad-entry.ts'
import type { AdFilter } from '../model/ad-query.ts'
import { foldDn, foldText } from '../model/fold-text.ts'

/** `maybe`: servers differ in how they compare such texts, so only the server at hand can tell. */
export type Match = 'yes' | 'maybe' | 'no'

type Compare = (value: string, wanted: string) => Match

/** Printable ASCII: all servers compare such texts alike, without regard to case; only what blanks count for differs. */
const PLAIN = /^[\x20-\x7e]*$/
/** Attributes whose values are distinguished names, in lower case. */
const NAMES = new Set(['distinguishedname', 'manager', 'memberof', 'directreports', 'managedby', 'managedobjects'])
/** Known for answering to values in other forms than they are read in. */
const UNSURE = new Set(['objectcategory', 'objectsid', 'ntsecuritydescriptor'])

/** Forms that were worked out before: each value is compared with the values of many queries. */
const known = new Map<string, string>()
const KNOWN_AT_MOST = 10_000

/** What some server could take for equal is equal in this form: blanks, controls and the shapes of letters do not count. */
const foldFreely = (text: string): string => {
  if (PLAIN.test(text)) return text.replaceAll(' ', '').toLowerCase()
  const before = known.get(text)
  if (before !== undefined) return before
  const form = foldText(text)
    .replace(/[\p{C}\p{Z}\s]/gu, '')
    .toUpperCase()
    .toLowerCase()
  if (known.size >= KNOWN_AT_MOST) known.clear()
  known.set(text, form)
  return form
}

/** The same for any server: equal, or equal but for the case of A-Z. */
const isSame = (a: string, b: string): boolean =>
  a === b || (PLAIN.test(a) && PLAIN.test(b) && a.toLowerCase() === b.toLowerCase())

const sureOr = (sure: boolean, possible: () => boolean): Match => (sure ? 'yes' : possible() ? 'maybe' : 'no')

const compareTexts: Compare = (value, wanted) =>
  sureOr(isSame(value, wanted), () => foldFreely(value) === foldFreely(wanted))

const compareNames: Compare = (value, wanted) =>
  sureOr(value === wanted, () => foldFreely(foldDn(value)) === foldFreely(foldDn(wanted)))

const compareStart: Compare = (value, wanted) =>
  sureOr(isSame(value.slice(0, wanted.length), wanted), () => foldFreely(value).startsWith(foldFreely(wanted)))

const best = (matches: readonly Match[]): Match =>
  matches.includes('yes') ? 'yes' : matches.includes('maybe') ? 'maybe' : 'no'

const opposite = { yes: 'no', maybe: 'maybe', no: 'yes' } as const satisfies Record<Match, Match>

const valuesFor = (entry: AdEntry, attribute: string): readonly string[] => {
  const name = attribute.toLowerCase()
  if (name === 'objectguid') return [entry.id]
  return name === 'distinguishedname' ? [entry.dn] : valuesOf(entry, attribute)
}

const compareAll = (filter: AdFilter & { op: 'equals' | 'starts' }, entry: AdEntry): Match => {
  const name = filter.attribute.toLowerCase()
  if (UNSURE.has(name)) return 'maybe'
  const compare = filter.op === 'starts' ? compareStart : NAMES.has(name) ? compareNames : compareTexts
  return best(valuesFor(entry, filter.attribute).map((value) => compare(value, filter.value)))
}

/**
 * How sure it is that a server counts the entry among the answers to the filter. The entry must have been read with every attribute that
 * the filter names. As in AD, `not` holds for an entry that lacks the attribute.
 */
export const certainMatch = (filter: AdFilter, entry: AdEntry): Match => {
  switch (filter.op) {
    case 'and':
      return opposite[best(filter.of.map((part) => opposite[certainMatch(part, entry)]))]
    case 'or':
      return best(filter.of.map((part) => certainMatch(part, entry)))
    case 'not':
      return opposite[certainMatch(filter.of, entry)]
    case 'present':
      return valuesFor(entry, filter.attribute).length > 0 ? 'yes' : 'no'
    default:
      return compareAll(filter, entry)
  }
}
