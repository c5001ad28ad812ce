import { type Effect, Fault } from '../model/fault.ts'
import { certificateAdvice, deepestText, systemCode, whyNoConnection } from '../wire/connection-error.ts'
import type { GraphRequest } from './graph-request.ts'
import { changes, stateText } from './graph-request.ts'

/** What a failed connection means: a write that may have arrived has the effect `unknown`. `seconds` is the deadline it ran under. */
export const sendFault = (error: unknown, request: GraphRequest, seconds: number): Fault => {
  if (error instanceof Fault) return error
  const hopeless = whyNoConnection(error)
  const effect: Effect = changes(request) && !hopeless ? 'unknown' : 'none'
  const params = { doing: request.doing, state: stateText(effect), seconds }
  const timedOut = error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')
  if (timedOut) return new Fault('entra/silent', params, { effect, cause: error })
  const code = systemCode(error)
  const detail = code ? `${deepestText(error)} (${code})` : deepestText(error)
  const advice = hopeless === 'certificate' ? certificateAdvice : undefined
  return new Fault('entra/unreachable', { ...params, detail, advice }, { effect, cause: error })
}
