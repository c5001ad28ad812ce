import type { Readers } from '../ports/systems.ts'
import { defaultGuards } from './guards/evaluate-guards.ts'
import { protectedPeople } from './guards/protected-guard.ts'
import { readFacts } from './guards/read-facts.ts'
import type { PersonPlan } from './plan-person.ts'
import type { PlanRequest } from './plan-request.ts'

/**
 * People whom a search has found and whom the guards would protect are left alone, with a note: nobody has asked for them by name. Where somebody is
 * named in an input, the whole plan is refused instead.
 */
export const leaveOutProtected = async (
  { playbook, key, guards }: PlanRequest,
  plans: readonly PersonPlan[],
  recorded: Readers,
): Promise<readonly PersonPlan[]> => {
  if (typeof playbook.people === 'string') return plans
  const { policy, self } = guards ?? defaultGuards
  const changes = plans.flatMap((plan) => plan.changes)
  const facts = await readFacts(changes, recorded, { key, self })
  const people = plans.map(({ person }) => person)
  const reasons = protectedPeople({ plan: { playbook, changes, people }, policy, facts })
  return plans.map((plan) => {
    const why = reasons.get(plan.person.key)
    if (why === undefined) return plan
    const notes = [...plan.person.notes, `left alone: ${why}`]
    return { ...plan, changes: [], person: { ...plan.person, changes: [], notes } }
  })
}
