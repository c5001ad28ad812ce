import type { FaultCatalogue } from './fault-record.ts'

export const cliFaults = {} satisfies FaultCatalogue
