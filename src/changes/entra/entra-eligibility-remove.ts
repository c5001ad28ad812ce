import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraEligibilityAdd, type EntraEligibilityRemove, ended, isEligible, roleText } from './entra-role.ts'

export const entraEligibilityRemove: ChangeKind<EntraEligibilityRemove> = {
  kind: 'entra.eligibility.remove',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['RoleEligibilitySchedule.ReadWrite.Directory'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `no longer let ${change.user.name} switch on the admin role ${roleText(change)}`,
    before: { eligibleRoles: [roleText(change)] },
    after: { eligibleRoles: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),
  exchanges: ({ user, role }) => ({ account: user, set: 'roles', gains: [], loses: [role] }),

  async apply({ user, role, scope }, to, context) {
    const roleId = context.idOf(role)
    await required(to.entra, 'entra').removeEligibility({ userId: context.idOf(user), roleId, scope })
    return { id: roleId }
  },

  async holds(change, read, context) {
    const eligible = await isEligible(required(read.entra, 'entra'), change, context)
    return eligible === false ? { id: context.idOf(change.role) } : null
  },

  async found(change, read, context) {
    const eligible = await isEligible(required(read.entra, 'entra'), change, context)
    return { eligibleRoles: eligible ? [change.role.name] : [] }
  },

  inverse: (change): EntraEligibilityAdd => ({ ...change, kind: 'entra.eligibility.add' }),

  async remains(change, _made, read) {
    const eligible = await isEligible(required(read.entra, 'entra'), change, { idOf: (ref) => idIn(ref) ?? '' })
    if (eligible) return { change: null, forced: null, moved: [] }
    const final = ended(change, read.clock.now())
    const left = final.length > 0 ? null : change
    return { change: left, forced: left, moved: [], final }
  },
}
