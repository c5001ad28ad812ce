import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { EntraUserDelete, EntraUserRestore } from './entra-user.ts'

export const entraUserRestore: ChangeKind<EntraUserRestore> = {
  kind: 'entra.user.restore',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['User.DeleteRestore.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.target), name: change.target.name },
    summary: `restore the deleted cloud account ${change.target.name}`,
    before: null,
    after: { userPrincipalName: change.target.name },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: (change) => [change.target],
  writes: (change) => ({ accounts: [change.target] }),

  async apply(change, to, context) {
    const id = context.idOf(change.target)
    await required(to.entra, 'entra').restoreUser(id)
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.target)
    return (await required(read.entra, 'entra').user(id)) ? { id } : null
  },

  inverse: ({ target }): EntraUserDelete => ({ kind: 'entra.user.delete', target }),
}
