import { createHash } from 'node:crypto'
import type { Random } from '../../src/ports/random.ts'

/** Randomness that is the same for the same seed. */
export const seededRandom = (seed = 'joinery'): Random => {
  let count = 0
  const next = (): Buffer => {
    count += 1
    return createHash('sha256').update(`${seed}:${count}`).digest()
  }
  return {
    integer: (below) => next().readUIntBE(0, 6) % below,
    uuid() {
      const hex = next().toString('hex')
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
    },
  }
}
