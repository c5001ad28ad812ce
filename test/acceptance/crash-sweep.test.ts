import { crashSweep, seedsFrom } from './support/crash-sweep.ts'

for (const seed of seedsFrom(0)) crashSweep(seed, { again: false })
