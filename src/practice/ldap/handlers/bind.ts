import { protocolRefusal, resultCode } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { signIn } from '../../ad/operations/sign-in.ts'
import type { LdapSession } from '../ldap-session.ts'
import type { LdapRequest } from '../wire/ldap-message.ts'

const METHOD_NOT_SUPPORTED = 0x2027

/** Signs in with name and password. An empty password signs nobody in and is no error, as RFC 4513 §5.1.2 has it. */
export const answerBind = (
  store: AdStore,
  session: LdapSession,
  request: Extract<LdapRequest, { readonly op: 'bind' }>,
): void => {
  session.account = null
  if (request.password === null) {
    throw protocolRefusal(resultCode.authMethodNotSupported, METHOD_NOT_SUPPORTED, 'Invalid Authentication method')
  }
  if (request.password !== '') session.account = signIn(store, request.name, request.password).id
}
