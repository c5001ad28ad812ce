import type { Fault } from '../model/fault.ts'

/** Findings as a reader meets them: from the top of the file down. */
export const inFileOrder = (faults: readonly Fault[]): readonly Fault[] =>
  [...faults].sort(
    (a, b) => (a.where?.line ?? 0) - (b.where?.line ?? 0) || (a.where?.column ?? 0) - (b.where?.column ?? 0),
  )
