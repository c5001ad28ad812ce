import type { Json, JsonObject } from '../../model/json.ts'

/** Whether two values are the same, whatever the order of their keys. */
export const sameJson = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) return sameList(a, b)
  return sameObject(a as JsonObject, b as JsonObject)
}

const sameList = (a: Json, b: Json): boolean =>
  Array.isArray(a) &&
  Array.isArray(b) &&
  a.length === b.length &&
  a.every((item: Json, index) => sameJson(item, b[index]))

const sameObject = (a: JsonObject, b: JsonObject): boolean => {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => sameJson(a[key], b[key]))
}
