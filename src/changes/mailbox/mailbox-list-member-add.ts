import { idIn, shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { MailboxListMemberAdd, MailboxListMemberRemove } from './mailbox.ts'
import { isListMember, listCmdlet } from './mailbox-list-member.ts'

export const mailboxListMemberAdd: ChangeKind<MailboxListMemberAdd> = {
  kind: 'mailbox.list-member.add',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Distribution Groups'] },

  describe: ({ list, member, memberName }) => ({
    target: { type: 'group', id: idIn(list), name: list.name },
    summary: `add ${memberName} to the list ${list.name}`,
    before: { members: [] },
    after: { members: [shownRef(member)] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ list, member }) => [list, member],
  writes: ({ list, member }) => ({ accounts: [member], groups: [list] }),
  exchanges: ({ list, member }) => ({ account: member, set: 'groups', gains: [list], loses: [] }),

  async apply(change, to, context) {
    const id = context.idOf(change.list)
    await required(to.exchange, 'exchange').addListMember(id, context.idOf(change.member))
    return { id }
  },

  async holds(change, read, context) {
    const member = await isListMember(change, read, context)
    return member ? { id: context.idOf(change.list) } : null
  },

  async found(change, read, context) {
    const member = await isListMember(change, read, context)
    return { members: member ? [change.member.name] : [] }
  },

  byHand: (change) => listCmdlet('Add', change),
  inverse: (change): MailboxListMemberRemove => ({ ...change, kind: 'mailbox.list-member.remove' }),
}
