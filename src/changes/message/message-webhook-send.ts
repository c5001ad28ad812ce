import type { WebMessage } from '../../model/message.ts'
import type { ChangeKind, Irreversible } from '../change-kind.ts'
import { required } from '../require-system.ts'
import { shownText } from './shown-text.ts'

/** A message to a webhook, such as a channel in Teams or Slack. */
export interface MessageWebhookSend extends WebMessage {
  readonly kind: 'message.webhook.send'
  /** Name of the webhook in the configuration; its address is a secret and stands in no plan. */
  readonly webhook: string
}

export const messageWebhookSend: ChangeKind<MessageWebhookSend> = {
  kind: 'message.webhook.send',
  system: 'none',
  undo: 'irreversible',
  needs: {},

  describe: ({ webhook, subject, text, facts }) => ({
    target: { type: 'message', id: null, name: webhook },
    summary: `send "${subject}" to the webhook ${webhook}`,
    before: null,
    after: { subject, text: shownText(text), ...Object.fromEntries(facts.map(({ name, value }) => [name, value])) },
    count: 'other',
  }),

  hazards: () => ['notifies-people'],
  refs: () => [],
  writes: () => ({}),

  async apply({ webhook, subject, text, facts }, to) {
    await required(to.messages, 'notify').post(webhook, { subject, text, facts })
    return { id: null }
  },

  project: async () => ({ id: null }),
  holds: async () => null,
  unverifiable: true,
  neverRepeat: ({ webhook }) => `whether it is in the channel behind the webhook ${webhook}`,
  inverse: (): Irreversible => ({ irreversible: 'a message that was sent cannot be called back' }),
}
