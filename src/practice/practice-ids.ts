import { createHash } from 'node:crypto'

/**
 * Ids and other arbitrary bytes of a company, made from its seed and from what they are for. The same seed gives the same company, and a
 * company that was closed and opened again never gives an id twice as long as `about` holds a number that only rises.
 */
export interface PracticeIds {
  /** A version 4 UUID in lower case. */
  uuid(...about: readonly (string | number)[]): string
  /** 32 bytes. */
  bytes(...about: readonly (string | number)[]): Buffer
}

const VERSION_4 = 0x40
const VARIANT = 0x80

export const practiceIds = (seed: string): PracticeIds => {
  const bytes = (...about: readonly (string | number)[]): Buffer =>
    createHash('sha256')
      .update(JSON.stringify([seed, ...about]))
      .digest()
  const uuid = (...about: readonly (string | number)[]): string => {
    const raw = bytes(...about)
    raw[6] = ((raw[6] ?? 0) & 0x0f) | VERSION_4
    raw[8] = ((raw[8] ?? 0) & 0x3f) | VARIANT
    const hex = raw.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
  }
  return { uuid, bytes }
}
