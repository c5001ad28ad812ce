import { randomInt, randomUUID } from 'node:crypto'
import type { Random } from '../ports/random.ts'

/** Randomness of the operating system. `randomInt` has no modulo bias. https://nodejs.org/api/crypto.html#cryptorandomintmin-max-callback */
export const cryptoRandom: Random = { integer: (below) => randomInt(below), uuid: () => randomUUID() }
