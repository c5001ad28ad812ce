import type { Hazard } from '../model/glossary.ts'
import type { GuardVerdict, PlannedChange } from '../model/plan.ts'

/** What guards know of somebody in a plan. */
interface GuardedPerson {
  readonly name: string
  readonly changes: readonly PlannedChange[]
  /** Roles that somebody else has to approve. */
  readonly approval: readonly string[]
}

/** What the guards say of a plan. A verdict other than `ok` keeps it from being applied until somebody has done what the hint says. */
export const guardVerdicts = (people: readonly GuardedPerson[]): readonly GuardVerdict[] => [approvalGuard(people)]

const GIVING: ReadonlySet<Hazard> = new Set(['grants-access', 'costs-licence', 'privileged'])

/** Whoever has everything already was approved when it was given. */
const getsSomething = ({ changes }: GuardedPerson): boolean =>
  changes.some(({ hazards }) => hazards.some((hazard) => GIVING.has(hazard)))

const approvalGuard = (people: readonly GuardedPerson[]): GuardVerdict => {
  const asked = people.filter((person) => person.approval.length > 0 && getsSomething(person))
  if (asked.length === 0) return { name: 'approval', verdict: 'ok' }
  const roles = [...new Set(asked.flatMap(({ approval }) => approval))]
  return {
    name: 'approval',
    verdict: 'needs-approval',
    because: `${roles.join(', ')} for ${asked.map(({ name }) => name).join(', ')} has to be approved by a second person`,
    hint: 'Save the plan with --out plan.json, have somebody else run joinery approve plan.json, then joinery apply plan.json',
  }
}
