import type { Fault } from '../model/fault.ts'
import { showPosition } from '../model/source-position.ts'

/** Faults without repetition: in a batch of 500 people one missing group is one finding, not 500. The order is kept. */
export const mergeFaults = (faults: readonly Fault[]): readonly Fault[] => {
  const first = new Map<string, Fault>()
  for (const fault of faults) {
    const key = [fault.code, fault.message, fault.where ? showPosition(fault.where) : ''].join('\n')
    if (!first.has(key)) first.set(key, fault)
  }
  return [...first.values()]
}
