import type { Json } from '../../model/json.ts'
import { LONGEST_TEXT } from './functions.ts'
import { SecretHandle } from './secret-handle.ts'

/** A value as the expression library wants it: whole numbers as BigInt, maps as Map, so that no key of the input reaches an object. */
export type CelValue =
  | null
  | boolean
  | bigint
  | number
  | string
  | SecretHandle
  | readonly CelValue[]
  | ReadonlyMap<string, CelValue>

/** The key by which a secret is told from other values once it is plain data. */
export const SECRET_KEY = 'secretOf'

const isSecret = (value: object): value is { readonly secretOf: string } => {
  const keys = Object.keys(value)
  return keys.length === 1 && keys[0] === SECRET_KEY && typeof (value as { secretOf: unknown }).secretOf === 'string'
}

/** Plain data as a value of expressions. */
export const toCel = (value: Json): CelValue => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toCel)
  return new Map(Object.entries(value as { readonly [key: string]: Json }).map(([key, inner]) => [key, toCel(inner)]))
}

/** What a step put in scope as a value of expressions; a secret becomes a handle. */
export const outputToCel = (value: Json | { readonly secretOf: string }): CelValue =>
  value !== null && typeof value === 'object' && isSecret(value)
    ? new SecretHandle(value.secretOf)
    : toCel(value as Json)

/** What an expression gave as plain data; maps have no prototype. Throws RangeError for what no playbook value can be. */
export const fromCel = (value: unknown): unknown => {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'string') return shortEnough(value)
  if (typeof value === 'bigint') return safeNumber(value)
  if (typeof value === 'number') return finite(value)
  if (Array.isArray(value)) return value.map(fromCel)
  if (value instanceof SecretHandle) return Object.freeze({ secretOf: value.secretOf })
  if (value instanceof Map) return plainMap(value)
  if (typeof value === 'object' && isPlain(value)) return plainMap(Object.entries(value))
  if (typeof value === 'object' && typeof value.valueOf() === 'bigint')
    return safeNumber(value.valueOf() as unknown as bigint)
  throw new RangeError('the result is no text, number, truth value, list or map; turn it into text first')
}

const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype
}

const plainMap = (entries: Iterable<readonly [unknown, unknown]>): object => {
  const object: Record<string, unknown> = Object.create(null)
  for (const [key, inner] of entries) {
    // Only a handle stands for a secret; data that looks like one could hand on that of somebody else.
    if (key === SECRET_KEY)
      throw new RangeError(`a map with the key ${SECRET_KEY} is no value; a secret is named by steps.<id>`)
    object[String(key)] = fromCel(inner)
  }
  return object
}

const shortEnough = (text: string): string => {
  if (text.length > LONGEST_TEXT) throw new RangeError(`the text is longer than ${LONGEST_TEXT} characters`)
  return text
}

const safeNumber = (value: bigint): number => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError('the number is too large to be kept exactly')
  return number
}

const finite = (value: number): number => {
  if (!Number.isFinite(value)) throw new RangeError('the result is no finite number')
  return value
}
