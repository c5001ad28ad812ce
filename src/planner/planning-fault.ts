import { Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'

/** A fault met while planning, at the person's place in the input. What is no fault is a defect of Joinery and stops everything. */
export const planningFault = (thrown: unknown, record: PersonRecord): Fault => {
  if (!(thrown instanceof Fault)) throw thrown
  return thrown.category === 'input' || thrown.category === 'refused' ? thrown.at(record.where) : thrown
}
