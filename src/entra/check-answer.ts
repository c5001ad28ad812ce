import { type Effect, Fault } from '../model/fault.ts'
import { graphFault } from './graph-error.ts'
import { changes, type GraphAnswer, type GraphRequest, stateText } from './graph-request.ts'

/** The answer, if it is a success that can be understood; otherwise a fault is thrown. `now`: see `graphFault`. */
export const checked = (answer: GraphAnswer, request: GraphRequest, now: number): GraphAnswer => {
  const { status, json, text } = answer
  if (status >= 400) throw graphFault(answer, request, now)
  if (status >= 300) throw redirected(answer, request)
  if (json === undefined && text !== '') throw notJson(request, text)
  return answer
}

/** A redirect asks to send the same elsewhere: the request itself was not carried out, unless it is 303. */
const redirected = ({ status, headers }: GraphAnswer, request: GraphRequest): Fault => {
  const effect: Effect = status === 303 && changes(request) ? 'unknown' : 'none'
  const link = headers.get('location') ?? 'an address that it does not name'
  return new Fault(
    'entra/foreign-link',
    { doing: request.doing, link: link.slice(0, 200), state: stateText(effect) },
    { effect },
  )
}

const notJson = (request: GraphRequest, text: string): Fault => {
  const effect: Effect = changes(request) ? 'unknown' : 'none'
  const detail = `it is no JSON but begins with ${JSON.stringify(text.slice(0, 60))}`
  return new Fault('entra/unexpected-answer', { doing: request.doing, detail, state: stateText(effect) }, { effect })
}
