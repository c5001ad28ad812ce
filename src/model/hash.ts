import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from './json.ts'

/** `sha256:` and 64 hexadecimal digits over the canonical form of a value. */
export const hashOf = (value: Json): string =>
  `sha256:${createHash('sha256').update(canonicalJson(value)).digest('hex')}`

/** A short, stable name for a value: `length` hexadecimal digits of its hash. Equal values give equal names. */
export const shortHash = (value: Json, length = 10): string =>
  hashOf(value).slice('sha256:'.length, 'sha256:'.length + length)
