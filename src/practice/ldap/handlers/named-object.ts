import { tryParseDn } from '../../../model/distinguished-name.ts'
import type { AdObject } from '../../ad/ad-object.ts'
import { AdRefusal, nameRefusal, protocolRefusal, resultCode, win32 } from '../../ad/ad-refusal.ts'
import type { AdStore } from '../../ad/ad-store.ts'
import { findNamed, guidInName } from '../../ad/dn-target.ts'
import type { Grave } from '../../ad/store/grave.ts'
import type { LdapSession } from '../ldap-session.ts'

/** The name lies in another domain: AD names a server to ask instead. */
export class Referral extends AdRefusal {
  readonly url: string

  constructor(message: string, url: string) {
    super(resultCode.referral, message)
    this.url = url
  }
}

const ATTRIBUTE_ACCESS_POINTS = '0000202B: RefErr: DSID-0310084A, data 0, 1 access points\n\tref 1: '

/** `ldap://fabrikam.com/…` for a name that ends in the DC parts of another domain. */
const referralFor = (name: string): Referral | null => {
  const parts = tryParseDn(name) ?? []
  const domain = parts.filter(({ type }) => type.toLowerCase() === 'dc').map(({ value }) => value)
  if (domain.length === 0 || parts.at(-1)?.type.toLowerCase() !== 'dc') return null
  const host = domain.join('.')
  return new Referral(`${ATTRIBUTE_ACCESS_POINTS}'${host}'\n\0`, `ldap://${host}/${encodeURI(name)}`)
}

/** The object that a request names, or the refusal that AD gives for a name that is none or leads nowhere. */
export const namedObject = (store: AdStore, name: string): AdObject => {
  const resolved = findNamed(store, name)
  if (!resolved) throw nameRefusal(resultCode.invalidDnSyntax, win32.badNameSyntax, 'badName', name)
  if (resolved.object) return resolved.object
  const referral = resolved.nearest === null ? referralFor(name) : null
  if (referral) throw referral
  const bestMatch = resolved.nearest ? store.dnOf(resolved.nearest.id) : ''
  throw nameRefusal(resultCode.noSuchObject, win32.notFound, 'noObject', bestMatch)
}

const DELETED_NAME = /(?:\\0ADEL:|\nDEL:|^<GUID=)([0-9a-f-]{32,36})/i

/** The deleted object that a request names by its id or by its name in the recycle bin. */
export const namedGrave = (store: AdStore, name: string): Grave | undefined =>
  store.grave(guidInName(DELETED_NAME.exec(name)?.[1] ?? '') ?? '')

const NEEDS_BIND = 'In order to perform this operation a successful bind must be completed on the connection.'

/** The account that signed in on this connection, or AD's refusal of work without one. */
export const signedIn = (session: LdapSession): string => {
  if (session.account === null) throw protocolRefusal(resultCode.operationsError, win32.notBound, NEEDS_BIND)
  return session.account
}
