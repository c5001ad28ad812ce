import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (text: string | Uint8Array): Buffer => createHash('sha256').update(text).digest()

/**
 * Whether both are the same. Takes as long for a guess that is nearly right as for one that is not, whatever their lengths, because digests are
 * compared. https://nodejs.org/api/crypto.html#cryptotimingsafeequala-b
 */
export const isSame = (given: string | Uint8Array, expected: string | Uint8Array): boolean =>
  timingSafeEqual(digest(given), digest(expected))
