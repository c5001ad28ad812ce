import { shortHash } from '../model/hash.ts'
import type { Json } from '../model/json.ts'
import type { Plan, PlanCounts, PlannedChange } from '../model/plan.ts'
import type { Basis } from './basis.ts'
import { lifetimeOf } from './expiry.ts'

/** What a plan is made of, before it is counted, named and dated. */
export interface PlanParts
  extends Pick<Plan, 'playbook' | 'mode' | 'directory' | 'actor' | 'people' | 'changes' | 'guards' | 'supersedes'> {
  readonly basis: Basis
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A plan with its id, its times and its counts. Equal parts give equal ids, whenever that is. */
export const assemblePlan = ({
  playbook,
  mode,
  directory,
  actor,
  people,
  changes,
  guards,
  supersedes = [],
  basis,
  now,
}: PlanParts): Plan => {
  const { name, title, hash } = playbook
  const givenUp = supersedes.length > 0 ? { supersedes } : {}
  const content = [{ name, hash }, people, changes, basis.hash(), ...Object.values(givenUp)] as unknown as Json
  return {
    format: 'joinery.plan/1',
    id: `p${shortHash(content, 12)}`,
    playbook: { name, title, hash },
    mode,
    ...(directory ? { directory } : {}),
    createdAt: new Date(now).toISOString(),
    expiresAt: new Date(now + lifetimeOf(changes)).toISOString(),
    actor,
    basis: basis.hash(),
    reads: basis.reads(),
    people,
    changes,
    counts: countsOf(changes),
    guards,
    ...givenUp,
  }
}

const countsOf = (changes: readonly PlannedChange[]): PlanCounts => {
  const counts = { add: 0, modify: 0, remove: 0, wait: 0, other: 0 }
  for (const { action } of changes) counts[action] += 1
  return counts
}
