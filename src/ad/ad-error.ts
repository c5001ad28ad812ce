import { type Effect, Fault } from '../model/fault.ts'
import type { FaultCode } from '../model/faults/index.ts'
import { LdapRefusal, TransportError, type TransportTrouble } from './ldap-errors.ts'

/** What was being done, for the message. */
export interface Attempt {
  /** The server's URL. */
  readonly server: string
  /** What the request was about: a DN, or the id of an object. */
  readonly target: string
  /** Attribute that the request was about, where it was one. */
  readonly attribute?: string
  readonly isWrite: boolean
}

interface RefusalRow {
  /** RFC 4511 result code; absent: any. */
  readonly result?: number
  /** Win32 code at the start of AD's diagnostic text, 8 hexadecimal digits in capitals. */
  readonly win32?: string
  readonly text?: RegExp
  readonly code: FaultCode
  readonly effect?: Effect
}

/**
 * What AD's refusals mean; the first row that fits counts. Win32 codes:
 * https://learn.microsoft.com/windows/win32/debug/system-error-codes--8200-8999- (directory service), -1300-1699- (accounts).
 * Rows with a text are for Samba, which gives some refusals another code.
 */
const refusals: readonly RefusalRow[] = [
  // ERROR_PASSWORD_RESTRICTION comes with result 19 or 53, depending on the path through the server.
  { win32: '0000052D', code: 'ad/password-refused' },
  {
    text: /password does not meet|check_password_restrictions|password (?:is )?too (?:short|young)/i,
    code: 'ad/password-refused',
  },
  // ERROR_DS_UPN_VALUE_NOT_UNIQUE_IN_FOREST
  { win32: '000021C8', code: 'ad/upn-taken' },
  { text: /userPrincipalName.*(?:already|not unique|in use)/is, code: 'ad/upn-taken' },
  // ERROR_MEMBER_IN_ALIAS, ERROR_MEMBER_IN_GROUP, ERROR_MEMBER_NOT_IN_ALIAS, ERROR_MEMBER_NOT_IN_GROUP
  { win32: '00000562', code: 'ad/already-member' },
  { win32: '00000528', code: 'ad/already-member' },
  { win32: '00000561', code: 'ad/not-member' },
  { win32: '00000529', code: 'ad/not-member' },
  { result: 68, text: /^attribute '?member'? already/i, code: 'ad/already-member' },
  { result: 53, text: /^attribute '?member'? already deleted/i, code: 'ad/not-member' },
  { result: 68, code: 'ad/name-taken' },
  // ERROR_USER_EXISTS and ERROR_DS_OBJ_STRING_NAME_EXISTS under another result
  { win32: '00000524', code: 'ad/name-taken' },
  { win32: '00002071', code: 'ad/name-taken' },
  { result: 19, text: /sAMAccountName.*(?:already|in use|not unique)/is, code: 'ad/name-taken' },
  // ERROR_INVALID_PARAMETER as "Error in attribute conversion operation": the schema has no such attribute
  { result: 16, win32: '00000057', code: 'ad/unknown-attribute' },
  { result: 16, text: /was not found in the schema/i, code: 'ad/unknown-attribute' },
  { result: 17, code: 'ad/unknown-attribute' },
  { result: 16, code: 'ad/value-changed' },
  { result: 20, code: 'ad/value-changed' },
  { result: 32, code: 'ad/no-such-object' },
  // ERROR_DS_NAME_REFERENCE_INVALID: a value is the DN of an object that is not there
  { win32: '000020B5', code: 'ad/no-such-object' },
  // ERROR_DS_NO_PARENT_OBJECT: where to move to is not there
  { win32: '00002089', code: 'ad/no-such-object' },
  { text: /parent does not exist/i, code: 'ad/no-such-object' },
  // ERROR_INVALID_ACCOUNT_NAME: a sAMAccountName that is too long or has characters that it may not have
  { win32: '00000523', code: 'ad/constraint' },
  { result: 10, code: 'ad/other-domain' },
  { result: 34, code: 'ad/bad-dn' },
  { result: 49, code: 'ad/bad-credentials' },
  { result: 50, code: 'ad/denied' },
  // "In order to perform this operation a successful bind must be completed": rights taken away, or anonymous
  { result: 1, win32: '000004DC', code: 'ad/denied' },
  { result: 51, code: 'ad/busy' },
  { result: 52, code: 'ad/busy' },
  { result: 3, code: 'ad/answer-cut', effect: 'unknown' },
  { result: 4, code: 'ad/answer-cut' },
  { result: 11, code: 'ad/answer-cut' },
  { result: 66, code: 'ad/has-children' },
  { result: 19, code: 'ad/constraint' },
  { result: 21, code: 'ad/constraint' },
  { result: 64, code: 'ad/constraint' },
  { result: 65, code: 'ad/constraint' },
  { result: 67, code: 'ad/constraint' },
  // "other": the server itself does not say whether anything happened
  { result: 80, code: 'ad/unwilling', effect: 'unknown' },
  { code: 'ad/unwilling' },
]

