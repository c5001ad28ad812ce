import type { Fault } from '../model/fault.ts'
import type { PersonRecord } from '../model/person.ts'
import { showPosition } from '../model/source-position.ts'
import type { PersonPlan } from './plan-person.ts'

const MOST_NAMED = 3

const keyOf = ({ code, message, where }: Fault): string => [code, message, where ? showPosition(where) : ''].join('\n')

const named = (people: readonly PersonPlan['person'][]): string => {
  const names = people.slice(0, MOST_NAMED).map(({ name, key }) => `${name} (${key})`)
  const more = people.length - names.length
  return `It concerns ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`
}

/**
 * All faults in order. A place in the input tells whom a fault is about; one that stands in the playbook, in roles.yaml or nowhere says whom it
 * concerns, so that in a batch somebody can be looked up. `records` are in the order of the plans.
 */
export const concernedPeople = (plans: readonly PersonPlan[], records: readonly PersonRecord[]): readonly Fault[] => {
  const concerned = new Map<string, PersonPlan['person'][]>()
  for (const [index, { person, faults }] of plans.entries()) {
    for (const fault of faults) {
      if (fault.where?.file === records[index]?.where.file) continue
      const people = concerned.get(keyOf(fault)) ?? []
      if (people.at(-1) !== person) people.push(person)
      concerned.set(keyOf(fault), people)
    }
  }
  return plans.flatMap(({ faults }) =>
    faults.map((fault) => {
      const people = concerned.get(keyOf(fault))
      return people ? fault.saying(named(people)) : fault
    }),
  )
}
