import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { MailboxListMemberAdd, MailboxListMemberRemove } from './mailbox.ts'
import { isListMember, listCmdlet } from './mailbox-list-member.ts'

export const mailboxListMemberRemove: ChangeKind<MailboxListMemberRemove> = {
  kind: 'mailbox.list-member.remove',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Distribution Groups'] },

  describe: ({ list, member, memberName }) => ({
    target: { type: 'group', id: idIn(list), name: list.name },
    summary: `remove ${memberName} from the list ${list.name}`,
    before: { members: [shownRef(member)] },
    after: { members: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ list, member }) => [list, member],
  writes: ({ list, member }) => ({ accounts: [member], groups: [list] }),
  exchanges: ({ list, member }) => ({ account: member, set: 'groups', gains: [], loses: [list] }),

  async apply(change, to, context) {
    const id = context.idOf(change.list)
    await required(to.exchange, 'exchange').removeListMember(id, context.idOf(change.member))
    return { id }
  },

  async holds(change, read, context) {
    const member = await isListMember(change, read, context)
    return member ? null : { id: context.idOf(change.list) }
  },

  async found(change, read, context) {
    const member = await isListMember(change, read, context)
    return { members: member ? [change.member.name] : [] }
  },

  byHand: (change) => listCmdlet('Remove', change),
  inverse: (change): MailboxListMemberAdd => ({ ...change, kind: 'mailbox.list-member.add' }),
}
