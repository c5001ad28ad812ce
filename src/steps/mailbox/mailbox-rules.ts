import { z } from 'zod'
import { required } from '../required.ts'
import { defineStep } from '../step.ts'
import { personMailbox } from './person-mailbox.ts'

/** Inbox rules of the person's mailbox are off. */
export const mailboxRules = defineStep({
  verb: 'mailbox.rules',
  summary: "Inbox rules of the person's mailbox are off.",
  about:
    'Turns rules off one by one, by Graph, so no driver for Exchange is needed; undo turns them on again. Graph does not list hidden rules, by which an attacker may send mail away unseen: in PowerShell, ' +
    'Get-InboxRule -IncludeHidden shows them. Skipped where the person has no mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.rule.set'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input: z.strictObject({
    off: z.enum(['all', 'away']).describe('all: every rule. away: those that forward or redirect mail.'),
  }),
  outputs: { off: 'list<string>' },
  examples: [
    {
      title: 'Let no mail leave by a rule',
      yaml: '- mailbox.rules: { off: away }',
      plans: ['turn the inbox rule "To my other address" of adele.vance@contoso.com off'],
    },
  ],

  async plan(context, { off }) {
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const rules = await required(context.read.entra).inboxRules(found.user.id)
    const meant = rules.filter(({ sendsAway }) => off === 'all' || sendsAway)
    const on = meant.filter(({ isEnabled }) => isEnabled)
    const changes = on.map(({ id, name }) => ({
      change: {
        kind: 'mailbox.rule.set',
        mailbox: found.ref,
        rule: { ruleId: id, ruleName: name },
        enabled: false,
      } as const,
      about: id,
    }))
    return { changes, holds: meant.length - on.length, outputs: { off: on.map(({ name }) => name) } }
  },
})
