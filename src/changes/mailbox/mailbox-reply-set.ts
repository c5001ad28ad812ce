import type { JsonObject } from '../../model/json.ts'
import type { AutomaticReply } from '../../model/mailbox.ts'
import type { ChangeKind } from '../change-kind.ts'
import { standingOfOne } from '../rebase.ts'
import { required } from '../require-system.ts'
import { type MailboxReplySet, mailboxTarget } from './mailbox.ts'
import { replyWords, sameReply } from './same-reply.ts'

const side = ({ status, internal, external, audience, from, until }: AutomaticReply): JsonObject =>
  status === 'disabled'
    ? { reply: 'off' }
    : {
        reply: status === 'scheduled' ? `from ${from ?? '?'} until ${until ?? '?'}` : 'on',
        internal: replyWords(internal),
        external: audience === 'none' ? 'no answer' : replyWords(external),
        ...(audience === 'contactsOnly' ? { audience: 'contacts only' } : {}),
      }

/** Automatic replies are Graph's, so this works also where only people reach the rest of Exchange. */
export const mailboxReplySet: ChangeKind<MailboxReplySet> = {
  kind: 'mailbox.reply.set',
  system: 'entra',
  undo: 'reversible',
  needs: { graph: ['MailboxSettings.ReadWrite'] },

  describe: ({ mailbox, reply, before }) => ({
    target: mailboxTarget(mailbox),
    summary: `turn the automatic reply of ${mailbox.name} ${reply.status === 'disabled' ? 'off' : 'on'}`,
    before: side(before),
    after: side(reply),
    count: 'modify',
  }),

  hazards: ({ reply }) => (reply.status === 'disabled' ? [] : ['notifies-people']),
  refs: (change) => [change.mailbox],
  writes: (change) => ({ accounts: [change.mailbox] }),

  async apply(change, to, context) {
    const id = context.idOf(change.mailbox)
    await required(to.entra, 'entra').setReply(id, change.reply)
    return { id }
  },

  async holds(change, read, context) {
    const id = context.idOf(change.mailbox)
    const settings = await required(read.entra, 'entra').mailboxSettings(id)
    return settings && sameReply(settings.reply, change.reply) ? { id } : null
  },

  async found(change, read, context) {
    const settings = await required(read.entra, 'entra').mailboxSettings(context.idOf(change.mailbox))
    return settings && side(settings.reply)
  },

  inverse: ({ kind, mailbox, reply, before }): MailboxReplySet => ({ kind, mailbox, reply: before, before: reply }),

  async remains(change, made, read) {
    const settings = await required(read.entra, 'entra').mailboxSettings(made.id ?? '')
    const nothing = { change: null, forced: null, moved: [] }
    if (!settings) return nothing
    const standing = standingOfOne({ before: change.before, after: change.reply }, settings.reply, sameReply)
    if (standing.is === 'as-before') return nothing
    if (standing.is === 'as-made') return { change, forced: change, moved: [] }
    const moved = ['the automatic reply is another one than was set']
    return { change: null, forced: { ...change, reply: settings.reply }, moved }
  },
}
