import type { Change } from '../../src/changes/change.ts'
import type { GuardVerdict, Loss } from '../../src/model/plan.ts'
import { defaultPolicy, type Policy } from '../../src/model/policy.ts'
import { evaluateGuards, type GuardSettings } from '../../src/planner/guards/evaluate-guards.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { planOf } from '../runner/support/plans.ts'

interface Asked {
  readonly policy?: Partial<Policy>
  readonly self?: Partial<GuardSettings['self']>
  readonly lostSince?: GuardSettings['lostSince']
  /** The playbook that the changes come from. */
  readonly playbook?: string
}

export interface Guarded {
  readonly verdicts: { readonly [guard: string]: GuardVerdict }
  /** By employeeId. */
  readonly loses: { readonly [person: string]: readonly Loss[] }
}

/** What the guards say of changes to people, each by employeeId. */
export const guardsOf = async (
  readers: Readers,
  changes: { readonly [person: string]: readonly Change[] },
  { policy = {}, self = {}, lostSince = async () => [], playbook = 'onboard' }: Asked = {},
): Promise<Guarded> => {
  const people = Object.entries(changes).map(([key, own]) => ({
    key,
    changes: own.map((change, at) => ({ id: `${key}-${at}`, change })),
  }))
  const plan = { ...planOf(people), playbook: { name: playbook, title: playbook, hash: 'sha256:0' } }
  const settings = { policy: { ...defaultPolicy, ...policy }, self: { ad: null, entra: null, ...self }, lostSince }
  const guarded = await evaluateGuards(plan, { recorded: readers, live: readers }, { ad: 'employeeID' }, settings)
  return {
    verdicts: Object.fromEntries(guarded.guards.map((verdict) => [verdict.name, verdict])),
    loses: Object.fromEntries(guarded.people.flatMap(({ key, loses }) => (loses ? [[key, loses]] : []))),
  }
}
