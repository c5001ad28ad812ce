import { type Effect, Fault } from '../model/fault.ts'
import type { FaultCode } from '../model/faults/index.ts'
import type { Json } from '../model/json.ts'
import { member, textIn } from '../wire/json-shape.ts'
import { retryAfterMs } from '../wire/retry-after.ts'
import { changes, type GraphAnswer, type GraphRequest, stateText } from './graph-request.ts'

/** What an error answer says, whichever of Graph's shapes it has. */
interface Said {
  readonly status: number
  readonly code: string
  readonly message: string
  /** Property that a uniqueness error is about. */
  readonly target: string | undefined
  readonly requestId: string | undefined
}

/** A row fits if all it names fits; texts may change at any time, so a row matches the few words that carry the meaning. */
interface Row {
  readonly status?: number | readonly number[]
  readonly code?: RegExp
  readonly message?: RegExp
  readonly fault: FaultCode
}

/** First fit counts. https://learn.microsoft.com/graph/errors and https://learn.microsoft.com/graph/resolve-auth-errors */
const rows: readonly Row[] = [
  { status: 429, fault: 'entra/throttled' },
  { code: /^Request_Throttled/, fault: 'entra/throttled' },
  { code: /ConcurrencyViolation$/, fault: 'entra/concurrent-change' },
  { status: 423, fault: 'entra/concurrent-change' },
  { code: /^Directory_ExpiredPageToken$/, fault: 'entra/unexpected-answer' },
  { status: 401, fault: 'entra/token-refused' },
  {
    code: /^(Authorization_Identity(Disabled|NotFound)|Authentication_|InvalidAuthenticationToken)/,
    fault: 'entra/token-refused',
  },

  { message: /already exist for the following modified properties: 'owners'/i, fault: 'entra/owner-already' },
  { message: /already exist for the following modified properties: 'sponsors'/i, fault: 'entra/sponsor-already' },
  { message: /must have at least one owner/i, fault: 'entra/last-owner' },
  { code: /^AadPremiumLicenseRequired$/, fault: 'entra/no-pim' },
  { code: /^RoleAssignmentExists$/, fault: 'entra/role-held' },
  { code: /^RoleAssignmentDoesNotExist$/, fault: 'entra/role-not-held' },
  { code: /^ActiveDurationTooShort$/, fault: 'entra/role-just-activated' },
  { code: /^RoleAssignmentRequestPolicyValidationFailed$/, fault: 'entra/role-policy' },
  { code: /^SubjectNotFound$/, fault: 'entra/group-not-ready' },
  { message: /Permission being assigned already exists/i, fault: 'entra/app-role-held' },
  { message: /Permission entry already exists/i, fault: 'entra/consent-given' },
  { message: /already exist for the following modified properties/i, fault: 'entra/already-member' },
  { message: /removed object references do not exist/i, fault: 'entra/not-member' },
  {
    message: /source resource object or one of the objects being referenced don.?t exist/i,
    fault: 'entra/group-not-ready',
  },
  { message: /dynamic (membership|group)|DynamicMembership|membership rule/i, fault: 'entra/dynamic-group' },
  { message: /mail-enabled security group|distribution list/i, fault: 'entra/mail-enabled-group' },

  { message: /on-premises mastered|originated within an external service/i, fault: 'entra/mastered-on-premises' },
  {
    message: /Another object with the same value for property|conflicting object with one or more of the specified/i,
    fault: 'entra/name-taken',
  },
  { code: /^Request_MultipleObjectsWithSameKeyValue$/, fault: 'entra/name-taken' },
  {
    message:
      /invited user already exists|guest invitations? (is |are )?not allowed|invitee is in inviter tenant|group email address is not supported/i,
    fault: 'entra/guest-refused',
  },
  { message: /domain portion of the userPrincipalName|verified domain/i, fault: 'entra/domain-not-verified' },
  { message: /default (authentication )?method/i, fault: 'entra/default-method' },
  { message: /UserCredentialPolicy|temporary access pass/i, fault: 'entra/pass-refused' },

  { message: /inherited from a group/i, fault: 'entra/licence-inherited' },
  { message: /with invalid usage location|licen[cs]e.*usage location/i, fault: 'entra/no-usage-location' },
  {
    message: /(not|n.t) have (any|enough) available licen[cs]es|not enough licen[cs]es|no available licen[cs]es/i,
    fault: 'entra/no-seats',
  },
  {
    message: /mutually exclusive|depends? on the service plan|conflicting service plan/i,
    fault: 'entra/licence-conflict',
  },
  { message: /does not have a corresponding licen[cs]e/i, fault: 'entra/licence-not-held' },
  { message: /valid company licen[cs]e/i, fault: 'entra/unknown-licence' },

  {
    status: [400, 403],
    message: /password (does not|must|cannot|is|contains)|banned password/i,
    fault: 'entra/password-refused',
  },
  {
    message: /Could not find a property named|Property '[^']*' does not exist|Invalid property '/i,
    fault: 'entra/unknown-property',
  },
  { code: /^(Request_ResourceNotFound|Directory_ObjectNotFound)$/, fault: 'entra/not-found' },
  { code: /^Directory_QuotaExceeded$/, fault: 'entra/bad-request' },
  { status: 403, fault: 'entra/denied' },
  { status: [404, 410], fault: 'entra/not-found' },
  { status: 409, fault: 'entra/concurrent-change' },
  { status: [408, 424, 500, 502, 503, 504, 509], fault: 'entra/unreachable' },
]

