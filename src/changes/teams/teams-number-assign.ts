import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { hasNumber, shownNumber, type TeamsNumberAssign, type TeamsNumberUnassign } from './teams-number.ts'

export const teamsNumberAssign: ChangeKind<TeamsNumberAssign> = {
  kind: 'teams.number.assign',
  system: 'entra',
  undo: 'reversible',
  // https://learn.microsoft.com/graph/api/teamsadministration-numberassignment-assignnumber#permissions
  needs: { graph: ['TeamsTelephoneNumber.ReadWrite.All'] },

  describe: (change) => ({
    target: { type: 'account', id: idIn(change.user), name: change.user.name },
    summary: `give ${change.user.name} the telephone number ${change.number.telephoneNumber}`,
    before: shownNumber(change, false),
    after: shownNumber(change, true),
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ user, number }, to, context) {
    const id = context.idOf(user)
    await required(to.entra, 'entra').assignTeamsNumber(id, number)
    return { id }
  },

  async holds(change, read, context) {
    const has = await hasNumber(required(read.entra, 'entra'), change, context)
    return has === true ? { id: context.idOf(change.user) } : null
  },

  async found(change, read, context) {
    const has = await hasNumber(required(read.entra, 'entra'), change, context)
    return has === null ? null : shownNumber(change, has)
  },

  inverse: ({ user, number }): TeamsNumberUnassign => ({ kind: 'teams.number.unassign', user, number }),
}
