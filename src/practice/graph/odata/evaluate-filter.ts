import type { Json, JsonObject } from '../../../model/json.ts'
import type { FilterNode, Literal, Path } from './filter-node.ts'

/** Gives the value of a property of the object that is tested; lists of objects for links. */
export type Read = (property: string) => Json

/** Whether the object meets the filter. Text is compared without letter case, as Entra does. */
export const meets = (node: FilterNode, read: Read): boolean => {
  if (node.kind === 'logic') return meetsLogic(node, read)
  if (node.kind === 'not') return !meets(node.inner, read)
  if (node.kind === 'lambda') return meetsLambda(node, read)
  const value = valueAt(node.path, read)
  if (node.kind === 'in') return node.literals.some((literal) => same(value, literal))
  if (node.kind === 'call') return calls[node.name](folded(value), folded(node.literal.value))
  return compare(value, node.operator, node.literal)
}

const meetsLogic = (node: Extract<FilterNode, { kind: 'logic' }>, read: Read): boolean => {
  const left = meets(node.left, read)
  if (node.operator === 'and') return left && meets(node.right, read)
  return left || meets(node.right, read)
}

const meetsLambda = (node: Extract<FilterNode, { kind: 'lambda' }>, read: Read): boolean => {
  const { inner, variable } = node
  const test = (item: Json): boolean => inner === null || meets(inner, within(item, variable, read))
  const items = itemsAt(node.path, read)
  return node.quantifier === 'any' ? items.some(test) : items.every(test)
}

const calls: { readonly [name in 'startsWith' | 'endsWith' | 'contains']: (text: string, part: string) => boolean } = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
}

const within =
  (item: Json, variable: string, outer: Read): Read =>
  (property) =>
    property === variable ? item : outer(property)

const valueAt = (path: Path, read: Read): Json => {
  const [first = '', ...rest] = path
  let value = read(first)
  for (const name of rest) value = name === '$count' ? countOf(value) : memberOf(value, name)
  return value
}

const countOf = (value: Json): number => (Array.isArray(value) ? value.length : 0)

const memberOf = (value: Json, name: string): Json => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const object = value as JsonObject
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === name.toLowerCase())
  return key === undefined ? null : (object[key] ?? null)
}

const itemsAt = (path: Path, read: Read): readonly Json[] => {
  const value = valueAt(path, read)
  return Array.isArray(value) ? value : []
}

const folded = (value: Json): string => (typeof value === 'string' ? value.toLowerCase() : '')

const same = (value: Json, literal: Literal): boolean => {
  if (typeof value === 'string' && literal.type === 'time')
    return Date.parse(value) === Date.parse(String(literal.value))
  if (typeof value === 'string' && typeof literal.value === 'string')
    return value.toLowerCase() === literal.value.toLowerCase()
  return value === literal.value
}

const compare = (value: Json, operator: string, literal: Literal): boolean => {
  if (operator === 'eq') return same(value, literal)
  if (operator === 'ne') return !same(value, literal)
  if (value === null || literal.value === null) return false
  const order = difference(value, literal)
  if (operator === 'gt') return order > 0
  if (operator === 'ge') return order >= 0
  return operator === 'lt' ? order < 0 : order <= 0
}

const difference = (value: Json, literal: Literal): number => {
  if (literal.type === 'time') return Date.parse(String(value)) - Date.parse(String(literal.value))
  if (typeof value === 'number' && typeof literal.value === 'number') return value - literal.value
  const [left, right] = [folded(value), folded(literal.value)]
  return left === right ? 0 : left < right ? -1 : 1
}
