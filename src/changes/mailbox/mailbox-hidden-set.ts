import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxHiddenSet, mailboxOf, mailboxTarget } from './mailbox.ts'
import { identity, truth } from './power-shell.ts'

/** Graph shows it as well, for organisations in which only people reach Exchange; it may be behind. */
const isHidden = async (read: Readers, mailbox: ObjectRef, context: Resolve): Promise<boolean | null> => {
  if (read.exchange) return (await mailboxOf(read, mailbox, context))?.isHidden ?? null
  const shown = await required(read.entra, 'entra').isInAddressLists(context.idOf(mailbox))
  return shown === null ? null : !shown
}

export const mailboxHiddenSet: ChangeKind<MailboxHiddenSet> = {
  kind: 'mailbox.hidden.set',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ mailbox, hidden }) => ({
    target: mailboxTarget(mailbox),
    summary: hidden ? `hide ${mailbox.name} from address lists` : `show ${mailbox.name} in address lists`,
    before: { hidden: !hidden },
    after: { hidden },
    count: 'modify',
  }),

  hazards: () => [],
  refs: (change) => [change.mailbox],
  writes: (change) => ({ accounts: [change.mailbox] }),

  async apply(change, to, context) {
    const id = context.idOf(change.mailbox)
    await required(to.exchange, 'exchange').setHidden(id, change.hidden)
    return { id }
  },

  async holds(change, read, context) {
    const hidden = await isHidden(read, change.mailbox, context)
    return hidden === change.hidden ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const hidden = await isHidden(read, change.mailbox, context)
    return hidden === null ? null : { hidden }
  },

  byHand: ({ mailbox, hidden }) =>
    `Set-Mailbox -Identity ${identity(mailbox)} -HiddenFromAddressListsEnabled ${truth(hidden)}`,

  inverse: (change): MailboxHiddenSet => ({ ...change, hidden: !change.hidden }),
}
