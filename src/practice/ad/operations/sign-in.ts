import { tryParseDn } from '../../../model/distinguished-name.ts'
import { type AdObject, hasClass, valueIn } from '../ad-object.ts'
import { bindRefusal } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { fileTime, fromFileTime } from '../ad-time.ts'
import { fold } from '../fold.ts'
import { practiceDomain } from '../practice-domain.ts'
import { isDisabled, uac } from '../rules/account-control.ts'
import { domainPolicy } from '../rules/domain-policy.ts'
import { isPasswordOf } from '../rules/password.ts'
import { NEVER_EXPIRES } from './new-object-defaults.ts'

/** Why a sign-in fails: the sub-code that stands behind `data` in AD's text. */
const subCode = {
  noSuchUser: '525',
  wrongPassword: '52e',
  passwordExpired: '532',
  disabled: '533',
  accountExpired: '701',
  mustChange: '773',
  locked: '775',
} as const

const holder = (store: AdStore, attribute: string, value: string): AdObject | undefined => {
  for (const id of store.holders(attribute, fold(value))) {
    const object = store.get(id)
    if (object && hasClass(object, 'user')) return object
  }
  return undefined
}

/** By DN, UPN (explicit, or user name and domain), `DOMAIN\user`, or the bare user name. */
const findAccount = (store: AdStore, name: string): AdObject | undefined => {
  const [domain = '', user] = name.split('\\')
  if (user !== undefined && !name.includes('=')) {
    const isOurs = [practiceDomain.netbiosName, practiceDomain.dnsName].some((own) => fold(own) === fold(domain))
    return isOurs ? holder(store, 'sAMAccountName', user) : undefined
  }
  const byUpn = holder(store, 'userPrincipalName', name)
  if (byUpn) return byUpn
  const [local = '', suffix] = name.split('@')
  if (suffix !== undefined && fold(suffix) === practiceDomain.dnsName) return holder(store, 'sAMAccountName', local)
  const object = tryParseDn(name) ? store.resolve(name)?.object : undefined
  return object && hasClass(object, 'user') ? object : holder(store, 'sAMAccountName', name)
}

const number = (account: AdObject, name: string): number => Number(valueIn(account, name) ?? 0)
const timeIn = (account: AdObject, name: string): number => {
  const ticks = valueIn(account, name) ?? '0'
  return ticks === '0' ? 0 : fromFileTime(ticks)
}

export const isLocked = (store: AdStore, account: AdObject): boolean => {
  const since = timeIn(account, 'lockoutTime')
  return since !== 0 && store.clock.now() < since + domainPolicy(store).lockoutMs
}

/** Counts a wrong password, at a sign-in or at a change, and locks the account when there were too many. */
export const noteFailure = (store: AdStore, account: AdObject): void =>
  store.transaction(() => {
    const { lockoutThreshold, observationMs } = domainPolicy(store)
    const now = store.clock.now()
    const recent = now - timeIn(account, 'badPasswordTime') <= observationMs
    const count = recent ? number(account, 'badPwdCount') + 1 : 1
    store.setValues(account.id, 'badPwdCount', [String(count)])
    store.setValues(account.id, 'badPasswordTime', [fileTime(now)])
    if (lockoutThreshold > 0 && count >= lockoutThreshold) store.setValues(account.id, 'lockoutTime', [fileTime(now)])
  })

/** The replicated time of the last sign-in is kept no more exactly. https://learn.microsoft.com/windows/win32/adschema/a-lastlogontimestamp */
const TIMESTAMP_PRECISION_MS = 14 * 86_400_000

const noteSuccess = (store: AdStore, account: AdObject): void =>
  store.transaction(() => {
    const now = store.clock.now()
    store.setValues(account.id, 'lastLogon', [fileTime(now)])
    if (now - timeIn(account, 'lastLogonTimestamp') > TIMESTAMP_PRECISION_MS)
      store.setValues(account.id, 'lastLogonTimestamp', [fileTime(now)])
    store.setValues(account.id, 'logonCount', [String(number(account, 'logonCount') + 1)])
    if (number(account, 'badPwdCount') > 0) store.setValues(account.id, 'badPwdCount', ['0'])
    if (timeIn(account, 'lockoutTime') > 0) store.setValues(account.id, 'lockoutTime', ['0'])
  })

/** Why an account cannot sign in although the password is right. */
const restriction = (store: AdStore, account: AdObject): string | null => {
  const bits = number(account, 'userAccountControl')
  const expires = valueIn(account, 'accountExpires') ?? '0'
  if (isDisabled(bits)) return subCode.disabled
  if (expires !== '0' && expires !== NEVER_EXPIRES && fromFileTime(expires) <= store.clock.now())
    return subCode.accountExpired
  if (bits & uac.passwordNeverExpires) return null
  if (valueIn(account, 'pwdLastSet') === '0') return subCode.mustChange
  const age = store.clock.now() - timeIn(account, 'pwdLastSet')
  return age > domainPolicy(store).maxAgeMs ? subCode.passwordExpired : null
}

/** The account that signs in with this name and password. Failures count towards a lockout. Throws AD's refusal with its sub-code. */
export const signIn = (store: AdStore, name: string, password: string): AdObject => {
  const account = findAccount(store, name)
  if (!account) throw bindRefusal(subCode.noSuchUser)
  if (isLocked(store, account)) throw bindRefusal(subCode.locked)
  if (!isPasswordOf(account, password)) {
    noteFailure(store, account)
    throw bindRefusal(subCode.wrongPassword)
  }
  const refused = restriction(store, account)
  if (refused !== null) throw bindRefusal(refused)
  noteSuccess(store, account)
  return account
}
