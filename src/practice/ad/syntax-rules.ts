import { readGeneralizedTime } from './ad-time.ts'
import { fold } from './fold.ts'
import { guidFromBytes, guidToBytes, isGuid } from './guid.ts'
import type { Syntax } from './schema/schema.ts'
import { isSid, sidFromBytes, sidToBytes } from './sid.ts'

/**
 * What a syntax does with values. The directory keeps every value as text: octets in base64, GUIDs and SIDs in their text forms, numbers
 * in decimal. DN values are kept as ids of objects and never reach these rules.
 */
export interface SyntaxRules {
  /** From the wire; null where the bytes are no value of this syntax. */
  read(bytes: Buffer): string | null
  write(value: string): Buffer
  /** Two values with one key are equal. */
  key(value: string): string
  /** Negative, zero or positive; null where there is no order. */
  compare(a: string, b: string): number | null
  /** What the schema's range limits. */
  size(value: string): number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const decode = (bytes: Buffer): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}
const matching = (bytes: Buffer, pattern: RegExp): string | null => {
  const text = decode(bytes)
  return text !== null && pattern.test(text) ? text : null
}
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
const INTEGER_MAX = 2n ** 31n
const LONG_MAX = 2n ** 63n
const readNumber = (bytes: Buffer, limit: bigint): string | null => {
  const text = matching(bytes, /^-?\d{1,20}$/)
  if (text === null) return null
  const number = BigInt(text)
  return number < limit && number >= -limit ? String(number) : null
}

const text: SyntaxRules = {
  read: (bytes) => (bytes.length === 0 ? null : decode(bytes)),
  write: (value) => Buffer.from(value, 'utf8'),
  key: fold,
  compare: (a, b) => order(fold(a), fold(b)),
  size: (value) => value.length,
}
const exact: SyntaxRules = { ...text, key: (value) => value, compare: order }
const number = (limit: bigint): SyntaxRules => ({
  ...exact,
  read: (bytes) => readNumber(bytes, limit),
  compare: (a, b) => (BigInt(a) < BigInt(b) ? -1 : BigInt(a) > BigInt(b) ? 1 : 0),
  size: (value) => Number(value),
})
const octets: SyntaxRules = {
  read: (bytes) => bytes.toString('base64'),
  write: (value) => Buffer.from(value, 'base64'),
  key: (value) => value,
  compare: (a, b) => Buffer.compare(Buffer.from(a, 'base64'), Buffer.from(b, 'base64')),
  size: (value) => Buffer.from(value, 'base64').length,
}
const time: SyntaxRules = { ...exact, read: (bytes) => readGeneralizedTime(bytes.toString('latin1')) }
const boolean: SyntaxRules = { ...exact, read: (bytes) => matching(bytes, /^(TRUE|FALSE)$/), compare: () => null }
const guid: SyntaxRules = {
  ...exact,
  read: (bytes) =>
    guidFromBytes(bytes) ?? (isGuid(bytes.toString('latin1')) ? bytes.toString('latin1').toLowerCase() : null),
  write: guidToBytes,
  size: () => 16,
}
const sid: SyntaxRules = {
  ...exact,
  read: (bytes) => sidFromBytes(bytes) ?? (isSid(bytes.toString('latin1')) ? bytes.toString('latin1') : null),
  write: sidToBytes,
  size: (value) => sidToBytes(value).length,
}

const rules: { readonly [S in Syntax]: SyntaxRules } = {
  text,
  exact,
  integer: number(INTEGER_MAX),
  long: number(LONG_MAX),
  boolean,
  time,
  octets,
  guid,
  sid,
  oid: text,
  descriptor: octets,
  dn: exact,
  dnBinary: exact,
  dnText: exact,
}

export const syntaxRules = (syntax: Syntax): SyntaxRules => rules[syntax]
