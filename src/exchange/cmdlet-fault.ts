import { type Effect, Fault } from '../model/fault.ts'
import type { FaultCode } from '../model/faults/index.ts'
import { type Invocation, isWrite } from './invocation.ts'

/** What is known of a cmdlet that failed, whichever way it was called. */
export interface CmdletError {
  /** Name of the .NET exception, whole or its end; empty where none was told. */
  readonly type: string
  readonly message: string
  /** Status of the HTTP answer; undefined where there was none. */
  readonly status?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/** A row fits if all it names fits. Texts change and are translated, so types stand first. */
interface Row {
  readonly status?: readonly number[]
  readonly type?: RegExp
  readonly message?: RegExp
  readonly fault: FaultCode
  /** The cmdlet was stopped in the middle of its work. */
  readonly open?: true
}

const rows: readonly Row[] = [
  { status: [429], fault: 'exchange/throttled' },
  { type: /(Throttling|OverBudget|Overload)\w*Exception$/, fault: 'exchange/throttled' },
  { message: /server is (too )?busy|micro delay|exceeded its budget/i, fault: 'exchange/throttled' },
  { status: [401], fault: 'exchange/token-refused' },
  { type: /MemberAlreadyExistsException$/, fault: 'exchange/already-member' },
  { message: /is already a member of the group/i, fault: 'exchange/already-member' },
  { type: /MemberNotFoundException$/, fault: 'exchange/not-member' },
  { message: /isn.t a member of the group/i, fault: 'exchange/not-member' },
  { message: /being synchronized from your on-premises/i, fault: 'exchange/mastered-on-premises' },
  { type: /Ambiguous\w*Exception$/, fault: 'exchange/ambiguous' },
  { message: /matches multiple entries/i, fault: 'exchange/ambiguous' },
  { type: /ManagementObjectNotFoundException$/, fault: 'exchange/not-found' },
  { message: /couldn.t be found on|couldn.t find object|is not a mailbox user/i, fault: 'exchange/not-found' },
  // Whoever lacks a management role does not see its cmdlets and parameters at all.
  { type: /CommandNotFoundException$/, fault: 'exchange/denied' },
  { message: /is not recognized as (the )?name of a cmdlet|parameter cannot be found/i, fault: 'exchange/denied' },
  { type: /(RequiresGroupManager|UnauthorizedAccess|RbacAccess)\w*Exception$/, fault: 'exchange/denied' },
  { message: /sufficient permissions|role assigned to application|access is denied/i, fault: 'exchange/denied' },
  { status: [403], fault: 'exchange/denied' },
  { type: /(Transient|MailboxInTransit|ServerUnavailable)\w*Exception$/, fault: 'exchange/unreachable', open: true },
  { message: /try again later|transient (failure|error)/i, fault: 'exchange/unreachable', open: true },
]

const fits = ({ status, type, message }: Row, error: CmdletError): boolean =>
  (status === undefined || status.includes(error.status ?? 0)) &&
  (type === undefined || type.test(error.type)) &&
  (message === undefined || message.test(error.message))

const LEAST_SERVER_ERROR = 500

const isServerError = (status = 0): boolean => status === 408 || (status >= LEAST_SERVER_ERROR && status !== 501)

/** An address without such an interface answers 404 and names no exception. */
const codeFor = (error: CmdletError, row: Row | undefined): FaultCode => {
  if (row) return row.fault
  if (isServerError(error.status)) return 'exchange/unreachable'
  return error.type === '' && error.status === 404 ? 'exchange/unsupported' : 'exchange/refused'
}

/** The fault that a failed cmdlet stands for. Exchange checks before it writes; what a server error left behind is open. */
export const cmdletFault = (error: CmdletError, invocation: Pick<Invocation, 'cmdlet' | 'doing'>): Fault => {
  const row = rows.find((candidate) => fits(candidate, error))
  const open = row ? row.open === true : isServerError(error.status)
  const effect: Effect = isWrite(invocation) && open ? 'unknown' : 'none'
  const { retryAfterMs } = error
  const params = {
    doing: invocation.doing,
    state: stateText(effect),
    detail: detailOf(error),
    cmdlet: invocation.cmdlet,
    seconds: retryAfterMs === undefined ? 'some' : Math.ceil(retryAfterMs / 1000),
  }
  return new Fault(codeFor(error, row), params, { effect, retryAfterMs })
}

const detailOf = ({ message, type, status }: CmdletError): string => {
  const text = message.trim().replace(/\.$/, '')
  const mark = type.split('.').at(-1) || (status === undefined ? '' : `HTTP ${status}`)
  if (!text) return mark || 'it gave no reason'
  return mark ? `${text} (${mark})` : text
}

const states: { readonly [effect in Effect]: string } = {
  none: 'Nothing was changed.',
  done: 'The change was made.',
  unknown: 'Whether the change was made is not known; it has to be read back before anything else.',
}

export const stateText = (effect: Effect): string => states[effect]
