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
