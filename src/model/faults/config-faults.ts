import type { FaultCatalogue } from './fault-record.ts'

export const configFaults = {} satisfies FaultCatalogue
