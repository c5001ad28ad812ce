import type { FaultCatalogue } from './fault-record.ts'

export const feedFaults = {} satisfies FaultCatalogue
