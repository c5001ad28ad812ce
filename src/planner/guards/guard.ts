import { type Change, changeOf, kindOf } from '../../changes/change.ts'
import type { ChangeKind } from '../../changes/change-kind.ts'
import { approvalHint } from '../../model/approval.ts'
import type { Approvers, GuardVerdict, Plan, PlannedChange } from '../../model/plan.ts'
import type { Policy } from '../../model/policy.ts'
import type { GuardFacts } from './guard-facts.ts'

/** The parts of a plan that guards look at. */
export type GuardedPlan = Pick<Plan, 'playbook' | 'people' | 'changes'>

/** What guards know beside the plan. */
export interface GuardView {
  readonly plan: GuardedPlan
  readonly policy: Policy
  readonly facts: GuardFacts
}

/** A planned change and its meaning. */
export interface Meant {
  readonly planned: PlannedChange
  readonly change: Change
  readonly kind: ChangeKind<Change>
}

export const meantBy = (planned: PlannedChange): Meant => {
  const change = changeOf(planned.change)
  return { planned, change, kind: kindOf(change) }
}

/** The strictest of several demands for approval: all of them are met when it is. */
export const strictest = (demands: readonly Approvers[]): Approvers => ({
  count: Math.max(0, ...demands.map(({ count }) => count)),
  requesterCounts: demands.every(({ requesterCounts }) => requesterCounts),
})

const MOST_TOLD = 3

/** A list in a message: the first few, and how many more there are. */
export const told = (things: readonly string[]): string => {
  const shown = things.slice(0, MOST_TOLD).join('; ')
  return things.length > MOST_TOLD ? `${shown}; and ${things.length - MOST_TOLD} more` : shown
}

/** A verdict that approvals lift. */
export const approvable = (
  name: string,
  verdict: 'refused' | 'needs-approval',
  because: string,
  approvers: Approvers,
): GuardVerdict => ({ name, verdict, because, hint: approvalHint(approvers), approvers })
