import type { Json, JsonObject } from '../model/json.ts'
import type { Filter } from './filter.ts'
import { isObject, matches } from './match-filter.ts'
import { MOST_VALUES, readValue } from './read-attributes.ts'
import type { PatchOperation } from './read-patch.ts'
import { invalidValue, ScimProblem } from './scim-problem.ts'
import type { AttributeRule } from './user-schemas.ts'

/** The values of an attribute that has several, as they are after an operation; undefined for none. */
export const patchList = (
  there: Json | undefined,
  rule: AttributeRule,
  operation: PatchOperation,
): readonly Json[] | undefined => {
  const all = there === undefined ? [] : listOf(there)
  const after = operation.op === 'remove' ? removed(all, operation) : set(all, rule, operation)
  if (after.length > MOST_VALUES) throw invalidValue(`${rule.name} has more than ${MOST_VALUES} values.`)
  return after.length === 0 ? undefined : after
}

const listOf = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value])

const removed = (all: readonly Json[], { path, value }: PatchOperation): readonly Json[] => {
  const { part, filter } = path
  const isTarget = filter ? chosenBy(filter) : namedIn(value)
  if (part === null) return all.filter((each) => !isTarget(each))
  return all.map((each) => {
    if (!isObject(each) || !isTarget(each)) return each
    const { [part]: _, ...others } = each
    return others
  })
}

const chosenBy =
  (filter: Filter) =>
  (each: Json): boolean =>
    isObject(each) && matches(filter, each)

/** Entra names what is to be removed in `value`; without one, all is. */
const namedIn = (value: Json | undefined): ((each: Json) => boolean) => {
  if (value === undefined || value === null) return () => true
  const named = new Set(listOf(value).map(valueIn))
  return (each) => named.has(valueIn(each))
}

const valueIn = (each: Json): Json | undefined => (isObject(each) ? each['value'] : each)

const set = (
  all: readonly Json[],
  rule: AttributeRule,
  { op, path, value = null }: PatchOperation,
): readonly Json[] => {
  const { part, partRule, filter } = path
  if (!filter && part === null) {
    const read = readValue(value === null ? [] : listOf(value), rule) ?? []
    const given = listOf(read)
    return withOnePrimary(op === 'replace' ? given : [...all, ...given.filter((each) => !isAmong(all, each))], given)
  }
  const isTarget = filter ? chosenBy(filter) : () => true
  const change =
    part !== null && partRule ? { [part]: readValue(value, partRule, `${rule.name}.`) ?? '' } : one(value, rule)
  const chosen = all.some(isTarget) ? all : [...all, madeFor(filter, rule)]
  const pairs = chosen.map((each) => (isTarget(each) ? { ...(each as JsonObject), ...change } : each))
  return withOnePrimary(
    pairs,
    pairs.filter((_, index) => isTarget(chosen[index] ?? null)),
  )
}

const one = (value: Json, rule: AttributeRule): JsonObject => {
  const [read] = listOf(readValue(listOf(value), rule) ?? [])
  if (!isObject(read)) throw invalidValue(`${rule.name} has to be a map.`)
  return read
}

/**
 * A value that does not exist yet and that `type eq "work"` asks for: Entra adds and replaces such ones alike.
 * https://learn.microsoft.com/answers/questions/1373350/azure-ad-scim-provisioning-user-attribute-updates
 */
const madeFor = (filter: Filter | null, rule: AttributeRule): JsonObject => {
  if (filter?.kind === 'compare' && filter.by === 'eq' && filter.path.attribute === 'type')
    return { type: filter.value }
  throw new ScimProblem(400, `No value of ${rule.name} is like that.`, 'noTarget')
}

const isAmong = (all: readonly Json[], wanted: Json): boolean => {
  const text = JSON.stringify(wanted)
  return all.some((each) => JSON.stringify(each) === text)
}

const isPrimary = (each: Json): boolean => isObject(each) && each['primary'] === true

/** Where one of the values that were set is the primary one, no other is. https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2 */
const withOnePrimary = (all: readonly Json[], changed: readonly Json[]): readonly Json[] => {
  if (!changed.some(isPrimary)) return all
  return all.map((each) =>
    isPrimary(each) && !changed.includes(each) ? { ...(each as JsonObject), primary: false } : each,
  )
}
