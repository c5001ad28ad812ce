import type { AttributeValues } from '../../model/ad-entry.ts'

/** 2^63 - 1, which AD itself writes into a new account. https://learn.microsoft.com/windows/win32/adschema/a-accountexpires */
const NEVER = 9223372036854775807n

/** When an account ends, in 100 ns since 1601 as AD counts; both of AD's ways to say never, and absence, are the largest number. */
export const expiryOf = (values: AttributeValues): bigint => {
  const [text] = values
  if (text === undefined || !/^\d+$/.test(text) || BigInt(text) === 0n) return NEVER
  return BigInt(text)
}

export const neverExpires = (values: AttributeValues): boolean => expiryOf(values) === NEVER

/** The value that lets an account never expire. */
export const NEVER_EXPIRES = String(NEVER)

const TICKS_PER_MS = 10_000n
/** 1601-01-01T00:00:00Z, from which AD counts. */
const EPOCH_MS = 11_644_473_600_000n

/** When an account ends, in milliseconds since 1970; null for never. */
export const expiryMs = (values: AttributeValues): number | null =>
  neverExpires(values) ? null : Number(expiryOf(values) / TICKS_PER_MS - EPOCH_MS)

/** The value of accountExpires for a time in milliseconds since 1970. */
export const expiryValue = (ms: number): string => String((BigInt(ms) + EPOCH_MS) * TICKS_PER_MS)

/** RFC 3339 in UTC, without seconds that are none. */
export const expiryText = (values: AttributeValues): string => {
  const ms = expiryMs(values)
  // Beyond what a date can be, AD has nobody's end.
  if (ms === null || Math.abs(ms) > 8.64e15) return 'never'
  return new Date(ms).toISOString().replace(/(?::00)?\.000Z$/, 'Z')
}
