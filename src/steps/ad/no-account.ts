import { Fault } from '../../model/fault.ts'
import { personName } from '../../model/person.ts'
import type { StepAnswer, StepContext } from '../step.ts'

/** The answer of a step that works on an account where the person has none. */
export const noAccount = (context: StepContext, system = 'Active Directory'): StepAnswer => ({
  changes: [],
  holds: 0,
  faults: [
    new Fault(
      'plan/no-account',
      { person: personName(context.person), key: context.person.employeeId, system },
      { where: context.where() },
    ),
  ],
})
