import { Fault } from '../model/fault.ts'
import type { FaultCategory } from '../model/faults/index.ts'
import type { PersonRecord } from '../model/person.ts'

/** What is wrong with one person's data, the playbook, or what the directory holds for them; planning goes on with the others. */
const ABOUT_A_PERSON: ReadonlySet<FaultCategory> = new Set(['input', 'refused', 'conflict', 'missing'])

/**
 * A fault met while planning, at the person's place in the input unless it has one. Anything else is thrown on: a directory that cannot be
 * asked about one person cannot be asked about the next, and what is no fault is a defect of Joinery.
 */
export const planningFault = (thrown: unknown, record: PersonRecord): Fault => {
  if (thrown instanceof Fault && ABOUT_A_PERSON.has(thrown.category)) return thrown.at(record.where)
  throw thrown
}
