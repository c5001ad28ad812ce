import type { JsonObject } from '../model/json.ts'
import type { TicketNote, WebMessage } from '../model/message.ts'
import type { Webhook } from './webhook-settings.ts'

const SOURCE = 'joinery'

/** One text, for services that show nothing else. */
const asText = ({ subject, text, facts }: WebMessage): string =>
  [subject, text, facts.map(({ name, value }) => `${name}: ${value}`).join('\n')].filter(Boolean).join('\n\n')

/** Slack, Mattermost and classic connectors of Teams show `text`; others find the parts beside it. */
const plainBody = (message: WebMessage): JsonObject => ({
  text: asText(message),
  subject: message.subject,
  message: message.text,
  facts: message.facts.map(({ name, value }) => ({ name, value })),
  source: SOURCE,
})

/** https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using#send-adaptive-cards-using-an-incoming-webhook */
const teamsBody = ({ subject, text, facts }: WebMessage): JsonObject => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          { type: 'TextBlock', text: literal(subject), weight: 'Bolder', size: 'Medium', wrap: true },
          { type: 'TextBlock', text: literal(text), wrap: true },
          ...(facts.length > 0
            ? [
                {
                  type: 'FactSet',
                  facts: facts.map(({ name, value }) => ({ title: literal(name), value: literal(value) })),
                },
              ]
            : []),
        ],
      },
    },
  ],
})

/** Cards read Markdown: a name from HR shall not become a link. */
const literal = (text: string): string => text.replaceAll(/[\\`*_{}[\]()<>#+!|~-]/g, '\\$&')

export const messageBody = (message: WebMessage, form: Webhook['form']): JsonObject =>
  form === 'teams' ? teamsBody(message) : plainBody(message)

/** `text` says all of it, for services that show nothing else. */
export const noteBody = (note: TicketNote): JsonObject => ({
  ticket: note.ticket,
  text: note.text,
  person: { employeeId: note.person.employeeId, name: note.person.name },
  source: SOURCE,
})
