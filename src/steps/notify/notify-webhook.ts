import { z } from 'zod'
import { didYouMean } from '../../model/did-you-mean.ts'
import { Fault } from '../../model/fault.ts'
import { defineStep } from '../step.ts'
import { about, line, nothingToTell, text, whenSent } from './message-text.ts'

const MOST_FACTS = 30
const input = z.strictObject({
  to: line
    .default('webhook')
    .describe('Name of the webhook in joinery.yaml (notify.webhooks); "webhook" is the one under notify.webhook.'),
  subject: line.describe('One line.'),
  text: text.describe('The message, as plain text.'),
  facts: z
    .record(line, z.string().max(255))
    .default({})
    .refine((facts) => Object.keys(facts).length <= MOST_FACTS, { message: `at most ${MOST_FACTS} facts` })
    .describe('Shown one below the other: { Account: "${{ account.userPrincipalName }}" }.'),
  about,
})
type Input = z.output<typeof input>

/** A message goes to a webhook, such as a channel. */
export const notifyWebhook = defineStep<Input>({
  verb: 'notify.webhook',
  summary: 'Posts a message to a webhook, such as a channel in Teams or Slack.',
  about:
    'Posts JSON over https, without following redirects: `text` with all of it, and `subject`, `message`, `facts` and `source` beside it; with form: teams an adaptive card. The address is a secret of the configuration and stands in no plan. ' +
    `${whenSent} Skipped where no webhook is configured.`,
  systems: [],
  kinds: ['message.webhook.send'],
  input,
  outputs: {},
  examples: [
    {
      title: 'Tell the service desk',
      yaml: '- entra.disable: {}\n- notify.webhook:\n    to: service-desk\n    subject: "${{ person.givenName }} has left"\n    text: "Please collect the laptop."\n    facts: { Office: "${{ person.office }}" }',
      plans: ['send "Adele has left" to the webhook service-desk'],
    },
  ],

  async plan(context, { to, subject, text: said, facts, about: steps }) {
    const known = context.notify?.webhooks ?? []
    if (known.length === 0) return { changes: [], holds: 0, skipped: 'no webhook is configured (notify.webhooks)' }
    if (!known.includes(to)) {
      const params = { name: to, known: known.join(', '), like: didYouMean(to, known) }
      throw new Fault('message/unknown-webhook', params, { where: context.where() })
    }
    const nothing = nothingToTell(context, steps)
    if (nothing) return nothing
    const list = Object.entries(facts).filter(([, value]) => value.trim() !== '')
    const change = {
      kind: 'message.webhook.send',
      webhook: to,
      subject,
      text: said,
      facts: list.map(([name, value]) => ({ name, value })),
    } as const
    return { changes: [{ change }], holds: 0 }
  },
})