const fits = ({ status, code, message }: Row, said: Said): boolean =>
  (status === undefined || [status].flat().includes(said.status)) &&
  (code === undefined || code.test(said.code)) &&
  (message === undefined || message.test(said.message))

const LEAST_SERVER_ERROR = 500

/** What is left: a server's error says nothing about the request, anything else does. */
const codeFor = (said: Said): FaultCode =>
  rows.find((row) => fits(row, said))?.fault ??
  (said.status > LEAST_SERVER_ERROR && said.status !== 501 ? 'entra/unreachable' : 'entra/bad-request')

/** Statuses after which a write may have happened all the same. */
const isOpen = (status: number): boolean => status === 408 || (status >= LEAST_SERVER_ERROR && status !== 501)

/** The fault that an error answer stands for. `now` is the present time, for a Retry-After that is a date. */
export const graphFault = (answer: GraphAnswer, request: GraphRequest, now: number): Fault => {
  const said = saidBy(answer)
  const code = codeFor(said)
  const effect: Effect = changes(request) && isOpen(answer.status) ? 'unknown' : 'none'
  const waitMs = retryAfterMs(answer.headers.get('retry-after'), now)
  const params = {
    doing: request.doing,
    state: stateText(effect),
    detail: detailOf(said),
    property: propertyOf(said),
    requestId: said.requestId,
    seconds: waitMs === undefined ? 'some' : Math.ceil(waitMs / 1000),
  }
  return new Fault(code, params, { effect, retryAfterMs: waitMs })
}

const detailOf = ({ status, code, message }: Said): string => {
  const text = message.trim().replace(/\.$/, '')
  if (!text) return `HTTP ${status}${code ? ` ${code}` : ''}`
  return code ? `${text} (${code})` : `${text} (HTTP ${status})`
}

const propertyOf = ({ target, message }: Said): string =>
  target ?? /for property (\w+)/i.exec(message)?.[1] ?? 'a unique property'

/** Directory errors, those of role management (`ErrorCode`, `Message`), of OData, and whatever a proxy says. */
const saidBy = ({ status, headers, json, text }: GraphAnswer): Said => {
  const error = member(json, 'error') ?? member(json, 'odata.error') ?? json
  const inner = member(error, 'innerError') ?? member(error, 'innererror')
  return {
    status,
    code: textIn(error, 'code') ?? textIn(error, 'ErrorCode') ?? textIn(json, 'error') ?? '',
    message: textIn(error, 'message') ?? textIn(error, 'Message') ?? (json === undefined ? plainText(text) : ''),
    target: conflictTarget(member(error, 'details')),
    requestId: textIn(inner, 'request-id') ?? headers.get('request-id') ?? undefined,
  }
}

const conflictTarget = (details: Json | undefined): string | undefined => {
  if (!Array.isArray(details)) return undefined
  const conflict = details.find((detail: Json) => textIn(detail, 'code') === 'ObjectConflict')
  return textIn(conflict, 'target')
}

const LONGEST_PLAIN_TEXT = 160

/** What a page says without its markup: "502 Bad Gateway". */
const plainText = (text: string): string =>
  text
    .slice(0, 2000)
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_PLAIN_TEXT)
