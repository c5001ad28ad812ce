import { type Effect, Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { Random } from '../../ports/random.ts'
import { certificateAdvice, deepestText, systemCode, whyNoConnection } from '../../wire/connection-error.ts'
import { stateText } from '../cmdlet-fault.ts'
import type { ExchangeDeps } from '../exchange-settings.ts'
import type { AdminAnswer } from './admin-answer.ts'

/** Cmdlets are slow: a batch of ten can take most of this. In real time, as sockets are. */
const REQUEST_SECONDS = 90

export interface AdminRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body?: Json
  readonly doing: string
  /** Whether something is changed if it arrives. */
  readonly changes: boolean
}

/** Sends one request once and reads the answer, whatever its status. Throws where there is no answer. No redirect is followed. */
export const sendAdmin = async (
  { method, url, headers, body, doing, changes }: AdminRequest,
  { token, fetch: own, random }: Pick<ExchangeDeps, 'token' | 'fetch'> & { readonly random: Random },
): Promise<AdminAnswer> => {
  const authorization = `Bearer ${(await token()).reveal()}`
  try {
    const response = await (own ?? fetch)(url, {
      method,
      headers: {
        accept: 'application/json',
        'accept-language': 'en-US',
        'client-request-id': random.uuid(),
        'user-agent': 'joinery',
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
        authorization,
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_SECONDS * 1000),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, json: parsed(text), text }
  } catch (error) {
    throw sendFault(error, doing, changes)
  }
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

const sendFault = (error: unknown, doing: string, changes: boolean): Fault => {
  const hopeless = whyNoConnection(error)
  const effect: Effect = changes && !hopeless ? 'unknown' : 'none'
  const params = { doing, state: stateText(effect), seconds: REQUEST_SECONDS }
  const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
  if (timedOut) return new Fault('exchange/silent', params, { effect, cause: error })
  const code = systemCode(error)
  const detail = code ? `${deepestText(error)} (${code})` : deepestText(error)
  const advice = hopeless === 'certificate' ? certificateAdvice : undefined
  return new Fault('exchange/unreachable', { ...params, detail, advice }, { effect, cause: error })
}
