import type { PushedUser } from '../ports/pushed-users.ts'
import { inTurn } from '../service/in-turn.ts'
import { type DraftUsers, draftUsers } from './draft-users.ts'
import { type Kept, keepDrafts } from './keep-drafts.ts'
import type { ScimDeps } from './scim-deps.ts'
import { ScimProblem } from './scim-problem.ts'

/** Changes users of one source, one request after the other. */
export interface WriteUsers {
  /** One change of one user, as it is then kept. */
  one(change: (drafts: DraftUsers) => Promise<PushedUser>): Promise<PushedUser>
  /** Several changes, which are handed on together. `change` sees to its own problems; answers what became of each user by its id. */
  many<T>(
    change: (drafts: DraftUsers) => Promise<T>,
  ): Promise<{ readonly value: T; readonly kept: ReadonlyMap<string, Kept> }>
}

const MOST_ATTEMPTS = 3

export const writeUsers = (source: string, deps: ScimDeps): WriteUsers => {
  const turn = inTurn()
  const attempt = async <T>(change: (drafts: DraftUsers) => Promise<T>) => {
    const drafts = draftUsers(source, await deps.sourceOf(source), deps)
    const value = await change(drafts)
    return { value, kept: await keepDrafts(source, drafts.drafts, deps) }
  }
  return {
    many: (change) => turn(() => attempt(change)),
    one: (change) =>
      turn(async () => {
        for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
          const { value, kept } = await attempt(change)
          const outcome = kept.get(value.id) ?? 'kept'
          if (outcome instanceof ScimProblem) throw outcome
          if (outcome === 'kept') return value
        }
        throw new ScimProblem(503, 'Others are changing the same user; try again later.')
      }),
  }
}
