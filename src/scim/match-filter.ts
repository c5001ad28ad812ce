import type { Json, JsonObject } from '../model/json.ts'
import type { AttributePath, Comparison, Filter, Scalar } from './filter.ts'
import { ScimProblem } from './scim-problem.ts'
import type { AttributeRule } from './user-schemas.ts'

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const own = (object: JsonObject | undefined, key: string): Json | undefined =>
  object && Object.hasOwn(object, key) ? object[key] : undefined

const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

/** Whether a user, or one of the values of an attribute, is what the filter asks for. */
export const matches = (filter: Filter, given: JsonObject): boolean => {
  if (filter.kind === 'and') return filter.of.every((each) => matches(each, given))
  if (filter.kind === 'or') return filter.of.some((each) => matches(each, given))
  if (filter.kind === 'not') return !matches(filter.of, given)
  const found = valuesAt(filter.path, given)
  if (filter.kind === 'present') return found.some((value) => value !== '')
  const { by, value } = filter
  const rule = scalarRule(filter.path)
  // Who has no title has none that is equal.
  if (by === 'ne') return !isAny(found, 'eq', value, rule)
  return isAny(found, by, value, rule)
}

/** Values that a path leads to. */
const valuesAt = ({ schema, attribute, part, filter }: AttributePath, given: JsonObject): readonly Json[] => {
  const holder = schema === null ? given : own(given, schema)
  if (attribute === null) return listOf(holder)
  const all = listOf(isObject(holder) ? own(holder, attribute) : undefined)
  const chosen = filter ? all.filter((each) => isObject(each) && matches(filter, each)) : all
  if (part === null) return chosen
  return chosen.flatMap((each) => (isObject(each) ? listOf(own(each, part)) : []))
}

/** What decides whether case counts: of `emails`, where values are compared, it is `emails.value`. */
const scalarRule = ({ rule, partRule }: AttributePath): AttributeRule | null =>
  partRule ?? (rule?.type === 'complex' ? (rule.parts.get('value') ?? null) : rule)

const isAny = (found: readonly Json[], by: Comparison, value: Scalar, rule: AttributeRule | null): boolean => {
  if (value === null) return by === 'eq' && found.length === 0
  return found.some((each) => {
    const scalar = isObject(each) ? (own(each, 'value') ?? null) : each
    return typeof scalar === 'object' ? false : compare(scalar, by, asType(value, scalar), rule)
  })
}

/** Entra writes booleans as texts. */
const asType = (value: Scalar, like: Scalar): Scalar =>
  typeof like === 'boolean' && typeof value === 'string' && /^(?:true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : value

const compare = (actual: Scalar, by: Comparison, value: Scalar, rule: AttributeRule | null): boolean => {
  if (typeof actual === 'boolean' && by !== 'eq')
    throw new ScimProblem(400, 'Nothing is greater or less than true or false.', 'invalidFilter')
  if (typeof actual !== typeof value) return false
  if (typeof actual !== 'string' || typeof value !== 'string') return ordered(actual, by, value)
  if (rule?.type === 'dateTime') return ordered(Date.parse(actual), by, Date.parse(value))
  const exact = rule?.caseExact ?? false
  const fold = (text: string): string => (exact ? text : text.normalize('NFC').toLowerCase())
  return compareTexts(fold(actual), by, fold(value))
}

const compareTexts = (actual: string, by: Comparison, value: string): boolean => {
  if (by === 'co') return actual.includes(value)
  if (by === 'sw') return actual.startsWith(value)
  if (by === 'ew') return actual.endsWith(value)
  return ordered(actual, by, value)
}

const ordered = (actual: Scalar, by: Comparison, value: Scalar): boolean => {
  if (by === 'eq') return actual === value
  if (actual === null || value === null) return false
  if (by === 'gt') return actual > value
  if (by === 'ge') return actual >= value
  if (by === 'lt') return actual < value
  return by === 'le' && actual <= value
}
