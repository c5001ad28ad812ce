import { crashSweep, seedsFrom } from './support/crash-sweep.ts'

for (const seed of seedsFrom(1)) crashSweep(seed, { again: true })
