import type { FaultCatalogue } from './fault-record.ts'

export const runFaults = {} satisfies FaultCatalogue
