import { type Effect, Fault } from '../model/fault.ts'
import type { GraphRequest } from './graph-request.ts'
import { changes, stateText } from './graph-request.ts'

/** Errors of a connection that never carried a request. https://nodejs.org/api/errors.html#common-system-errors */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** The system's code of an error or of what caused it; fetch wraps the cause, and Node wraps several attempts into one. */
export const systemCode = (error: unknown): string | undefined => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
    if (at instanceof AggregateError) return systemCode(at.errors[0])
  }
  return undefined
}

const isCertificateTrouble = (code: string): boolean => /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL/.test(code)

/** Whether trying again could help soon: nobody listens or the name does not resolve, as against a connection that broke. */
export const isHopeless = (error: unknown): 'certificate' | 'nobody-there' | null => {
  const code = systemCode(error)
  if (code === undefined) return null
  if (isCertificateTrouble(code)) return 'certificate'
  return neverSent.has(code) ? 'nobody-there' : null
}

const certificateAdvice =
  'The certificate of the server is not trusted. If a proxy of your organisation inspects traffic, name its CA in the environment variable NODE_EXTRA_CA_CERTS.'

const deepestText = (error: unknown): string => {
  let text = ''
  for (let at: unknown = error; at instanceof Error; at = at.cause) text = at.message || text
  return text || String(error)
}

/** What a failed connection means: a write that may have arrived has the effect `unknown`. `seconds` is the deadline it ran under. */
export const sendFault = (error: unknown, request: GraphRequest, seconds: number): Fault => {
  if (error instanceof Fault) return error
  const hopeless = isHopeless(error)
  const effect: Effect = changes(request) && !hopeless ? 'unknown' : 'none'
  const params = { doing: request.doing, state: stateText(effect), seconds }
  const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
  if (timedOut) return new Fault('entra/silent', params, { effect, cause: error })
  const code = systemCode(error)
  const detail = code ? `${deepestText(error)} (${code})` : deepestText(error)
  const advice = hopeless === 'certificate' ? certificateAdvice : undefined
  return new Fault('entra/unreachable', { ...params, detail, advice }, { effect, cause: error })
}
