import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraRoleAdd, type EntraRoleRemove, heldBy, roleText } from './entra-role.ts'

/** Where Privileged Identity Management makes the assignment, it has no id that the request answers; the role stands for it. */
const idOf = ({ by, role }: EntraRoleAdd, assignment: string): string =>
  by === 'pim' ? (idIn(role) ?? assignment) : assignment

export const entraRoleAdd: ChangeKind<EntraRoleAdd> = {
  kind: 'entra.role.add',
  system: 'entra',
  undo: 'reversible',
  // Without Privileged Identity Management it takes RoleManagement.ReadWrite.Directory, which can make anybody anything.
  needs: { graph: ['RoleAssignmentSchedule.ReadWrite.Directory'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `give ${change.user.name} the admin role ${roleText(change)}`,
    before: { adminRoles: [] },
    after: { adminRoles: [roleText(change)] },
    count: 'add',
  }),

  hazards: () => ['grants-access', 'privileged'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),
  exchanges: ({ user, role }) => ({ account: user, set: 'roles', gains: [role], loses: [] }),

  async apply(change, to, context) {
    const { role, scope, by, until } = change
    const holding = { userId: context.idOf(change.user), roleId: context.idOf(role), scope, by, until }
    const { id } = await required(to.entra, 'entra').addRole(holding)
    return { id: idOf(change, id) }
  },

  async holds(change, read, context) {
    const held = await heldBy(required(read.entra, 'entra'), change, context)
    return held && !held.activated ? { id: idOf(change, held.id) } : null
  },

  async found(change, read, context) {
    const held = await heldBy(required(read.entra, 'entra'), change, context)
    return { adminRoles: held ? [held.roleName] : [] }
  },

  inverse: (change, made): EntraRoleRemove => ({
    ...change,
    kind: 'entra.role.remove',
    assignment: { id: String(made.id), name: roleText(change) },
  }),
}
