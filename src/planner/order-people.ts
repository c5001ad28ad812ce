import type { PersonRecord } from '../model/person.ts'

/** Active Directory compares employeeID without regard to case. */
const keyOf = (employeeId: string): string => employeeId.toLowerCase()

/**
 * People in the order of the input, but a manager who is in the same batch before those who report to that manager, so that the projection
 * knows the manager's account. In a circle of managers somebody has to be first, whose manager is then looked for in the directory.
 */
export const orderPeople = (people: readonly PersonRecord[]): readonly PersonRecord[] => {
  const byId = new Map(people.map((record) => [keyOf(record.person.employeeId), record]))
  const ordered = new Set<PersonRecord>()
  for (const record of people) {
    for (const next of chainOfManagers(record, byId)) ordered.add(next)
  }
  return [...ordered]
}

/** The person and all managers above who are in the batch, the highest first. */
const chainOfManagers = (record: PersonRecord, byId: ReadonlyMap<string, PersonRecord>): readonly PersonRecord[] => {
  const chain: PersonRecord[] = [record]
  let manager = byId.get(keyOf(record.person.manager ?? ''))
  while (manager && !chain.includes(manager)) {
    chain.unshift(manager)
    manager = byId.get(keyOf(manager.person.manager ?? ''))
  }
  return chain
}
