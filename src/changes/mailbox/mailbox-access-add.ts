import { shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxAccessAdd, type MailboxAccessRemove, mailboxTarget } from './mailbox.ts'
import { accessCmdlet, hasAccess, MAY } from './mailbox-access.ts'

export const mailboxAccessAdd: ChangeKind<MailboxAccessAdd> = {
  kind: 'mailbox.access.add',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ mailbox, user, right }) => ({
    target: mailboxTarget(mailbox),
    summary: `let ${user.name} ${MAY[right]} ${mailbox.name}`,
    before: { [right]: [] },
    after: { [right]: [shownRef(user)] },
    count: 'add',
  }),

  hazards: () => ['grants-access'],
  refs: ({ mailbox, user }) => [mailbox, user],
  writes: ({ mailbox }) => ({ accounts: [mailbox] }),

  async apply({ mailbox, user, right, automap = false }, to, context) {
    const id = context.idOf(mailbox)
    await required(to.exchange, 'exchange').addGrant({ mailbox: id, user: context.idOf(user), right, automap })
    return { id }
  },

  async holds(change, read, context) {
    const has = await hasAccess(change, read, context)
    return has === true ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const has = await hasAccess(change, read, context)
    return { [change.right]: has ? [change.user.name] : [] }
  },

  byHand: (change) => accessCmdlet('Add', change),
  inverse: (change): MailboxAccessRemove => ({ ...change, kind: 'mailbox.access.remove' }),
}
