import { type Effect, Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import { redact, type Secret } from '../model/secret.ts'
import type { MessageWriter } from '../ports/messages.ts'
import { messageBody, noteBody } from './message-body.ts'
import { whyUnsafe } from './safe-address.ts'
import type { Webhook, WebhookDeps, WebhookSettings } from './webhook-settings.ts'

/** A chat service that has not answered by then is not waited for: nobody's offboarding hangs on it. */
const PATIENCE_MS = 15_000
const LONGEST_DETAIL = 120

/** Messages over https. Nothing is sent yet, and no secret is fetched. */
export const openWebhooks = ({ webhooks, ticket }: WebhookSettings, deps: WebhookDeps): MessageWriter => ({
  async post(name, message) {
    const webhook = Object.hasOwn(webhooks, name) ? webhooks[name] : undefined
    if (!webhook) throw unknown(name, Object.keys(webhooks))
    await send(name, webhook, messageBody(message, webhook.form), deps)
  },
  async note(note) {
    if (!ticket) throw unknown('ticket', [])
    await send('ticket', ticket, noteBody(note), deps)
  },
})

const unknown = (name: string, known: readonly string[]): Fault =>
  new Fault('message/unknown-webhook', { name, known: known.join(', ') || 'none' })

const send = async (name: string, webhook: Webhook, body: JsonObject, deps: WebhookDeps): Promise<void> => {
  const [url, token] = [await webhook.url(), await webhook.token()]
  const resolve = (host: string) => resolved(name, host, deps)
  const why = await whyUnsafe(url.reveal(), { isPrivate: webhook.private, resolve })
  if (why !== null) throw new Fault('message/unsafe-address', { name, why })
  const answer = await answerTo(name, url, token, body, deps)
  if (answer.status >= 200 && answer.status < 300) return void (await answer.body?.cancel())
  throw await refused(name, answer)
}

const resolved = async (name: string, host: string, { resolve }: WebhookDeps): Promise<readonly string[]> => {
  try {
    return await resolve(host)
  } catch (cause) {
    throw unreachable(name, 'its host is not found', 'none', cause)
  }
}

/** No redirect is followed: it would carry the message wherever an answer says. */
const answerTo = async (
  name: string,
  url: Secret,
  token: Secret | null,
  body: JsonObject,
  deps: WebhookDeps,
): Promise<Response> => {
  try {
    return await deps.fetch(url.reveal().trim(), {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'joinery',
        ...(token ? { authorization: `Bearer ${token.reveal()}` } : {}),
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  } catch (cause) {
    throw unreachable(name, reasonOf(cause), wasSent(cause) ? 'unknown' : 'none', cause)
  }
}

/** Codes of a connection that did not come about. */
const BEFORE_SENDING: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

const codeOf = (error: unknown): string => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code: unknown = 'code' in at ? at.code : undefined
    if (typeof code === 'string') return code
  }
  return ''
}

const isCertificate = (code: string): boolean => /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_/.test(code)

const wasSent = (error: unknown): boolean => !BEFORE_SENDING.has(codeOf(error)) && !isCertificate(codeOf(error))

const reasonOf = (error: unknown): string => {
  if (error instanceof Error && error.name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1000} s`
  const code = codeOf(error)
  return isCertificate(code) ? `its certificate is not trusted (${code})` : code || 'the connection broke'
}

const states: { readonly [effect in Effect]: string } = {
  none: 'Nothing was sent.',
  done: 'It was sent.',
  unknown: 'Whether it was sent is not known.',
}

/** What went wrong has the address in it, which is a secret, and is told without it. */
const unreachable = (name: string, detail: string, effect: Effect, cause?: unknown): Fault => {
  const params = { name, detail: redact(detail), state: states[effect] }
  return new Fault('message/unreachable', params, { effect, cause: cause instanceof Error ? cause.name : undefined })
}

const TOO_MANY = 429
const SERVER_ERROR = 500

/** A service that is busy has not taken the message; one that broke may have. */
const refused = async (name: string, answer: Response): Promise<Fault> => {
  const { status } = answer
  const text = (await answer.text().catch(() => '')).replace(/\s+/g, ' ').trim()
  const detail = redact(text.slice(0, LONGEST_DETAIL))
  if (status === TOO_MANY) return unreachable(name, 'it has too much to do (429)', 'none')
  if (status >= SERVER_ERROR) return unreachable(name, `it answered ${status}`, 'unknown')
  return new Fault('message/rejected', { name, status, detail })
}
