import type { FaultCatalogue } from './fault-record.ts'

export const playbookFaults = {} satisfies FaultCatalogue
