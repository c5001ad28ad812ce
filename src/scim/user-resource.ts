import type { Json, JsonObject } from '../model/json.ts'
import type { PushedUser } from '../ports/pushed-users.ts'
import { attributePath } from './attribute-path.ts'
import type { AttributePath } from './filter.ts'
import { isObject } from './match-filter.ts'
import { CORE } from './user-schemas.ts'

/** https://www.rfc-editor.org/rfc/rfc7644#section-3.14 */
export const etagOf = (version: number): string => `W/"${version}"`

/** A user as its source reads it. `base` is the address of the source's endpoints. */
export const userResource = (user: PushedUser, base: string): JsonObject => {
  const extensions = Object.keys(user.attributes).filter((key) => /^urn:/i.test(key))
  return {
    schemas: [CORE, ...extensions],
    id: user.id,
    ...user.attributes,
    meta: {
      resourceType: 'User',
      created: user.createdAt,
      lastModified: user.changedAt,
      location: `${base}/Users/${user.id}`,
      version: etagOf(user.version),
    },
  }
}

/** Which attributes are answered. https://www.rfc-editor.org/rfc/rfc7644#section-3.9 */
export interface Selection {
  readonly attributes: readonly string[]
  readonly excluded: readonly string[]
}

/** What a request asks for of a user; `id` and `schemas` always. */
export const selected = (resource: JsonObject, { attributes, excluded }: Selection): JsonObject => {
  const { id = null, schemas = [] } = resource
  const chosen =
    attributes.length > 0
      ? pathsOf(attributes).reduce<JsonObject>((kept, path) => merged(kept, only(resource, path)), {})
      : resource
  const left = attributes.length > 0 ? chosen : pathsOf(excluded).reduce<JsonObject>(without, chosen)
  return { ...left, schemas, id }
}

/** Attributes that do not exist are nobody's. */
const pathsOf = (names: readonly string[]): readonly AttributePath[] =>
  names.flatMap((name) => attributePath(name.trim()) ?? [])

const own = (value: Json | undefined, key: string): Json | undefined =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

const only = (resource: JsonObject, { schema, attribute, part }: AttributePath): JsonObject => {
  const holder = schema === null ? resource : own(resource, schema)
  const value = attribute === null ? holder : own(holder, attribute)
  const kept = part === null ? value : onlyPart(value, part)
  if (kept === undefined) return {}
  const inner = attribute === null ? (kept as JsonObject) : { [attribute]: kept }
  return schema === null ? inner : { [schema]: inner }
}

const onlyPart = (value: Json | undefined, part: string): Json | undefined => {
  if (Array.isArray(value)) return value.map((each: Json) => onlyPart(each, part) ?? {})
  const found = own(value, part)
  return found === undefined ? undefined : { [part]: found }
}

const merged = (one: JsonObject, other: JsonObject): JsonObject => {
  const all = Object.entries(other).map(([key, value]): readonly [string, Json] => {
    const there = own(one, key)
    if (isObject(there) && isObject(value)) return [key, merged(there, value)]
    if (Array.isArray(there) && Array.isArray(value))
      return [key, there.map((each: Json, index) => merged(each as JsonObject, value[index] as JsonObject))]
    return [key, value]
  })
  return { ...one, ...Object.fromEntries(all) }
}

const without = (resource: JsonObject, { schema, attribute, part }: AttributePath): JsonObject => {
  const steps = [schema, attribute, part].filter((step) => step !== null)
  return withoutAt(resource, steps) as JsonObject
}

const withoutAt = (value: Json, [step, ...deeper]: readonly string[]): Json => {
  if (Array.isArray(value))
    return value.map((each: Json) => withoutAt(each, step === undefined ? [] : [step, ...deeper]))
  if (step === undefined || !isObject(value) || !Object.hasOwn(value, step)) return value
  const { [step]: there = null, ...others } = value
  return deeper.length === 0 ? others : { ...others, [step]: withoutAt(there, deeper) }
}
