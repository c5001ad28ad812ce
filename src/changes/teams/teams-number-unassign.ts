import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { hasNumber, shownNumber, type TeamsNumberAssign, type TeamsNumberUnassign } from './teams-number.ts'

export const teamsNumberUnassign: ChangeKind<TeamsNumberUnassign> = {
  kind: 'teams.number.unassign',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/teamsadministration-numberassignment-unassignnumber#permissions
  needs: { graph: ['TeamsTelephoneNumber.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `take the telephone number ${change.number.telephoneNumber} from ${change.user.name}`,
    before: shownNumber(change, true),
    after: shownNumber(change, false),
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, number }, to, context) {
    const id = context.idOf(user)
    await required(to.entra, 'entra').unassignTeamsNumber(id, number)
    return { id }
  },

  async holds(change, read, context) {
    const has = await hasNumber(required(read.entra, 'entra'), change, context)
    return has === false ? { id: context.idOf(change.user) } : null
  },

  async found(change, read, context) {
    const has = await hasNumber(required(read.entra, 'entra'), change, context)
    return has === null ? null : shownNumber(change, has)
  },

  inverse: ({ user, number }): TeamsNumberAssign => ({ kind: 'teams.number.assign', user, number }),
}
