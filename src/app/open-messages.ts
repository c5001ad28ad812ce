import { lookup } from 'node:dns/promises'
import type { Config, WebhookConfig } from '../config/config.ts'
import { resolveSecret, type SecretStores } from '../config/resolve-secret.ts'
import type { NotifySettings } from '../model/message.ts'
import { openWebhooks } from '../notify/open-webhooks.ts'
import type { Webhook } from '../notify/webhook-settings.ts'
import type { MessageWriter } from '../ports/messages.ts'

/** Whom steps may tell something. */
export const notifySettings = ({ notify }: Pick<Config, 'notify'>): NotifySettings => ({
  mailFrom: notify.mail?.from ?? null,
  webhooks: Object.keys(notify.webhooks ?? {}),
  tickets: notify.ticket !== undefined,
})

/** Webhooks of the configuration; their secrets are fetched when the first message goes out. */
export const openMessages = ({ notify }: Pick<Config, 'notify'>, stores: SecretStores): MessageWriter => {
  const webhooks = Object.entries(notify.webhooks ?? {}).map(([name, webhook]) => [name, webhookOf(webhook, stores)])
  const settings = {
    webhooks: Object.fromEntries(webhooks),
    ticket: notify.ticket ? webhookOf(notify.ticket, stores) : null,
  }
  return openWebhooks(settings, { fetch, resolve: addressesOf })
}

const webhookOf = ({ url, token, private: isPrivate, form }: WebhookConfig, stores: SecretStores): Webhook => ({
  url: async () => (await resolveSecret(url, stores)).secret,
  token: async () => (token ? (await resolveSecret(token, stores)).secret : null),
  private: isPrivate,
  form,
})

const addressesOf = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address)
