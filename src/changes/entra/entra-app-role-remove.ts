import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { appRoleText, assignedTo, type EntraAppRoleAdd, type EntraAppRoleRemove } from './entra-app-role.ts'

export const entraAppRoleRemove: ChangeKind<EntraAppRoleRemove> = {
  kind: 'entra.app-role.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['AppRoleAssignment.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `take ${appRoleText(change)} from ${change.user.name}`,
    before: { applications: [appRoleText(change)] },
    after: { applications: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user, assignment }) => [user, assignment],
  takes: ({ assignment }) => assignment,
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, assignment }, to, context) {
    const id = context.idOf(assignment)
    await required(to.entra, 'entra').removeAppRole(context.idOf(user), id)
    return { id }
  },

  async holds(change, read, context) {
    const assigned = await assignedTo(required(read.entra, 'entra'), change, context)
    return assigned ? null : { id: context.idOf(change.assignment) }
  },

  async found(change, read, context) {
    const assigned = await assignedTo(required(read.entra, 'entra'), change, context)
    return { applications: assigned ? [appRoleText(change)] : [] }
  },

  inverse: ({ assignment: _assignment, ...change }): EntraAppRoleAdd => ({ ...change, kind: 'entra.app-role.add' }),
}
