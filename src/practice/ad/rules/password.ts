import { scryptSync, timingSafeEqual } from 'node:crypto'
import { type AdObject, valueIn, valuesIn } from '../ad-object.ts'
import { type AdRefusal, attributeRefusal, resultCode, serviceRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { fileTime, fromFileTime } from '../ad-time.ts'
import { namedAttribute } from '../value-rules.ts'
import { type DomainPolicy, domainPolicy } from './domain-policy.ts'

/** A few milliseconds: enough to keep real passwords that somebody tries here from lying about, little enough for tests. */
const SCRYPT = { N: 1024 }
const HASH_BYTES = 32
const SHORTEST_NAME_PART = 3
const KINDS_NEEDED = 3
const GENERAL_FAILURE = 0x1f

const hash = (id: string, password: string): string => scryptSync(password, id, HASH_BYTES, SCRYPT).toString('base64')

/** The text inside unicodePwd: UTF-16LE between quotation marks; anything else is refused as AD does. */
const readPassword = (bytes: Buffer): string => {
  if (!isQuoted(bytes)) throw serviceRefusal(GENERAL_FAILURE)
  return bytes.toString('utf16le').slice(1, -1)
}

/** Whether the bytes are a password as AD wants it. */
export const isQuoted = (bytes: Buffer): boolean => {
  const text = bytes.length % 2 === 0 ? bytes.toString('utf16le') : ''
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"')
}

const kinds = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u, /\p{Lo}|\p{Lm}|\p{Lt}/u]

const nameParts = (account: AdObject): readonly string[] => {
  const display = (valueIn(account, 'displayName') ?? '').split(/[,.\-_ #\t]+/)
  return [valueIn(account, 'sAMAccountName') ?? '', ...display].filter((part) => part.length >= SHORTEST_NAME_PART)
}

/** https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-must-meet-complexity-requirements */
const isComplex = (password: string, account: AdObject): boolean => {
  const lower = password.toLowerCase()
  const kindsUsed = kinds.filter((kind) => kind.test(password)).length
  return kindsUsed >= KINDS_NEEDED && !nameParts(account).some((part) => lower.includes(part.toLowerCase()))
}

const meetsPolicy = (policy: DomainPolicy, password: string, account: AdObject): boolean =>
  password.length >= policy.minLength && (!policy.complexity || isComplex(password, account))

export const isPasswordOf = (account: AdObject, password: string): boolean => {
  const kept = Buffer.from(valueIn(account, 'unicodePwd') ?? '', 'base64')
  return kept.length === HASH_BYTES && timingSafeEqual(kept, Buffer.from(hash(account.id, password), 'base64'))
}

export const hasPassword = (account: AdObject): boolean => valueIn(account, 'unicodePwd') !== undefined

const keep = (store: AdStore, account: AdObject, password: string, policy: DomainPolicy): void => {
  const hashed = hash(account.id, password)
  const history = [hashed, ...valuesIn(account, 'ntPwdHistory')].slice(0, Math.max(1, policy.historyLength))
  store.setValues(account.id, 'unicodePwd', [hashed])
  store.setValues(account.id, 'ntPwdHistory', history)
  store.setValues(account.id, 'pwdLastSet', [fileTime(store.clock.now())])
}

/** An administrator's reset: the history does not count, the rest of the policy does. */
export const resetPassword = (store: AdStore, id: string, bytes: Buffer): void => {
  const account = store.get(id)
  const policy = domainPolicy(store)
  const password = readPassword(bytes)
  if (!account || !meetsPolicy(policy, password, account)) throw serviceRefusal(win32.passwordRestriction)
  keep(store, account, password, policy)
}

const changeRefusal = (error: number): AdRefusal =>
  attributeRefusal(resultCode.constraintViolation, error, 'constraint', namedAttribute('unicodePwd'))

/** What AD says to a change while the account is locked. */
export const lockedOut = (): AdRefusal => changeRefusal(win32.lockedOut)

/** Whether the bytes are the password that the account has. */
export const isOldPassword = (account: AdObject, bytes: Buffer): boolean =>
  isQuoted(bytes) && isPasswordOf(account, bytes.toString('utf16le').slice(1, -1))

/** A change by somebody who knows the old password; history and least age count. */
export const changePassword = (store: AdStore, id: string, oldBytes: Buffer, newBytes: Buffer): void => {
  const account = store.get(id)
  const policy = domainPolicy(store)
  const password = readPassword(newBytes)
  if (!account || !isPasswordOf(account, readPassword(oldBytes))) throw changeRefusal(win32.wrongPassword)
  const setAt = fromFileTime(valueIn(account, 'pwdLastSet') ?? '0')
  const tooYoung = store.clock.now() - setAt < policy.minAgeMs
  const known = valuesIn(account, 'ntPwdHistory').includes(hash(id, password))
  if (tooYoung || known || !meetsPolicy(policy, password, account)) throw changeRefusal(win32.passwordRestriction)
  keep(store, account, password, policy)
}

/** A password that nobody knows, for accounts that were there before anybody asked. */
export const unknownPassword = (store: AdStore, id: string): string =>
  store.ids.bytes('password', id).toString('base64')
/** Founding the company sets passwords without asking the policy. */
export const foundingPassword = hash
