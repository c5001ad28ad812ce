import { z } from 'zod'
import { sameReply } from '../../changes/mailbox/same-reply.ts'
import { endOfDay } from '../../model/end-of-day.ts'
import type { AutomaticReply } from '../../model/mailbox.ts'
import { defineStep, type StepContext } from '../step.ts'
import { personMailbox } from './person-mailbox.ts'

const moment = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

const input = z
  .strictObject({
    internal: z.string().optional().describe('What colleagues are answered. Plain text; lines stay lines.'),
    external: z.string().optional().describe('What others are answered. Left out or empty: they get no answer.'),
    audience: z
      .enum(['contactsOnly', 'all'])
      .default('all')
      .describe('Who outside gets the external answer: everybody, or those among the contacts of the person.'),
    html: z.boolean().default(false).describe('Whether the texts are HTML and are taken as they are.'),
    from: moment
      .optional()
      .describe('From when on: a time, RFC 3339 with an offset, or a day that begins where the person works.'),
    until: moment.optional().describe('Until when: a time, or a day with which it ends.'),
    off: z.literal(true).optional().describe('Turns the automatic reply off; goes with nothing else.'),
  })
  .refine(({ off, internal, external, from, until }) => !off || !(internal || external || from || until), {
    message: 'off turns it off: give either off, or texts',
  })
  .refine(({ off, internal }) => off || internal !== undefined, {
    message: 'says nothing to do: give internal, or off',
  })
  .refine(({ from, until }) => (from === undefined) === (until === undefined), {
    message: 'from and until go together: Exchange takes both or none',
  })
type Input = z.output<typeof input>

/** Who writes to the person gets this answer. */
export const mailboxReply = defineStep<Input>({
  verb: 'mailbox.reply',
  summary: 'Whoever writes to the person gets this answer.',
  about:
    'Sets the automatic reply by Graph, so no driver for Exchange is needed. Nothing in a plain text is taken for markup, so a name can put nothing into a page. Each sender is answered once. ' +
    'Texts are compared by the words and links that a reader sees, for Exchange keeps them as pages of its own making. An empty internal text skips the step, as does a person without a mailbox in Exchange Online.',
  systems: ['entra'],
  kinds: ['mailbox.reply.set'],
  reads: ['User.Read.All', 'MailboxSettings.Read'],
  input,
  outputs: {},
  examples: [
    {
      title: 'Say who takes over',
      yaml: '- mailbox.reply:\n    internal: "${{ person.givenName }} does not work here any more. Please write to sales@contoso.com."\n    external: Please write to sales@contoso.com.',
      plans: ['turn the automatic reply of adele.vance@contoso.com on'],
    },
    {
      title: 'Back again',
      yaml: '- mailbox.reply: { off: true }',
      plans: ['turn the automatic reply of adele.vance@contoso.com off'],
    },
  ],

  async plan(context, wishes) {
    if (!wishes.off && wishes.internal?.trim() === '') return { changes: [], holds: 0, skipped: 'there is no text' }
    const found = await personMailbox(context)
    if ('none' in found) return found.none
    const { reply: before } = found.settings
    const reply = wishes.off ? turnedOff(before) : wantedReply(context, wishes)
    if (sameReply(before, reply)) return { changes: [], holds: 1 }
    return { changes: [{ change: { kind: 'mailbox.reply.set', mailbox: found.ref, reply, before } }], holds: 0 }
  },
})

/** The texts stay, for whoever turns it on by hand. */
const turnedOff = (before: AutomaticReply): AutomaticReply => ({
  ...before,
  status: 'disabled',
  from: null,
  until: null,
})

const wantedReply = (context: StepContext, wishes: Input): AutomaticReply => {
  const { internal = '', external = '', audience, html, from, until } = wishes
  const text = html ? (given: string) => given : asPage
  const isAnswered = external.trim() !== ''
  return {
    status: from === undefined ? 'alwaysEnabled' : 'scheduled',
    internal: text(internal),
    external: isAnswered ? text(external) : '',
    audience: isAnswered ? audience : 'none',
    from: from === undefined ? null : utc(from, (day) => endOfDay(dayBefore(day), context.person.timeZone)),
    until: until === undefined ? null : utc(until, (day) => endOfDay(day, context.person.timeZone)),
  }
}

const DAY_MS = 86_400_000

const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)

const utc = (given: string, ofDay: (day: string) => number): string => {
  const at = given.includes('T') ? Date.parse(given) : ofDay(given)
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

const ESCAPES: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Plain text as HTML: Exchange takes every text for a page. */
const asPage = (text: string): string =>
  text
    .trim()
    .replace(/[&<>]/g, (character) => ESCAPES[character] ?? character)
    .replace(/\r?\n/g, '<br>\n')
