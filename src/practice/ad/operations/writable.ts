import { attributeRefusal, resultCode, serviceRefusal, updateRefusal, win32 } from '../ad-refusal.ts'
import { isBackLink } from '../schema/ad-schema.ts'
import type { AttributeSchema } from '../schema/schema.ts'
import { namedClass } from '../value-rules.ts'
import type { Modification } from './apply-modification.ts'

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

/** Attributes that the schema marks as the system's own and that may be given all the same when an object is added. */
const GIVEN_ON_ADD: ReadonlySet<string> = new Set(['objectClass', 'instanceType', 'distinguishedName', 'name'])

/** Refuses attributes that nobody may give to a new object. */
export const checkAddable = (attribute: AttributeSchema): void => {
  if (attribute.name === 'primaryGroupID') throw serviceRefusal(win32.unwilling)
  if (OWNED_BY_SAM.has(attribute.name)) throw serviceRefusal(win32.ownedBySam)
  if (GIVEN_ON_ADD.has(attribute.name)) return
  if (attribute.systemOnly || attribute.constructed) {
    throw attributeRefusal(resultCode.constraintViolation, win32.cantAddSystemOnly, 'constraint', attribute)
  }
}

/** Refuses attributes that a modify cannot touch; `rdnAttribute` names the object and changes by renaming it. */
export const checkModifiable = ({ attribute, values }: Modification, rdnAttribute: string): void => {
  if (attribute.name === 'name' || attribute.name.toLowerCase() === rdnAttribute.toLowerCase()) {
    throw updateRefusal(resultCode.notAllowedOnRdn, win32.cantOnRdn, 'onRdn')
  }
  if (attribute.name === 'objectClass') {
    for (const value of values) namedClass(value.toString('utf8'))
    throw updateRefusal(resultCode.objectClassViolation, win32.classViolation, 'classViolation')
  }
  if (isBackLink(attribute)) throw serviceRefusal(win32.notOnBackLink)
  if (OWNED_BY_SAM.has(attribute.name)) throw serviceRefusal(win32.ownedBySam)
  if (attribute.systemOnly || attribute.constructed) {
    throw attributeRefusal(resultCode.constraintViolation, win32.cantModSystemOnly, 'constraint', attribute)
  }
}
