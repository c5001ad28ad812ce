import { immutableIdOf } from '../../model/immutable-id.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'

/** Until Entra does not show the account any more that was deleted in Active Directory. */
export interface WaitEntraGone {
  readonly kind: 'wait.entra.gone'
  /** The account that was in Active Directory. */
  readonly account: ObjectRef
  readonly upn: string
  readonly withinMs: number
  readonly pollMs: number
}

export const waitEntraGone: ChangeKind<WaitEntraGone> = {
  kind: 'wait.entra.gone',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.Read.All'] },

  describe: (change) => ({
    target: { type: 'wait', id: null, name: change.upn },
    summary: `wait until Entra does not show ${change.upn} any more`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: (change) => [change.account],
  writes: () => ({}),
  apply: async () => ({ id: null }),

  /** Entra Connect deletes what is gone from Active Directory. */
  async project(change, { read, sync }, context) {
    const anchor = immutableIdOf(context.idOf(change.account))
    const users = await required(read.entra, 'entra').usersBy('onPremisesImmutableId', anchor)
    for (const { id } of users) await required(sync.entra, 'entra').deleteUser(id)
    return { id: null }
  },

  async holds(change, read, context) {
    const anchor = immutableIdOf(context.idOf(change.account))
    const users = await required(read.entra, 'entra').usersBy('onPremisesImmutableId', anchor)
    return users.length === 0 ? { id: null } : null
  },

  wait: ({ pollMs, withinMs, upn }) => ({ pollMs, withinMs, for: `Entra to let go of ${upn}` }),
  inverse: (): Irreversible => ({ irreversible: 'waiting changes nothing' }),
}
