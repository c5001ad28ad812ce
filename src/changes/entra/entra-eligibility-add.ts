import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraEligibilityAdd, type EntraEligibilityRemove, isEligible, roleText } from './entra-role.ts'

export const entraEligibilityAdd: ChangeKind<EntraEligibilityAdd> = {
  kind: 'entra.eligibility.add',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['RoleEligibilitySchedule.ReadWrite.Directory'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `let ${change.user.name} switch on the admin role ${roleText(change)}`,
    before: { eligibleRoles: [] },
    after: { eligibleRoles: [roleText(change)] },
    count: 'add',
  }),

  hazards: () => ['grants-access', 'privileged'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),
  exchanges: ({ user, role }) => ({ account: user, set: 'roles', gains: [role], loses: [] }),

  async apply({ user, role, scope, until }, to, context) {
    const roleId = context.idOf(role)
    await required(to.entra, 'entra').addEligibility({ userId: context.idOf(user), roleId, scope, until })
    return { id: roleId }
  },

  async holds(change, read, context) {
    const eligible = await isEligible(required(read.entra, 'entra'), change, context)
    return eligible ? { id: context.idOf(change.role) } : null
  },

  async found(change, read, context) {
    const eligible = await isEligible(required(read.entra, 'entra'), change, context)
    return { eligibleRoles: eligible ? [change.role.name] : [] }
  },

  inverse: (change): EntraEligibilityRemove => ({ ...change, kind: 'entra.eligibility.remove' }),
}
