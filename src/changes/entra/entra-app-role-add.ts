import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { appRoleText, assignedTo, type EntraAppRoleAdd, type EntraAppRoleRemove } from './entra-app-role.ts'

export const entraAppRoleAdd: ChangeKind<EntraAppRoleAdd> = {
  kind: 'entra.app-role.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['AppRoleAssignment.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `let ${change.user.name} use ${appRoleText(change)}`,
    before: { applications: [] },
    after: { applications: [appRoleText(change)] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, application, role }, to, context) {
    const [userId, applicationId, roleId] = [context.idOf(user), context.idOf(application), context.idOf(role)]
    return required(to.entra, 'entra').addAppRole({ userId, applicationId, roleId })
  },

  async holds(change, read, context) {
    const assigned = await assignedTo(required(read.entra, 'entra'), change, context)
    return assigned ? { id: assigned.id } : null
  },

  async found(change, read, context) {
    const assigned = await assignedTo(required(read.entra, 'entra'), change, context)
    return { applications: assigned ? [appRoleText(change)] : [] }
  },

  inverse: (change, made): EntraAppRoleRemove => ({
    ...change,
    kind: 'entra.app-role.remove',
    assignment: { id: String(made.id), name: appRoleText(change) },
  }),
}
