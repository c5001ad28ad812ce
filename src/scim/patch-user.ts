import type { Json, JsonObject } from '../model/json.ts'
import type { AttributePath } from './filter.ts'
import { isObject } from './match-filter.ts'
import { parsePath } from './parse-filter.ts'
import { patchList } from './patch-list.ts'
import { readAttributes, readValue } from './read-attributes.ts'
import type { PatchOperation } from './read-patch.ts'
import { invalidValue, ScimProblem } from './scim-problem.ts'

/** The attributes as they are after all operations. Throws where one of them cannot be done. */
export const patchUser = (attributes: JsonObject, operations: readonly PatchOperation[]): JsonObject =>
  readAttributes(operations.reduce(patched, attributes))

const patched = (attributes: JsonObject, operation: PatchOperation): JsonObject => {
  const { op, path, value } = operation
  const { schema, attribute, rule } = path
  if (rule?.isReadOnly) throw new ScimProblem(400, `${rule.name} is not yours to change.`, 'mutability')
  if (schema === null) return attribute === null ? attributes : member(attributes, attribute, operation)
  const there = own(attributes, schema)
  const extension = isObject(there) ? there : {}
  if (attribute !== null) return withMember(attributes, schema, member(extension, attribute, operation))
  if (op === 'remove') return withMember(attributes, schema, undefined)
  if (!isObject(value)) throw invalidValue(`${schema} has to be a map of attributes.`)
  return Object.entries(value)
    .map(([key, each]): PatchOperation => ({ op, path: parsePath(`${schema}:${key}`), value: each }))
    .reduce(patched, attributes)
}

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined

const withMember = (object: JsonObject, key: string, value: Json | undefined): JsonObject => {
  const { [key]: _, ...others } = object
  return value === undefined ? others : { ...others, [key]: value }
}

const member = (holder: JsonObject, name: string, operation: PatchOperation): JsonObject =>
  withMember(holder, name, valueAfter(own(holder, name), operation))

const valueAfter = (there: Json | undefined, operation: PatchOperation): Json | undefined => {
  const { op, path, value = null } = operation
  const { rule, part } = path
  if (rule?.multiValued) return patchList(there, rule, operation)
  if (op === 'remove' && rule?.type === 'boolean') throw invalidValue(`${rule.name} is true or false.`)
  const parts = isObject(there) ? there : {}
  if (op === 'remove') return part === null ? undefined : withMember(parts, part, undefined)
  if (part !== null) return withMember(parts, part, readPart(value, path))
  const read = rule ? readValue(value, rule) : value
  // Of a map, what the operation does not name stays. https://www.rfc-editor.org/rfc/rfc7644#section-3.5.2.3
  return rule && isObject(read) ? { ...parts, ...read } : read
}

/** An attribute of an extension that is not known may have any value. */
const readPart = (value: Json, { partRule, rule }: AttributePath): Json | undefined =>
  partRule ? readValue(value, partRule, `${rule?.name}.`) : value
