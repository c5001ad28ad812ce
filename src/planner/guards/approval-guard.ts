import type { Hazard } from '../../model/glossary.ts'
import type { Approvers, GuardVerdict, PlannedChange } from '../../model/plan.ts'
import type { ApprovalRule, Policy } from '../../model/policy.ts'
import { approvable, type GuardedPlan, strictest, told } from './guard.ts'

/** Roles of somebody in a plan. */
export interface RolesOfPerson {
  readonly key: string
  /** Roles that roles.yaml gives only with approval. */
  readonly approval: readonly string[]
  /** All roles of the person. */
  readonly roles: readonly string[]
}

interface Demand extends Approvers {
  readonly what: string
}

const GIVING: ReadonlySet<Hazard> = new Set(['grants-access', 'costs-licence', 'privileged'])

/** Whoever has everything already was approved when it was given. */
const getsSomething = (changes: readonly PlannedChange[]): boolean =>
  changes.some(({ hazards }) => hazards.some((hazard) => GIVING.has(hazard)))

const changesOf = (plan: GuardedPlan, key: string): readonly PlannedChange[] =>
  plan.changes.filter(({ person }) => person === key)

/** What roles.yaml marks with `approval: true`. */
const fromRoles = (plan: GuardedPlan, people: readonly RolesOfPerson[]): readonly Demand[] => {
  const asked = people.filter(({ key, approval }) => approval.length > 0 && getsSomething(changesOf(plan, key)))
  if (asked.length === 0) return []
  const roles = [...new Set(asked.flatMap(({ approval }) => approval))]
  const names = asked.map(({ key }) => plan.people.find((person) => person.key === key)?.name ?? key)
  return [{ what: `${roles.join(', ')} for ${names.join(', ')}`, count: 1, requesterCounts: false }]
}

/** What of the plan a rule of the policy is about. */
const matches = (rule: ApprovalRule, plan: GuardedPlan, people: readonly RolesOfPerson[]): readonly string[] => {
  const hazards = new Set<string>(plan.changes.flatMap((change) => change.hazards))
  const roles = new Set(
    people.filter(({ key }) => getsSomething(changesOf(plan, key))).flatMap((person) => person.roles),
  )
  return rule.for.filter((name) => name === plan.playbook.name || hazards.has(name) || roles.has(name))
}

const fromPolicy = (plan: GuardedPlan, people: readonly RolesOfPerson[], policy: Policy): readonly Demand[] =>
  policy.approvals.flatMap(({ count, requesterCounts, ...rule }) => {
    const fitting = matches({ count, requesterCounts, ...rule }, plan, people)
    return fitting.length === 0 ? [] : [{ what: fitting.join(', '), count, requesterCounts }]
  })

/** Whether somebody has to approve the plan, because roles.yaml or the policy says so. */
export const approvalGuard = (plan: GuardedPlan, people: readonly RolesOfPerson[], policy: Policy): GuardVerdict => {
  const demands = plan.changes.length === 0 ? [] : [...fromRoles(plan, people), ...fromPolicy(plan, people, policy)]
  if (demands.length === 0) return { name: 'approval', verdict: 'ok' }
  const approvers = strictest(demands)
  const who = approvers.requesterCounts ? '' : ' by a second person'
  return approvable(
    'approval',
    'needs-approval',
    `${told(demands.map(({ what }) => what))} has to be approved${who}`,
    approvers,
  )
}
