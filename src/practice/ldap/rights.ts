import { joinDn } from '../../model/distinguished-name.ts'
import { type AdObject, valueIn } from '../ad/ad-object.ts'
import type { AdStore } from '../ad/ad-store.ts'
import type { RawModification } from '../ad/operations/modify-entry.ts'
import { practiceDomain, practiceServiceAccount } from '../ad/practice-domain.ts'
import { ledToFrom } from '../ad/search/chain.ts'

/** Where the service account was delegated rights to create, change, move and delete. */
const DELEGATED: readonly string[] = ['OU=Staff', 'OU=Contractors', 'OU=Groups', 'OU=Disabled']
const DOMAIN_ADMINS = 512

const delegatedUnits = (store: AdStore): readonly string[] =>
  DELEGATED.flatMap((unit) => {
    const id = store.resolve(joinDn(unit, practiceDomain.dn))?.object?.id
    return id === undefined ? [] : [id]
  })

export const isAdministrator = (store: AdStore, account: string): boolean => {
  const admins = store.bySid(`${store.domainSid}-${DOMAIN_ADMINS}`)
  return admins !== undefined && ledToFrom(store, 'member', admins.id).has(account)
}

const isServiceAccount = (store: AdStore, account: string): boolean => {
  const object = store.get(account)
  return object !== undefined && valueIn(object, 'sAMAccountName') === practiceServiceAccount.userName
}

/** AdminSDHolder takes delegated rights away from privileged accounts and groups. */
const isGuarded = (object: AdObject): boolean => valueIn(object, 'adminCount') === '1'

/** Whether the account may write an object, or put one below it. The delegated units themselves may only be filled. */
export const mayWrite = (store: AdStore, account: string, object: AdObject): boolean => {
  if (isAdministrator(store, account)) return true
  if (!isServiceAccount(store, account) || isGuarded(object)) return false
  return delegatedUnits(store).some((unit) => unit !== object.id && store.isWithin(object.id, unit))
}

export const mayFill = (store: AdStore, account: string, container: AdObject): boolean =>
  mayWrite(store, account, container) ||
  (isServiceAccount(store, account) && delegatedUnits(store).some((unit) => unit === container.id))

/** Whether the account may bring a deleted object back, or delete it for good. */
export const mayHandleDeleted = (store: AdStore, account: string, deleted: AdObject): boolean =>
  isAdministrator(store, account) || (isServiceAccount(store, account) && !isGuarded(deleted))

/** Everybody may change a password by saying the old one. */
export const isPasswordChange = (changes: readonly RawModification[]): boolean =>
  changes.length > 0 && changes.every(({ op, type }) => type.toLowerCase() === 'unicodepwd' && op !== 'replace')
