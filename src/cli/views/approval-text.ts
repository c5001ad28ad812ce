import type { Approval } from '../../model/approval.ts'
import type { GuardVerdict, Plan } from '../../model/plan.ts'
import type { Paint } from './paint.ts'
import { safeText } from './safe-text.ts'

interface Approved {
  readonly plan: Plan
  readonly approvals: readonly Approval[]
  /** Guards that still stop the plan. */
  readonly open: readonly GuardVerdict[]
  /** The command that applies it. */
  readonly applyWith: string
}

/** Who has approved a plan, and what is still missing. */
export const approvalText = ({ plan, approvals, open, applyWith }: Approved, paint: Paint): string => {
  const who = approvals.map(({ actor, at }) => `approved by ${safeText(actor)} at ${safeText(at)}`)
  if (open.length === 0)
    return [...who, paint.green(`Nothing stops the plan any more. To apply it: ${applyWith}`)].join('\n')
  const missing = open.map(({ name, because = '', approvers }) => {
    if (!approvers) return paint.red(`guard ${name} refuses it, whoever approves: ${safeText(because)}`)
    const { count, requesterCounts } = approvers
    const other = requesterCounts ? '' : ` other than ${safeText(plan.actor)}`
    return paint.yellow(
      `guard ${name} wants ${count === 1 ? 'a person' : `${count} people`}${other} to approve it: ${safeText(because)}`,
    )
  })
  return [...who, ...missing].join('\n')
}
