import type { Json } from './json.ts'

const isText = (value: Json): value is string => typeof value === 'string'

/**
 * The same answer of a directory in one order: members by name, and lists of texts sorted, for they are sets in both directories. The order
 * of objects stays, because readers give them one.
 */
export const inOneOrder = (value: Json): Json => {
  if (Array.isArray(value)) return value.every(isText) ? [...value].sort() : value.map(inOneOrder)
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return Object.fromEntries(members.map(([name, member]) => [name, inOneOrder(member)]))
}
