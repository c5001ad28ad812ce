import { GLOBAL_ADMINISTRATOR } from '../../model/entra-rights.ts'
import { Fault } from '../../model/fault.ts'
import { idIn } from '../../model/object-ref.ts'
import type { EntraReader } from '../../ports/entra.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type EntraRoleAdd, type EntraRoleRemove, ended, heldBy, roleText } from './entra-role.ts'

/** Whether nobody else who may sign in is a Global Administrator. */
const isLastAdministrator = async (entra: EntraReader, userId: string): Promise<boolean> => {
  const role = (await entra.rolesOf(userId)).find(({ roleTemplateId }) => roleTemplateId === GLOBAL_ADMINISTRATOR)
  if (!role) return false
  return !(await entra.roleMembers(role.id)).some(({ id, enabled }) => enabled && id !== userId)
}

export const entraRoleRemove: ChangeKind<EntraRoleRemove> = {
  kind: 'entra.role.remove',
  system: 'entra',
  undo: 'reversible',
  // Without Privileged Identity Management it takes RoleManagement.ReadWrite.Directory, which can make anybody anything.
  needs: { graph: ['RoleAssignmentSchedule.ReadWrite.Directory'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `take the admin role ${roleText(change)} from ${change.user.name}`,
    before: { adminRoles: [roleText(change)] },
    after: { adminRoles: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user, assignment }) => [user, assignment],
  // Privileged Identity Management is told the role and not the assignment.
  takes: ({ by, assignment }) => (by === 'pim' ? null : assignment),
  writes: ({ user }) => ({ accounts: [user] }),
  exchanges: ({ user, role }) => ({ account: user, set: 'roles', gains: [], loses: [role] }),

  async refuses(change, read, context) {
    if (idIn(change.role) !== GLOBAL_ADMINISTRATOR) return null
    const last = await isLastAdministrator(required(read.entra, 'entra'), context.idOf(change.user))
    return last ? new Fault('entra/last-administrator', { user: change.user.name }) : null
  },

  async apply(change, to, context) {
    const { role, scope, by } = change
    const id = context.idOf(change.assignment)
    const holding = { userId: context.idOf(change.user), roleId: context.idOf(role), scope, by, id }
    await required(to.entra, 'entra').removeRole(holding)
    return { id }
  },

  async holds(change, read, context) {
    const held = await heldBy(required(read.entra, 'entra'), change, context)
    return held ? null : { id: context.idOf(change.assignment) }
  },

  async found(change, read, context) {
    const held = await heldBy(required(read.entra, 'entra'), change, context)
    return { adminRoles: held ? [held.roleName] : [] }
  },

  inverse({ assignment: _assignment, ...change }): EntraRoleAdd | Irreversible {
    if (change.activated)
      return { irreversible: 'a role that somebody has switched on is switched on again by that person alone' }
    return { ...change, kind: 'entra.role.add' }
  },

  async remains(change, made, read) {
    const held = await heldBy(required(read.entra, 'entra'), change, { idOf: (ref) => idIn(ref) ?? '' })
    if (held) return { change: null, forced: null, moved: [] }
    const final = ended(change, read.clock.now())
    const assignment = made.id === null ? change.assignment : { id: made.id, name: change.assignment.name }
    const left = final.length > 0 ? null : { ...change, assignment }
    return { change: left, forced: left, moved: [], final }
  },
}
