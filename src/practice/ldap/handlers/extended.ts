import { valueIn } from '../../ad/ad-object.ts'
import { protocolRefusal, resultCode } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { practiceDomain } from '../../ad/practice-domain.ts'
import type { LdapSession } from '../ldap-session.ts'

const WHO_AM_I = '1.3.6.1.4.1.4203.1.11.3'
const START_TLS = '1.3.6.1.4.1.1466.20037'
const TLS_ALREADY = 0x2077
const UNKNOWN_REQUEST = 0x203d

/** Value of the answer to an extended request: `u:CORP\svc-joinery` for "who am I". */
export const answerExtended = (store: AdStore, session: LdapSession, oid: string): Buffer => {
  if (oid === WHO_AM_I) {
    const account = session.account === null ? undefined : store.get(session.account)
    const name = account && valueIn(account, 'sAMAccountName')
    return Buffer.from(name === undefined ? '' : `u:${practiceDomain.netbiosName}\\${name}`)
  }
  if (oid === START_TLS) throw protocolRefusal(resultCode.operationsError, TLS_ALREADY, 'TLS or SSL already in effect')
  throw protocolRefusal(resultCode.protocolError, UNKNOWN_REQUEST, 'Unknown extended request OID')
}
