import type { Fault } from '../model/fault.ts'

/** Findings in the order in which somebody meets them in the file; those without a place last. */
export const byPosition = (faults: readonly Fault[]): readonly Fault[] =>
  [...faults].sort((a, b) => lineOf(a) - lineOf(b) || (a.where?.column ?? 0) - (b.where?.column ?? 0))

const lineOf = (fault: Fault): number => fault.where?.line ?? Number.POSITIVE_INFINITY
