import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraUserDelete, EntraUserRestore } from './entra-user.ts'

export const entraUserDelete: ChangeKind<EntraUserDelete> = {
  kind: 'entra.user.delete',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.DeleteRestore.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.target), name: change.target.name },
    summary: `delete cloud account ${change.target.name}`,
    before: { userPrincipalName: change.target.name },
    after: null,
    count: 'remove',
  }),

  hazards: () => ['deletes-data', 'locks-out'],
  refs: (change) => [change.target],
  writes: (change) => ({ accounts: [change.target] }),

  async apply(change, to, context) {
    const id = context.idOf(change.target)
    await required(to.entra, 'entra').deleteUser(id)
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.target)
    return (await required(read.entra, 'entra').user(id)) ? null : { id }
  },

  /** Entra keeps deleted users for 30 days. https://learn.microsoft.com/graph/api/directory-deleteditems-restore */
  inverse: ({ target }): EntraUserRestore => ({ kind: 'entra.user.restore', target }),

  async remains(change, made, read) {
    const deleted = await required(read.entra, 'entra').deletedUser(made.id ?? '')
    return { change: deleted && change, forced: deleted && change, moved: [] }
  },
}
