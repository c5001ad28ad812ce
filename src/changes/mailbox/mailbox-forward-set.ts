import type { JsonObject } from '../../model/json.ts'
import type { MailboxForward } from '../../model/mailbox.ts'
import type { ChangeKind } from '../change-kind.ts'
import { movedText, standingOfOne } from '../rebase.ts'
import { required } from '../require-system.ts'
import { type MailboxForwardSet, mailboxOf, mailboxTarget } from './mailbox.ts'
import { identity, quoted, truth } from './power-shell.ts'

/** Whether mail goes the same way; letter case does not count in an address. */
export const sameForward = (a: MailboxForward | null, b: MailboxForward | null): boolean => {
  if (a === null || b === null) return a === b
  return a.to.toLowerCase() === b.to.toLowerCase() && a.keepsCopy === b.keepsCopy
}

const shown = (forward: MailboxForward | null): string | null =>
  forward && `${forward.to}${forward.keepsCopy ? ', with a copy in the mailbox' : ', and nothing stays in the mailbox'}`

const side = (forward: MailboxForward | null): JsonObject => ({ forward: shown(forward) })

/** `-ForwardingAddress` wins over the other where both are set, so it is emptied each time. */
const options = (forward: MailboxForward | null): string =>
  forward
    ? `-ForwardingAddress $null -ForwardingSmtpAddress ${quoted(forward.to)} -DeliverToMailboxAndForward ${truth(forward.keepsCopy)}`
    : '-ForwardingAddress $null -ForwardingSmtpAddress $null -DeliverToMailboxAndForward $false'

export const mailboxForwardSet: ChangeKind<MailboxForwardSet> = {
  kind: 'mailbox.forward.set',
  system: 'exchange',
  undo: 'reversible',
  needs: { exchange: ['Mail Recipients'] },

  describe: ({ mailbox, forward, before }) => ({
    target: mailboxTarget(mailbox),
    summary: forward
      ? `forward the mail of ${mailbox.name} to ${forward.to}`
      : `stop forwarding the mail of ${mailbox.name}`,
    before: before === undefined ? null : side(before),
    after: side(forward),
    count: 'modify',
  }),

  hazards: ({ forward, external }) =>
    forward === null ? [] : ['grants-access', ...(external ? (['sends-outside'] as const) : [])],
  refs: (change) => [change.mailbox],
  writes: (change) => ({ accounts: [change.mailbox] }),

  async apply(change, to, context) {
    const id = context.idOf(change.mailbox)
    await required(to.exchange, 'exchange').setForward(id, change.forward)
    return { id }
  },

  async holds(change, read, context) {
    const mailbox = await mailboxOf(read, change.mailbox, context)
    return mailbox && sameForward(mailbox.forward, change.forward) ? { id: context.idOf(change.mailbox) } : null
  },

  async found(change, read, context) {
    const mailbox = await mailboxOf(read, change.mailbox, context)
    return mailbox && side(mailbox.forward)
  },

  byHand: ({ mailbox, forward }) => `Set-Mailbox -Identity ${identity(mailbox)} ${options(forward)}`,

  inverse: ({ kind, mailbox, forward, before }): MailboxForwardSet => ({
    kind,
    mailbox,
    forward: before ?? null,
    before: forward,
  }),

  async remains(change, made, read) {
    const mailbox = await read.exchange?.mailbox(made.id ?? '')
    if (!mailbox) return { change: null, forced: null, moved: [] }
    const edit = { before: change.before ?? null, after: change.forward }
    const standing = standingOfOne(edit, mailbox.forward, sameForward)
    if (standing.is === 'as-before') return { change: null, forced: null, moved: [] }
    if (standing.is === 'as-made') return { change, forced: change, moved: [] }
    const told = { before: shown(edit.before), after: shown(edit.after) }
    const moved = [movedText('forward', told, shown(mailbox.forward))]
    return { change: null, forced: { ...change, forward: mailbox.forward }, moved }
  },
}
