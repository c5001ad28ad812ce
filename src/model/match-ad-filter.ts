import { type Attributes, valuesOf } from './ad-entry.ts'
import type { AdFilter } from './ad-query.ts'
import { tryParseDn } from './distinguished-name.ts'
import { foldText } from './fold-text.ts'

/** Attributes whose values are distinguished names, which AD compares part by part. */
const DN_ATTRIBUTES = new Set([
  'member',
  'memberof',
  'manager',
  'directreports',
  'managedby',
  'distinguishedname',
  'secretary',
  'assistant',
])

const foldDn = (dn: string): string => {
  const parts = tryParseDn(dn)
  return parts ? parts.map(({ type, value }) => `${type.toLowerCase()}=${foldText(value)}`).join('\n') : foldText(dn)
}

const folded = (attribute: string): ((value: string) => string) =>
  DN_ATTRIBUTES.has(attribute.toLowerCase()) ? foldDn : foldText

/**
 * Whether an object matches a filter, as AD would decide it: texts are compared without case, diacritics and width. The object has to carry
 * every attribute that the filter names (see `attributesOf`), `objectClass` with all classes above its own.
 */
export const matchesFilter = (filter: AdFilter, object: { readonly attributes: Attributes }): boolean => {
  if ('of' in filter) {
    if (filter.op === 'not') return !matchesFilter(filter.of, object)
    const matches = (part: AdFilter): boolean => matchesFilter(part, object)
    return filter.op === 'and' ? filter.of.every(matches) : filter.of.some(matches)
  }
  const values = valuesOf(object, filter.attribute)
  if (filter.op === 'present') return values.length > 0
  const fold = folded(filter.attribute)
  const wanted = fold(filter.value)
  return values.some((value) => (filter.op === 'equals' ? fold(value) === wanted : fold(value).startsWith(wanted)))
}

/** The attributes that a filter looks at, in its spelling, each once. */
export const attributesOf = (filter: AdFilter): readonly string[] => {
  if (!('of' in filter)) return [filter.attribute]
  return filter.op === 'not' ? attributesOf(filter.of) : [...new Set(filter.of.flatMap(attributesOf))]
}
