import type { Json, JsonObject } from '../model/json.ts'

/** Careful looks into JSON of which nothing is known. Each answers undefined where the shape is another one. */
export const objectOf = (value: Json | undefined): JsonObject | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : undefined

export const member = (value: Json | undefined, name: string): Json | undefined => {
  const object = objectOf(value)
  return object && Object.hasOwn(object, name) ? object[name] : undefined
}

export const textIn = (value: Json | undefined, name: string): string | undefined => {
  const found = member(value, name)
  return typeof found === 'string' ? found : undefined
}

export const numberIn = (value: Json | undefined, name: string): number | undefined => {
  const found = member(value, name)
  return typeof found === 'number' ? found : undefined
}

export const listIn = (value: Json | undefined, name: string): readonly Json[] | undefined => {
  const found = member(value, name)
  return Array.isArray(found) ? (found as readonly Json[]) : undefined
}

/** The texts of a list; empty where there is none. */
export const textsIn = (value: Json | undefined, name: string): readonly string[] =>
  (listIn(value, name) ?? []).filter((item): item is string => typeof item === 'string')
