import type { FaultCatalogue } from './fault-record.ts'

export const entraFaults = {} satisfies FaultCatalogue
