import { type Approval, guardFaults, openGuards } from '../model/approval.ts'
import { Faults } from '../model/fault.ts'
import type { Plan } from '../model/plan.ts'
import type { Readers } from '../ports/systems.ts'
import type { AppParts } from './app-parts.ts'
import { guardSettings } from './guard-settings.ts'
import { loadPolicyFile } from './load-policy-file.ts'

/**
 * Throws where a guard stops the plan and too few have approved it. The guards are asked once more: since the plan was made other runs may have
 * used up the limit, and the policy may have changed.
 */
export const refuseGuarded = async (
  plan: Plan,
  approvals: readonly Approval[],
  parts: AppParts,
  readers: Readers,
): Promise<void> => {
  const before = openGuards(plan.guards, approvals, plan.actor)
  if (before.length > 0) throw new Faults(guardFaults(before))
  const { evaluateGuards } = await import('../planner/guards/evaluate-guards.ts')
  const { config } = await parts.settings()
  const settings = await guardSettings(parts, await loadPolicyFile(config), { readOnly: false })
  const { guards } = await evaluateGuards(plan, { recorded: readers, live: readers }, config.key, settings)
  const after = openGuards(guards, approvals, plan.actor)
  if (after.length > 0) throw new Faults(guardFaults(after))
}
