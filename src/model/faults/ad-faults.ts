import type { FaultCatalogue } from './fault-record.ts'

export const adFaults = {} satisfies FaultCatalogue
