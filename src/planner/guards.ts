import type { GuardVerdict } from '../model/plan.ts'

/** What the guards say of a plan. A verdict other than `ok` keeps it from being applied until somebody has done what the hint says. */
export const guardVerdicts = (
  people: readonly { readonly name: string; readonly approval: readonly string[] }[],
): readonly GuardVerdict[] => [approvalGuard(people)]

const approvalGuard = (
  people: readonly { readonly name: string; readonly approval: readonly string[] }[],
): GuardVerdict => {
  const asked = people.filter(({ approval }) => approval.length > 0)
  if (asked.length === 0) return { name: 'approval', verdict: 'ok' }
  const roles = [...new Set(asked.flatMap(({ approval }) => approval))]
  return {
    name: 'approval',
    verdict: 'needs-approval',
    because: `${roles.join(', ')} for ${asked.map(({ name }) => name).join(', ')} has to be approved by a second person`,
    hint: 'Save the plan with --out plan.json, have somebody else run joinery approve plan.json, then joinery apply plan.json',
  }
}
