import type { AttributeValues } from '../../model/ad-entry.ts'
import type { AdFilter } from '../../model/ad-query.ts'
import { foldText } from '../../model/fold-text.ts'

/**
 * Ids of new objects by the values they have or had. A batch makes hundreds of accounts and looks for free names thousands of times, so nobody
 * can try every account each time. What it answers is tried against the filter, so a value that is gone does no harm.
 */
export type BornIndex = Map<string, Set<string>>

const keyOf = (attribute: string, value: string): string => `${attribute.toLowerCase()}=${foldText(value)}`

export const indexValues = (index: BornIndex, id: string, attribute: string, values: AttributeValues): void => {
  for (const value of values) {
    const key = keyOf(attribute, value)
    const ids = index.get(key)
    if (ids) ids.add(id)
    else index.set(key, new Set([id]))
  }
}

type Ids = ReadonlySet<string>

/** How links are looked up: ids of the objects that have this one as a value of the attribute; null where that is not known. */
export type LinkLookup = (attribute: string, dn: string) => Ids | null | undefined

/** New objects that may match a filter; null where every one may. `linked` answers undefined for an attribute that is no link. */
export const candidates = (index: BornIndex, filter: AdFilter, linked: LinkLookup): Ids | null => {
  if (filter.op === 'equals') {
    const ids = linked(filter.attribute, filter.value)
    return ids === undefined ? (index.get(keyOf(filter.attribute, filter.value)) ?? new Set()) : ids
  }
  if (filter.op !== 'and' && filter.op !== 'or') return null
  const parts = filter.of.map((part) => candidates(index, part, linked))
  if (filter.op === 'and') return parts.reduce(smaller, null)
  return parts.some((part) => part === null) ? null : new Set(parts.flatMap((part) => [...(part ?? [])]))
}

const smaller = (a: Ids | null, b: Ids | null): Ids | null => {
  if (!a || !b) return a ?? b
  return b.size < a.size ? b : a
}