/** Sub codes of a refused bind, in `data 52e` of the text. https://learn.microsoft.com/windows/win32/debug/system-error-codes */
const signInTroubles: { readonly [data: string]: string } = {
  '525': 'there is no account of that name',
  '52e': 'the name or the password is wrong',
  '530': 'the account may not sign in at this time of the week',
  '531': 'the account may not sign in from this machine',
  '532': 'the password has expired',
  '533': 'the account is disabled',
  '701': 'the account has expired',
  '773': 'the account has to change its password first',
  '775': 'the account is locked, after too many wrong passwords',
}

const win32Of = (text: string): string => /^([0-9A-Fa-f]{8})\b/.exec(text)?.[1]?.toUpperCase() ?? ''

const rowFor = (refusal: LdapRefusal): RefusalRow | undefined => {
  const win32 = win32Of(refusal.text)
  return refusals.find(
    (row) =>
      (row.result === undefined || row.result === refusal.resultCode) &&
      (row.win32 === undefined || row.win32 === win32) &&
      (row.text === undefined || row.text.test(refusal.text)),
  )
}

/** The attribute that the server names: `Att 90290 (userPrincipalName)` in AD, `attribute 'x'` in Samba. */
const attributeIn = (text: string): string | undefined =>
  /\bAtt [0-9a-f]+ \(([\w-]+)\)/i.exec(text)?.[1] ?? /attribute '([\w-]+)'/i.exec(text)?.[1]

const signInTrouble = (text: string): string =>
  signInTroubles[/\bdata ([0-9a-f]+)\b/i.exec(text)?.[1]?.toLowerCase() ?? ''] ?? 'the name or the password is wrong'

const fromRefusal = (refusal: LdapRefusal, attempt: Attempt): Fault => {
  const row = rowFor(refusal)
  const attribute = attributeIn(refusal.text) ?? attempt.attribute ?? 'not named by the server'
  const params = {
    server: attempt.server,
    target: attempt.target,
    dn: attempt.target,
    attribute,
    result: refusal.resultCode,
    text: refusal.text.replaceAll('\0', '').trim(),
    trouble: signInTrouble(refusal.text),
  }
  const effect = attempt.isWrite ? (row?.effect ?? 'none') : 'none'
  return new Fault(row?.code ?? 'ad/unwilling', params, { effect, cause: refusal })
}

const transportCodes: { readonly [trouble in TransportTrouble]: FaultCode } = {
  unreachable: 'ad/unreachable',
  'not-trusted': 'ad/certificate-not-trusted',
  'wrong-host': 'ad/certificate-wrong-host',
  silent: 'ad/silent',
  lost: 'ad/connection-lost',
}

/** Anything that a request threw, as a fault. A write whose answer did not come may have happened: its effect is `unknown`. */
export const toAdFault = (error: unknown, attempt: Attempt): Fault => {
  if (error instanceof Fault) return error
  if (error instanceof LdapRefusal) return fromRefusal(error, attempt)
  if (!(error instanceof TransportError)) {
    const text = error instanceof Error ? error.message : String(error)
    return new Fault('bug/unexpected', { text }, { effect: attempt.isWrite ? 'unknown' : 'none', cause: error })
  }
  const effect = attempt.isWrite && error.sent ? 'unknown' : 'none'
  const state = effect === 'unknown' ? 'Whether the change arrived is not known.' : 'Nothing was changed.'
  const params = { server: attempt.server, target: attempt.target, reason: error.message, state }
  return new Fault(transportCodes[error.trouble], params, { effect, cause: error })
}
