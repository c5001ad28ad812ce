import type { Secret } from '../model/secret.ts'

/** A webhook as the configuration has it. Secrets are fetched when a message is sent. */
export interface Webhook {
  url(): Promise<Secret>
  /** Sent as `Authorization: Bearer …`; null without one. */
  token(): Promise<Secret | null>
  /** Whether the server may be inside the own network. */
  readonly private: boolean
  readonly form: 'plain' | 'teams'
}

export interface WebhookSettings {
  readonly webhooks: { readonly [name: string]: Webhook }
  /** Takes notes for tickets; null where there is none. */
  readonly ticket: Webhook | null
}

export interface WebhookDeps {
  readonly fetch: typeof fetch
  /** All addresses that a host name stands for. */
  resolve(host: string): Promise<readonly string[]>
}
