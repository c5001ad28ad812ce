import type { Policy } from '../model/policy.ts'
import type { GuardSettings } from '../planner/guards/evaluate-guards.ts'
import type { AppParts } from './app-parts.ts'

/** What the guards go by here: the policy, whom Joinery signs in as, and whom runs have taken something from. */
export const guardSettings = async (
  parts: AppParts,
  policy: Policy,
  how: { readonly readOnly: boolean },
): Promise<GuardSettings> => {
  const { signedInAs } = await parts.systems(how)
  return {
    policy,
    self: await signedInAs(),
    async lostSince(time) {
      const journal = await parts.journalIfAny()
      if (!journal) return []
      const { lostSince } = await import('../runner/lost-since.ts')
      return lostSince(journal, time)
    },
  }
}
