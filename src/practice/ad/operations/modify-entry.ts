import { attributeRefusal, resultCode, serviceRefusal, win32 } from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { changePassword, isOldPassword, isQuoted, lockedOut, resetPassword } from '../rules/password.ts'
import { namedAttribute } from '../value-rules.ts'
import { applyModification, type Modification, type ModifyOptions } from './apply-modification.ts'
import { applyAttributeRules, checkClassRules, checkHasAttribute } from './object-rules.ts'
import { isLocked, noteFailure } from './sign-in.ts'
import { checkModifiable } from './writable.ts'

/** A modification before the schema was asked. */
export interface RawModification {
  readonly op: Modification['op']
  readonly type: string
  readonly values: readonly Buffer[]
}

const PASSWORD = 'unicodePwd'

/** Reset by `replace` with one value, or changed by `delete` of the old and `add` of the new one; nothing else sets a password. */
const setPassword = (store: AdStore, id: string, changes: readonly Modification[]): void => {
  const valuesOf = (op: Modification['op']) =>
    changes.filter((change) => change.op === op).flatMap(({ values }) => values)
  const [replaced, ...moreReplaced] = valuesOf('replace')
  const [removed, ...moreRemoved] = valuesOf('delete')
  const [added, ...moreAdded] = valuesOf('add')
  if (moreReplaced.length + moreRemoved.length + moreAdded.length > 0) throw passwordTwice()
  if (replaced && changes.length === 1) resetPassword(store, id, replaced)
  else if (removed && added && changes.length === 2) changePassword(store, id, removed, added)
  else throw serviceRefusal(win32.unwilling)
}

const passwordTwice = () =>
  attributeRefusal(resultCode.constraintViolation, win32.singleValue, 'constraint', namedAttribute(PASSWORD))

const onlyValue = (raw: readonly RawModification[], op: Modification['op']): Buffer | undefined => {
  const values = raw.filter((change) => change.op === op).flatMap((change) => change.values)
  return values.length === 1 ? values[0] : undefined
}

/** A wrong old password counts like one at a sign-in, so it is looked at before the change that will be refused for it. */
const countWrongPassword = (store: AdStore, id: string, raw: readonly RawModification[]): void => {
  const passwords = raw.filter(({ type }) => type.toLowerCase() === PASSWORD.toLowerCase())
  const [removed, added] = [onlyValue(passwords, 'delete'), onlyValue(passwords, 'add')]
  const account = store.get(id)
  if (!removed || !added || !account || !isQuoted(added)) return
  if (isLocked(store, account)) throw lockedOut()
  if (!isOldPassword(account, removed)) noteFailure(store, account)
}

/** Changes an object as a whole or not at all. https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/76df255d-dc67-4c1f-adc6-1e5b60021304 */
export const modifyEntry = (
  store: AdStore,
  id: string,
  raw: readonly RawModification[],
  options: ModifyOptions = { permissive: false },
): void => {
  countWrongPassword(store, id, raw)
  store.transaction(() => modifyAtOnce(store, id, raw, options))
}

const modifyAtOnce = (store: AdStore, id: string, raw: readonly RawModification[], options: ModifyOptions): void => {
  const object = store.get(id)
  if (!object) return
  const changes = raw.map(({ op, type, values }): Modification => ({ op, attribute: namedAttribute(type), values }))
  for (const change of changes) checkModifiable(change, object.rdn.type)
  const passwords = changes.filter(({ attribute }) => attribute.name === PASSWORD)
  if (passwords.length > 0) setPassword(store, id, passwords)
  const plain = changes.filter(({ attribute }) => attribute.name !== PASSWORD)
  for (const { op, attribute, values } of plain)
    if (op !== 'delete' && values.length > 0) checkHasAttribute(object, attribute)
  for (const change of plain) applyModification(store, object, change, options)
  const touched = new Set(plain.map(({ attribute }) => attribute.name))
  checkClassRules(store, id, touched)
  applyAttributeRules(store, object, touched)
}
