import type { OutgoingMail } from '../../model/message.ts'
import { idIn, type ObjectRef } from '../../model/object-ref.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { shownText } from './shown-text.ts'

/** A mail, from the mailbox of a user. */
export interface MessageMailSend extends OutgoingMail {
  readonly kind: 'message.mail.send'
  readonly sender: ObjectRef
}

export const messageMailSend: ChangeKind<MessageMailSend> = {
  kind: 'message.mail.send',
  system: 'entra',
  undo: 'irreversible',
  // https://learn.microsoft.com/graph/auth-limit-mailbox-access keeps the application to the one mailbox.
  needs: { graph: ['Mail.Send'] },

  describe: ({ sender, to, cc, subject, text }) => ({
    target: { type: 'message', id: idIn(sender), name: [...to, ...cc].join(', ') },
    summary: `send mail "${subject}" to ${[...to, ...cc].join(', ')}`,
    before: null,
    after: { from: sender.name, to, ...(cc.length > 0 ? { cc } : {}), subject, text: shownText(text) },
    count: 'other',
  }),

  hazards: () => ['notifies-people'],
  refs: (change) => [change.sender],
  writes: () => ({}),

  async apply({ sender, to, cc, subject, text }, entra, context) {
    await required(entra.entra, 'entra').sendMail(context.idOf(sender), { to, cc, subject, text })
    return { id: null }
  },

  project: async () => ({ id: null }),
  holds: async () => null,
  unverifiable: true,
  neverRepeat: ({ sender }) => `whether it is among the sent items of ${sender.name}`,
  inverse: (): Irreversible => ({ irreversible: 'a mail that was sent cannot be called back' }),
}
