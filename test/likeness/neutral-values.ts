import type { Names } from './ldap-request.ts'

/** What says when, by whom or as how manieth something was made, or of what Samba keeps more or less than Windows. */
export const VARIES =
  /^(objectGUID|objectSid|uSN.*|when.*|dSCorePropagationData|nTSecurityDescriptor|replPropertyMetaData|primaryGroupToken)$/i

/** Times and counts of which only matters whether they are none. */
const SOME = /^(pwdLastSet|badPasswordTime|lockoutTime|lastLogon|lastLogonTimestamp|logonCount|badPwdCount)$/i

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
const SCHEMA = /,CN=Schema,CN=Configuration,.*/i

/** A text without what one server calls differently: the names of the OU and of the domain, and the spelling of those. */
export const neutralText = (text: string, { home, tag, domain }: Names): string =>
  text
    .replace(SCHEMA, ',{schema}')
    .replaceAll(new RegExp(escaped(home), 'gi'), '{home}')
    .replaceAll(canonical(home), '{home}')
    .replaceAll(new RegExp(`\\b${escaped(tag)}\\b`, 'gi'), '{tag}')
    .replaceAll(new RegExp(escaped(domain), 'gi'), '{domain}')
    .replaceAll(/\$[0-9A-Z]{6}-[0-9A-Z]{12}/g, '{made up}')
    .replaceAll(/(\\0A|\n)DEL:[0-9a-f-]{36}/gi, '{deleted}')

/** `corp.contoso.com/Staff/Sales` from the DN of an OU. */
const canonical = (dn: string): string => {
  const parts = dn.split(',')
  const domain = parts.filter((part) => /^DC=/i.test(part)).map((part) => part.slice(3))
  const path = parts.filter((part) => !/^DC=/i.test(part)).map((part) => part.slice(3))
  return [domain.join('.'), ...path.reverse()].join('/')
}

const orNone = (value: string): string => (value === '0' || value === '' ? value : 'some')

/** `title: Clerk`: an attribute and its values, which have no order. */
export const neutralValue = (name: string, values: readonly (string | Buffer)[], names: Names): string => {
  const texts = values.map((value) => (typeof value === 'string' ? value : `hex:${value.toString('hex')}`))
  const neutral = texts.map((text) => (SOME.test(name) ? orNone(text) : neutralText(text, names)))
  // Which members are the first is the server's own business.
  return name.includes(';range=') ? `${name}: ${neutral.length}` : `${name}: ${neutral.sort().join(' | ')}`
}
