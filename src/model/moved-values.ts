import { canonicalJson, type Json, type JsonObject } from './json.ts'

/** One thing that a directory shows otherwise than before. */
export interface Move {
  /** Id of the object, where it has one. */
  readonly id: string | null
  /** How the object is called. */
  readonly object: string
  /** Attribute or property; null where the object itself came or went. */
  readonly attribute: string | null
  readonly was: Json
  readonly is: Json
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: Json | undefined): value is string => typeof value === 'string'

/** Members by which objects are called, best first. */
const NAMES = ['dn', 'userPrincipalName', 'displayName', 'name', 'skuPartNumber', 'id'] as const

const nameOf = (object: JsonObject): string => NAMES.map((name) => object[name]).find(isText) ?? 'the answer'

const keyOf = (value: Json): string =>
  isObject(value)
    ? String(value['id'] ?? value['skuPartNumber'] ?? value['skuId'] ?? canonicalJson(value))
    : canonicalJson(value)

/** Attributes and properties beside the members of the object itself. */
const flat = ({ attributes, properties, ...own }: JsonObject): JsonObject => ({
  ...own,
  ...(isObject(attributes) ? attributes : {}),
  ...(isObject(properties) ? properties : {}),
})

/** Directories keep lists of texts as sets. */
const comparable = (value: Json | undefined): string =>
  Array.isArray(value) && value.every(isText) ? canonicalJson([...value].sort()) : canonicalJson(value ?? null)

const movesWithin = (was: JsonObject, is: JsonObject): readonly Move[] => {
  const [before, after] = [flat(was), flat(is)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const base = { id: isText(is['id']) ? is['id'] : null, object: nameOf(was) }
  return names
    .filter((name) => comparable(before[name]) !== comparable(after[name]))
    .map((name) => ({ ...base, attribute: name, was: before[name] ?? null, is: after[name] ?? null }))
}

const cameOrWent = (object: Json, came: boolean): Move => {
  const name = isObject(object) ? nameOf(object) : canonicalJson(object)
  const id = isObject(object) && isText(object['id']) ? object['id'] : null
  return { id, object: name, attribute: null, was: came ? null : name, is: came ? name : null }
}

const byKey = (list: readonly Json[]): ReadonlyMap<string, Json> => new Map(list.map((item) => [keyOf(item), item]))

const movesInList = (was: readonly Json[], is: readonly Json[]): readonly Move[] => {
  const [before, after] = [byKey(was), byKey(is)]
  const gone = [...before].filter(([key]) => !after.has(key)).map(([, item]) => cameOrWent(item, false))
  const rest = [...after].flatMap(([key, item]) => {
    const old = before.get(key)
    return old === undefined ? [cameOrWent(item, true)] : movedValues(old, item)
  })
  return [...gone, ...rest]
}

/** What differs between two answers to the same question. */
export const movedValues = (was: Json, is: Json): readonly Move[] => {
  if (Array.isArray(was) && Array.isArray(is)) return movesInList(was, is)
  if (isObject(was) && isObject(is)) return movesWithin(was, is)
  if (canonicalJson(was) === canonicalJson(is)) return []
  return [...(was === null ? [] : [cameOrWent(was, false)]), ...(is === null ? [] : [cameOrWent(is, true)])]
}
