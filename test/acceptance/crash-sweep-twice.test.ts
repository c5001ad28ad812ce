import { crashSweep } from './support/crash-sweep.ts'
import { seeds } from './support/seeds.ts'

for (const seed of seeds(1)) crashSweep(seed + 100, { again: true })
