import { type AdObject, hasClass, valueIn } from '../ad-object.ts'
import { attributeRefusal, resultCode, systemRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { keyOf, namedAttribute } from '../value-rules.ts'

const LONGEST_USER_NAME = 20
/** https://learn.microsoft.com/windows/win32/adschema/a-samaccountname; `@` is refused by the tools alone. */
const FORBIDDEN = /["/\\[\]:;|=,+*?<>]/

const isControl = (char: string): boolean => char < ' '

const otherHolder = (store: AdStore, id: string, attribute: string, value: string): AdObject | undefined => {
  for (const holder of store.holders(attribute, keyOf(namedAttribute(attribute), value))) {
    if (holder !== id) return store.get(holder)
  }
  return undefined
}

const isWellFormed = (account: AdObject, name: string): boolean => {
  const isPerson = hasClass(account, 'user') && !hasClass(account, 'computer')
  if (isPerson && name.length > LONGEST_USER_NAME) return false
  return name.trim() !== '' && !name.endsWith('.') && !FORBIDDEN.test(name) && ![...name].some(isControl)
}

/** sAMAccountName has no second holder in the domain; for people it has at most 20 characters. */
export const checkAccountName = (store: AdStore, account: AdObject): void => {
  const name = valueIn(account, 'sAMAccountName')
  if (name === undefined) return
  if (!isWellFormed(account, name)) throw systemRefusal(win32.invalidAccountName)
  const holder = otherHolder(store, account.id, 'sAMAccountName', name)
  if (!holder) return
  const error = hasClass(holder, 'group') ? win32.groupExists : win32.userExists
  throw updateRefusal(resultCode.entryAlreadyExists, error, 'entryExists')
}

const checkForestUnique = (store: AdStore, account: AdObject, attribute: string, error: number): void => {
  for (const value of account.values.get(attribute) ?? []) {
    if (otherHolder(store, account.id, attribute, value)) {
      throw attributeRefusal(resultCode.constraintViolation, error, 'constraint', namedAttribute(attribute))
    }
  }
}

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/3c154285-454c-4353-9a99-fb586e806944 */
export const checkPrincipalNames = (store: AdStore, account: AdObject): void => {
  checkForestUnique(store, account, 'userPrincipalName', win32.upnNotUnique)
  checkForestUnique(store, account, 'servicePrincipalName', win32.spnNotUnique)
}
