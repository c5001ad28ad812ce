import { expect, test } from 'vitest'
import { toLdapFilter } from '../../src/ad/ldap-filter.ts'
import { type AdFilter, accounts, allOf, anyOf, equals } from '../../src/model/ad-query.ts'
import { Fault } from '../../src/model/fault.ts'

/** The text form of ldapts writes bytes in hexadecimal; letters and blanks among them are shown as such. */
const readable = (text: string): string =>
  text.replace(/\\([2-7][0-9a-f])/g, (hex, digits: string) => {
    const char = String.fromCharCode(Number.parseInt(digits, 16))
    return /[A-Za-z ]/.test(char) ? char : hex
  })

test.each<[AdFilter, string]>([
  [equals('cn', 'Vance (Adele)*'), '(cn=Vance \\28Adele\\29\\2a)'],
  [accounts, '(&(objectClass=user)(!(objectClass=computer)))'],
  [anyOf([equals('cn', 'a'), equals('cn', 'b')]), '(|(cn=a)(cn=b))'],
  [allOf([equals('cn', 'a')]), '(cn=a)'],
  [{ op: 'starts', attribute: 'cn', value: 'a*' }, '(cn=a\\2a*)'],
  [{ op: 'present', attribute: 'mail' }, '(mail=*)'],
  [{ op: 'starts', attribute: 'cn', value: '' }, '(cn=*)'],
  [equals('cn', ''), '(!(objectClass=*))'],
  [anyOf([]), '(!(objectClass=*))'],
  [allOf([]), '(objectClass=*)'],
])('%j is sent as %s', (filter, text) => {
  expect(readable(toLdapFilter(filter).toString())).toBe(text)
})

test.each(['cn=*)(mail', 'cn;binary', '', '1.2.840.113556.1.4.8', 'constructor'])(
  '%j is no attribute to search by',
  (attribute) => {
    for (const filter of [
      equals(attribute, 'x'),
      { op: 'present', attribute } as const,
      { op: 'starts', attribute, value: '' } as const,
    ]) {
      expect(() => toLdapFilter(filter)).toThrow(Fault)
    }
  },
)
