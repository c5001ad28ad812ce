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
    const chain = new Set<PersonRecord>()
    for (let next: PersonRecord | undefined = record; next && !ordered.has(next) && !chain.has(next); ) {
      chain.add(next)
      next = byId.get(keyOf(next.person.manager ?? ''))
    }
    for (const next of [...chain].toReversed()) ordered.add(next)
  }
  return [...ordered]
}
