import { type AdRefusal, attributeRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import { isBackLink } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'

/** Written by the security accounts manager alone. */
const OWNED_BY_SAM: ReadonlySet<string> = new Set([
  'sAMAccountType',
  'badPwdCount',
  'badPasswordTime',
  'lastLogon',
  'lastLogoff',
  'lastLogonTimestamp',
  'logonCount',
  'dBCSPwd',
  'lmPwdHistory',
  'ntPwdHistory',
  'supplementalCredentials',
  'isCriticalSystemObject',
])

const common = (attribute: AttributeSchema): AdRefusal | null => {
  if (isBackLink(attribute)) return serviceRefusal(win32.notOnBackLink)
  return OWNED_BY_SAM.has(attribute.name) ? serviceRefusal(win32.ownedBySam) : null
}

/** Attributes that the schema marks as the system's own and that may be given all the same when an object is added. */
const GIVEN_ON_ADD: ReadonlySet<string> = new Set(['objectClass', 'instanceType', 'distinguishedName', 'name'])

/** Refuses attributes that nobody may give to a new object. */
export const checkAddable = (attribute: AttributeSchema): void => {
  const refusal = common(attribute)
  if (refusal) throw refusal
  if (GIVEN_ON_ADD.has(attribute.name)) return
  if (attribute.systemOnly || attribute.constructed) {
    throw attributeRefusal(resultCode.constraintViolation, win32.cantAddSystemOnly, 'constraint', attribute)
  }
}

/** Refuses attributes that a modify cannot touch; `rdnAttribute` names the object and changes by renaming it. */
export const checkModifiable = (attribute: AttributeSchema, rdnAttribute: string): void => {
  if (attribute.name === 'name') throw updateRefusal(resultCode.notAllowedOnRdn, win32.cantModSystemOnly, 'onRdn')
  if (attribute.name.toLowerCase() === rdnAttribute.toLowerCase()) {
    throw updateRefusal(resultCode.notAllowedOnRdn, win32.cantOnRdn, 'onRdn')
  }
  if (attribute.name === 'objectClass') {
    throw updateRefusal(resultCode.objectClassModsProhibited, win32.cantModObjectClass, 'classChange')
  }
  const refusal = common(attribute)
  if (refusal) throw refusal
  if (attribute.systemOnly || attribute.constructed) {
    throw attributeRefusal(resultCode.constraintViolation, win32.cantModSystemOnly, 'constraint', attribute)
  }
}
