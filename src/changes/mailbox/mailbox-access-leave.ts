import { idIn } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import type { MailboxAccessLeave } from './mailbox.ts'
import { identity } from './power-shell.ts'

/**
 * Looks through every mailbox, for Exchange keeps no list of what somebody may open. Where Joinery reaches Exchange it plans the rights one by
 * one instead.
 */
const cmdlets = (who: string): string =>
  [
    `Get-Mailbox -ResultSize Unlimited | Get-MailboxPermission -User ${who} | Remove-MailboxPermission -Confirm:$false`,
    `Get-RecipientPermission -Trustee ${who} -ResultSize Unlimited | Remove-RecipientPermission -Confirm:$false`,
    `Get-Mailbox -ResultSize Unlimited -Filter "GrantSendOnBehalfTo -eq '$((Get-User ${who}).DistinguishedName)'" | Set-Mailbox -GrantSendOnBehalfTo @{Remove=${who}}`,
  ].join('; ')

export const mailboxAccessLeave: ChangeKind<MailboxAccessLeave> = {
  kind: 'mailbox.access.leave',
  system: 'exchange',
  undo: 'irreversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ user }) => ({
    target: { type: 'account', id: idIn(user), name: user.name },
    summary: `take ${user.name} out of the mailboxes of others`,
    before: null,
    after: null,
    count: 'remove',
  }),

  hazards: () => ['revokes-access'],
  refs: ({ user }) => [user],
  writes: ({ user }) => ({ accounts: [user] }),

  /** Never planned where there is a driver. */
  async apply({ user }, to, context) {
    required(to.exchange, 'exchange')
    return { id: context.idOf(user) }
  },

  project: async ({ user }, _view, context) => ({ id: context.idOf(user) }),

  async holds({ user }, read, context) {
    const id = context.idOf(user)
    return (await read.exchange?.grantsOf(id))?.length === 0 ? { id } : null
  },

  byHand: ({ user }) => cmdlets(identity(user)),
  inverse: (): Irreversible => ({ irreversible: 'which mailboxes those were is not known' }),
}
