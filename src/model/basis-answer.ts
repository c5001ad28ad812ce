import { hashOf } from './hash.ts'
import type { Json, JsonObject } from './json.ts'

/**
 * The hash of what a read answered, as far as it matters to a plan. Left out is what changes without meaning anything to it: the order of an
 * attribute's values, which server answered, and how many seats are taken (seats are checked again when they are used).
 */
export const basisAnswer = (read: string, answer: Json): string => hashOf(relevant(read, answer))

const relevant = (read: string, answer: Json): Json => {
  if (read === 'domain') return without(answer as JsonObject, 'server')
  if (read === 'skus') return (answer as readonly JsonObject[]).map((sku) => without(sku, 'consumed'))
  return sortedValues(answer)
}

const without = (object: JsonObject, member: string): JsonObject =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== member))

const isText = (value: Json): value is string => typeof value === 'string'

/** Lists of texts are sets in both directories, so they are put in one order. */
const sortedValues = (value: Json): Json => {
  if (Array.isArray(value)) return value.every(isText) ? [...value].sort() : value.map(sortedValues)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, sortedValues(member)]))
}
