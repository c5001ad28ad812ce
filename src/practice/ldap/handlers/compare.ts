import { attributeRefusal, type ResultCode, resultCode, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { readText } from '../../ad/search/read-attributes.ts'
import { isDnValued, keyOf, namedAttribute, readValue } from '../../ad/value-rules.ts'
import type { LdapSession } from '../ldap-session.ts'
import type { LdapRequest } from '../wire/ldap-message.ts'
import { namedObject, signedIn } from './named-object.ts'

/** Whether an attribute has a value: compareTrue or compareFalse. */
export const answerCompare = (
  store: AdStore,
  session: LdapSession,
  request: Extract<LdapRequest, { readonly op: 'compare' }>,
): ResultCode => {
  signedIn(session)
  const object = namedObject(store, request.dn)
  const attribute = namedAttribute(request.attribute)
  const values = readText(store, object, attribute)
  if (values.length === 0) {
    throw attributeRefusal(resultCode.noSuchAttribute, win32.missingValue, 'noAttribute', attribute)
  }
  const wanted = isDnValued(attribute)
    ? store.dnOf(readValue(store, attribute, request.value))
    : readValue(store, attribute, request.value)
  const isThere = values.some((value) => keyOf(attribute, value) === keyOf(attribute, wanted))
  return isThere ? resultCode.compareTrue : resultCode.compareFalse
}
