import type { MailboxType } from '../../model/mailbox.ts'
import type { ObjectRef } from '../../model/object-ref.ts'
import type { Readers } from '../../ports/systems.ts'
import type { ChangeKind, Irreversible, Resolve } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { type MailboxTypeSet, mailboxOf, mailboxTarget } from './mailbox.ts'
import { identity } from './power-shell.ts'

const CMDLET_TYPES = { user: 'Regular', shared: 'Shared' } as const
const WORDS = { user: 'a mailbox of a person', shared: 'a shared mailbox' } as const

/** What the mailbox is; Graph shows it as well, for organisations in which only people reach Exchange. */
const typeOf = async (read: Readers, mailbox: ObjectRef, context: Resolve): Promise<MailboxType | null> => {
  if (read.exchange) return (await mailboxOf(read, mailbox, context))?.type ?? null
  const settings = await required(read.entra, 'entra').mailboxSettings(context.idOf(mailbox))
  return settings?.userPurpose ?? null
}

export const mailboxTypeSet: ChangeKind<MailboxTypeSet> = {
  kind: 'mailbox.type.set',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: (change) => ({
    target: mailboxTarget(change.mailbox),
    summary: `make the mailbox of ${change.mailbox.name} ${WORDS[change.type]}`,
    before: { type: change.before },
    after: { type: change.type },
    count: 'modify',
  }),

  hazards: ({ type }) => (type === 'user' ? ['costs-licence'] : []),
  refs: (change) => [change.mailbox],
  writes: (change) => ({ accounts: [change.mailbox] }),

  async apply(change, to, context) {
    const id = context.idOf(change.mailbox)
    await required(to.exchange, 'exchange').setType(id, change.type)
    return { id }
  },

  async holds(change, read, context) {
    const type = await typeOf(read, change.mailbox, context)
    return type === change.type ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const type = await typeOf(read, change.mailbox, context)
    return type && { type }
  },

  /** Exchange takes from seconds to an hour; a wait of the same plan sees to it. */
  showsLater: true,

  byHand: ({ mailbox, type }) => `Set-Mailbox -Identity ${identity(mailbox)} -Type ${CMDLET_TYPES[type]}`,

  inverse({ mailbox, type, before }): MailboxTypeSet | Irreversible {
    if (before !== 'user' && before !== 'shared') return { irreversible: `it was neither a person's nor shared` }
    return { kind: 'mailbox.type.set', mailbox, type: before, before: type }
  },
}
