import type { ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { mailboxOf } from '../mailbox/mailbox.ts'
import { required } from '../require-system.ts'

/** Until a mailbox reads as shared: before that it is lost with its licence. */
export interface WaitMailboxShared {
  readonly kind: 'wait.mailbox.shared'
  /** The user that the mailbox belongs to. */
  readonly mailbox: ObjectRef
  readonly withinMs: number
  readonly pollMs: number
}

export const waitMailboxShared: ChangeKind<WaitMailboxShared> = {
  kind: 'wait.mailbox.shared',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['MailboxSettings.Read'] },

  describe: ({ mailbox }) => ({
    target: { type: 'wait', id: null, name: mailbox.name },
    summary: `wait until the mailbox of ${mailbox.name} is shared`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: ({ mailbox }) => [mailbox],
  writes: () => ({}),
  apply: async () => ({ id: null }),

  /** What comes after the wait is planned as if the conversion had come about, whoever makes it. */
  async project({ mailbox }, { read, sync }, context) {
    const id = context.idOf(mailbox)
    const settings = await required(read.entra, 'entra').mailboxSettings(id)
    if (settings && settings.userPurpose !== 'shared') await sync.exchange?.setType(id, 'shared')
    return { id }
  },

  /** Each answers from a copy of its own, and the licence may go only when the last of them knows. */
  async holds({ mailbox }, read, context) {
    const id = context.idOf(mailbox)
    const settings = await required(read.entra, 'entra').mailboxSettings(id)
    if (settings?.userPurpose !== 'shared') return null
    if (read.exchange && (await mailboxOf(read, mailbox, context))?.type !== 'shared') return null
    return { id }
  },

  wait: ({ pollMs, withinMs, mailbox }) => ({ pollMs, withinMs, for: `the mailbox of ${mailbox.name} to be shared` }),
  inverse: (): Irreversible => ({ irreversible: 'waiting changes nothing' }),
}
