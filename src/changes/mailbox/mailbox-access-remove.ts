import { shownRef } from '../../model/object-ref.ts'
import type { ChangeKind } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxAccessAdd, type MailboxAccessRemove, mailboxTarget } from './mailbox.ts'
import { accessCmdlet, hasAccess, MAY } from './mailbox-access.ts'

export const mailboxAccessRemove: ChangeKind<MailboxAccessRemove> = {
  kind: 'mailbox.access.remove',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ mailbox, user, right }) => ({
    target: mailboxTarget(mailbox),
    summary: `no longer let ${user.name} ${MAY[right]} ${mailbox.name}`,
    before: { [right]: [shownRef(user)] },
    after: { [right]: [] },
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ mailbox, user }) => [mailbox, user],
  /** It is the user who loses something: a protected mailbox is the safer for it. */
  writes: ({ user }) => ({ accounts: [user] }),

  async apply({ mailbox, user, right }, to, context) {
    const id = context.idOf(mailbox)
    await required(to.exchange, 'exchange').removeGrant({ mailbox: id, user: context.idOf(user), right })
    return { id }
  },

  async holds(change, read, context) {
    const has = await hasAccess(change, read, context)
    return has === false ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const has = await hasAccess(change, read, context)
    return { [change.right]: has ? [change.user.name] : [] }
  },

  byHand: (change) => accessCmdlet('Remove', change),
  inverse: (change): MailboxAccessAdd => ({ ...change, kind: 'mailbox.access.add' }),
}
