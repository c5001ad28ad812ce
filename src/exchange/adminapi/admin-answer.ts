import { Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import { listIn, member, textIn, textsIn } from '../../wire/json-shape.ts'
import { retryAfterMs } from '../../wire/retry-after.ts'
import { type CmdletError, cmdletFault, stateText } from '../cmdlet-fault.ts'
import type { AnswerPage, PagedInvocation } from '../driver.ts'
import { isWrite } from '../invocation.ts'
import { type AdminApiRoot, pageMark } from './admin-api-root.ts'

/** An answer, read to its end. `json` is undefined where there was no JSON. */
export interface AdminAnswer {
  readonly status: number
  readonly headers: Headers
  readonly json: Json | undefined
  readonly text: string
}

const FAILED_FROM = 300
const LONGEST_PLAIN_TEXT = 160

/**
 * Where an error says what it means: `error.details[].message` as `Ex6F9304|…ManagementObjectNotFoundException|text`, else the inner exception, else
 * its own message. Seen in answers; nothing of it is documented.
 */
export const errorIn = ({ status, headers, json, text }: AdminAnswer, now: number): CmdletError => {
  const error = member(json, 'error')
  const inner = member(error, 'innererror') ?? member(error, 'innerError')
  const internal = member(inner, 'internalexception') ?? member(inner, 'internalException')
  const detail = detailIn(member(error, 'details'))
  const [type, message] = detail === undefined ? ['', undefined] : split(detail)
  const waitMs = retryAfterMs(headers.get('retry-after'), now)
  return {
    type: type || (textIn(internal, 'type') ?? ''),
    message: message ?? textIn(internal, 'message') ?? textIn(error, 'message') ?? plain(json, text),
    status,
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  }
}

/** `details` is a list, or one object. */
const detailIn = (details: Json | undefined): string | undefined =>
  Array.isArray(details) ? textIn(details[0] as Json | undefined, 'message') : textIn(details, 'message')

const split = (detail: string): readonly [type: string, message: string] => {
  const [mark, type, ...rest] = detail.split('|')
  return type !== undefined && rest.length > 0 && /^Ex\w+$/.test(mark ?? '') ? [type, rest.join('|')] : ['', detail]
}

const plain = (json: Json | undefined, text: string): string =>
  json === undefined
    ? text
        .replaceAll(/<[^>]*>/g, ' ')
        .replaceAll(/\s+/g, ' ')
        .trim()
        .slice(0, LONGEST_PLAIN_TEXT)
    : ''

/** The outcome of one cmdlet: a page of results, or the fault that the answer stands for. An error can also come with status 200. */
export const outcomeOf = (
  answer: AdminAnswer,
  invocation: PagedInvocation,
  root: AdminApiRoot,
  now: number,
): AnswerPage | Fault => {
  const { status, json } = answer
  const isError = member(json, 'error') !== undefined && member(json, 'error') !== null
  if (status >= FAILED_FROM || isError) return cmdletFault(errorIn(answer, now), invocation)
  const items = listIn(json, 'value') ?? (isWrite(invocation) ? [] : undefined)
  if (!items) return unusable(invocation, 'it has no list of results')
  const warnings = textsIn(json, '@adminapi.warnings')
  const link = textIn(json, '@odata.nextLink')
  if (link === undefined) return { items, warnings }
  const next = pageMark(link, root)
  return next === null ? unusable(invocation, 'its link to the next page leads elsewhere') : { items, warnings, next }
}

export const unusable = (invocation: PagedInvocation, detail: string): Fault => {
  const effect = isWrite(invocation) ? 'unknown' : 'none'
  return new Fault(
    'exchange/unexpected-answer',
    { doing: invocation.doing, detail, state: stateText(effect) },
    { effect },
  )
}
