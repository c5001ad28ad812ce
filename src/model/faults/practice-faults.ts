import type { FaultCatalogue } from './fault-record.ts'

export const practiceFaults = {} satisfies FaultCatalogue
