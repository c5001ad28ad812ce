import { type AdObject, hasClass, valueIn, valuesIn } from '../ad-object.ts'
import {
  accessRefusal,
  attributeRefusal,
  resultCode,
  serviceRefusal,
  systemRefusal,
  updateRefusal,
  win32,
} from '../ad-refusal.ts'
import type { AdStore } from '../ad-store.ts'
import { fileTime } from '../ad-time.ts'
import {
  accountTypeOf,
  isMachine,
  isTrust,
  keptAccountControl,
  needsPassword,
  primaryGroupFor,
} from '../rules/account-control.ts'
import { groupAccountTypeOf, isGroupType } from '../rules/group-type.ts'
import { checkScopeChange } from '../rules/membership.ts'
import { hasPassword } from '../rules/password.ts'
import { checkAccountName, checkPrincipalNames } from '../rules/unique-names.ts'
import { allowedAttributes, requiredAttributes } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'
import { namedAttribute } from '../value-rules.ts'

/** Classes whose objects the security accounts manager looks after, and their user name with them. */
const SAM_CLASSES: readonly string[] = ['user', 'group']

/** What AD does about an attribute once it has a new value, and what it refuses. */
type Rule = (store: AdStore, object: AdObject, before: AdObject) => void

const numberIn = (object: AdObject, name: string): number => Number(valueIn(object, name) ?? 0)

const userAccountControl: Rule = (store, object, before) => {
  const bits = keptAccountControl(numberIn(object, 'userAccountControl'))
  const isNew = valueIn(before, 'uSNCreated') === undefined
  const bitsBefore = isNew ? 0 : numberIn(before, 'userAccountControl')
  if (isTrust(bits) && !isTrust(bitsBefore)) throw accessRefusal()
  if (isMachine(bits) && !hasClass(object, 'computer')) {
    throw updateRefusal(resultCode.objectClassViolation, win32.machineNotComputer, 'classViolation')
  }
  if (needsPassword(bits) && !hasPassword(object)) throw serviceRefusal(win32.passwordRestriction)
  store.setValues(object.id, 'userAccountControl', [String(bits)])
  store.setValues(object.id, 'sAMAccountType', [String(accountTypeOf(bits))])
  if (isNew || primaryGroupFor(bits) !== primaryGroupFor(bitsBefore))
    store.setValues(object.id, 'primaryGroupID', [String(primaryGroupFor(bits))])
}

/** Only 0 (has to be changed) and -1 (set just now) may be written. */
const pwdLastSet: Rule = (store, object) => {
  const value = valueIn(object, 'pwdLastSet')
  if (value === '-1') store.setValues(object.id, 'pwdLastSet', [fileTime(store.clock.now())])
  else if (value !== '0') throw systemRefusal(win32.invalidParameter)
}

/** Only 0 may be written: it unlocks. */
const lockoutTime: Rule = (store, object) => {
  if (valueIn(object, 'lockoutTime') !== '0') throw systemRefusal(win32.invalidParameter)
  store.setValues(object.id, 'badPwdCount', ['0'])
}

const groupWithRid = (store: AdStore, rid: string | undefined): AdObject | undefined =>
  store.bySid(`${store.domainSid}-${rid}`)

/** Has to be a group that has the account as a member. That membership is no link any more; the one in the group before becomes one. */
const primaryGroupID: Rule = (store, object, before) => {
  const group = groupWithRid(store, valueIn(object, 'primaryGroupID'))
  const former = groupWithRid(store, valueIn(before, 'primaryGroupID'))
  if (group?.id === former?.id) return
  if (!group || !store.isLinked('member', group.id, object.id)) throw serviceRefusal(win32.noSuchUser)
  store.unlink('member', group.id, object.id)
  if (former) store.link('member', former.id, object.id)
}

const groupType: Rule = (store, object, before) => {
  const bits = numberIn(object, 'groupType')
  if (!isGroupType(bits)) throw serviceRefusal(win32.illegalModification)
  checkScopeChange(store, object, numberIn(before, 'groupType'))
  store.setValues(object.id, 'sAMAccountType', [String(groupAccountTypeOf(bits))])
}

/** The security accounts manager cannot do without them. */
const NEVER_GONE: ReadonlySet<string> = new Set([
  'userAccountControl',
  'groupType',
  'primaryGroupID',
  'accountExpires',
  'codePage',
  'countryCode',
  'pwdLastSet',
])

/** The schema has room for several, the security accounts manager for one. */
const description: Rule = (_store, object) => {
  const isAccount = SAM_CLASSES.some((name) => hasClass(object, name))
  if (isAccount && valuesIn(object, 'description').length > 1) {
    throw attributeRefusal(
      resultCode.constraintViolation,
      win32.singleValue,
      'constraint',
      namedAttribute('description'),
    )
  }
}

const rules: { readonly [attribute: string]: Rule } = {
  userAccountControl,
  pwdLastSet,
  lockoutTime,
  primaryGroupID,
  groupType,
  description,
  sAMAccountName: checkAccountName,
  userPrincipalName: checkPrincipalNames,
  servicePrincipalName: checkPrincipalNames,
}

/** Runs the rules of the attributes that changed, each on the object as the ones before left it. `before` is the object before all of it. */
export const applyAttributeRules = (store: AdStore, before: AdObject, changed: Iterable<string>): void => {
  for (const name of changed) {
    const object = store.get(before.id)
    const isThere = object && valueIn(object, name) !== undefined
    if (isThere) rules[name]?.(store, object, before)
    else if (NEVER_GONE.has(name) && valueIn(before, name) !== undefined)
      throw serviceRefusal(win32.illegalModification)
  }
}

const hasAny = (store: AdStore, object: AdObject, name: string): boolean =>
  valuesIn(object, name).length > 0 || store.targets(name, object.id).size > 0

/** Attributes that AD itself gives every object, here not kept as values. */
const ALWAYS_THERE: ReadonlySet<string> = new Set(['nTSecurityDescriptor'])

/** Refuses an attribute that the object's classes do not have. */
export const checkHasAttribute = (object: AdObject, attribute: AttributeSchema): void => {
  if (!allowedAttributes(valuesIn(object, 'objectClass')).has(attribute.name)) {
    throw updateRefusal(resultCode.objectClassViolation, win32.notDefinedForClass, 'classViolation')
  }
}

/** Refuses attributes that the object's classes do not have, and the lack of those that they must have. */
export const checkClassRules = (store: AdStore, id: string, touched: Iterable<string>): void => {
  const object = store.get(id)
  if (!object) return
  const classes = valuesIn(object, 'objectClass')
  const allowed = allowedAttributes(classes)
  for (const name of touched) {
    if (hasAny(store, object, name) && !allowed.has(name)) {
      throw updateRefusal(resultCode.objectClassViolation, win32.notDefinedForClass, 'classViolation')
    }
  }
  if (classes.some((name) => SAM_CLASSES.includes(name)) && !hasAny(store, object, 'sAMAccountName')) {
    throw serviceRefusal(win32.illegalModification)
  }
  for (const name of requiredAttributes(classes)) {
    if (!ALWAYS_THERE.has(name) && !hasAny(store, object, name)) {
      throw updateRefusal(resultCode.objectClassViolation, win32.missingRequired, 'classViolation')
    }
  }
}
