import type { Checked } from '../model/fault.ts'
import { cachedReaders } from './cached-readers.ts'
import { mergeFaults } from './merge-faults.ts'
import { type PersonPlan, planPerson } from './plan-person.ts'
import type { PlanRequest } from './plan-request.ts'
import { openProjection } from './projection/projection.ts'

/** When a playbook is due for somebody. */
export interface DueDay {
  /** employeeId. */
  readonly person: string
  readonly name: string
  /** What the playbook says; null where it names no day. */
  readonly due: PersonPlan['due']
}

/** When a playbook is due for each of these people, in their order. Reads only, and plans no step. */
export const dueDays = async (request: PlanRequest): Promise<Checked<readonly DueDay[]>> => {
  const readers = cachedReaders(request.readers)
  const own = { ...request, readers, playbook: { ...request.playbook, steps: [] } }
  const plans: PersonPlan[] = []
  for (const record of request.people) plans.push(await planPerson(own, record, openProjection(readers)))
  const faults = plans.flatMap((plan) => plan.faults)
  if (faults.length > 0) return { ok: false, faults: mergeFaults(faults) }
  return { ok: true, value: plans.map(({ person, due }) => ({ person: person.key, name: person.name, due })) }
}
