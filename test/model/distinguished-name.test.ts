import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  escapeRdnValue,
  firstRdn,
  isBelow,
  joinDn,
  normaliseDn,
  parentOf,
  parseDn,
  rdn,
  rdnValue,
  sameDn,
  tryParseDn,
} from '../../src/model/distinguished-name.ts'
import { Fault } from '../../src/model/fault.ts'

interface HostileRow {
  readonly id: string
  readonly kind: string
  readonly value: string
}

const hostile = readFileSync(new URL('../corpus/hostile.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as HostileRow)
  .filter((row) => typeof row.value === 'string' && row.value !== '')

const STAFF = 'OU=Staff,DC=corp,DC=contoso,DC=com'

describe('a value inside a distinguished name', () => {
  test.each(hostile.filter((row) => row.kind.startsWith('ldap-')))(
    '$id survives being written and read',
    ({ value }) => {
      const dn = joinDn(rdn('CN', value), STAFF)

      expect(rdnValue(dn)).toBe(value)
      expect(parentOf(dn)).toBe(STAFF)
      expect(parseDn(dn)).toHaveLength(5)
    },
  )

  test('whatever it is, it stays one value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ minLength: 1 }), (value, above) => {
        const dn = joinDn(rdn('CN', value), rdn('OU', above), STAFF)
        expect(parseDn(dn).slice(0, 2)).toEqual([
          { type: 'CN', value },
          { type: 'OU', value: above },
        ])
      }),
      { seed: 20261122, numRuns: 1000 },
    )
  })

  test('blanks at its edges, a leading number sign and controls are escaped, inner blanks are not', () => {
    expect(escapeRdnValue(' #Adele Vance# ')).toBe('\\ #Adele Vance#\\ ')
    expect(escapeRdnValue('#1')).toBe('\\#1')
    expect(escapeRdnValue('a\rb\0')).toBe('a\\0Db\\00')
    expect(escapeRdnValue('Vance, Adele')).toBe('Vance\\, Adele')
  })

  test('may have more escaped than has to be, as Samba does with question marks', () => {
    expect(rdnValue('CN=J\\?rgen M\\?ller\\!,DC=contoso')).toBe('J?rgen M?ller!')
  })

  test('may be spelt with bytes in hexadecimal', () => {
    expect(rdnValue('CN=Jos\\C3\\A9 Garc\\c3\\ada,DC=contoso')).toBe('José García')
  })
})

describe('the parts of a distinguished name', () => {
  test('are told apart at commas that are not escaped', () => {
    const dn = `CN=Vance\\, Adele,${STAFF}`

    expect(firstRdn(dn)).toBe('CN=Vance\\, Adele')
    expect(rdnValue(dn)).toBe('Vance, Adele')
    expect(parentOf(dn)).toBe(STAFF)
    expect(parentOf('DC=com')).toBe('')
  })

  test('may have blanks around them, which do not count', () => {
    expect(parentOf(`CN=Adele Vance , ${STAFF}`)).toBe(STAFF)
    expect(rdnValue(`CN= Adele\\ \\  ,${STAFF}`)).toBe('Adele  ')
    expect(rdnValue(`CN=Adele\\\\ ,${STAFF}`)).toBe('Adele\\')
  })

  test.each([
    'Adele',
    'CN',
    'CN=',
    '=x',
    'CN=a,,DC=b',
    'CN=a+SN=b',
    'CN="a"',
    'CN=#0402',
    'CN=a\\',
    'CN=\\ff',
    'CN=\\z',
    'C N=a',
    '<GUID=1>',
  ])('%s is no distinguished name', (text) => {
    expect(tryParseDn(text)).toBeNull()
    expect(() => parseDn(text)).toThrow(Fault)
  })
})

describe('two distinguished names', () => {
  test('are the same whatever their case, escapes and blanks', () => {
    expect(sameDn('CN=Vance\\2C Ad\\C3\\A8le,OU=Staff,DC=corp', 'cn=VANCE\\, ADÈLE, ou=staff, dc=CORP')).toBe(true)
    expect(sameDn('CN=Adele,OU=Staff,DC=corp', 'CN=Adele,OU=Sales,DC=corp')).toBe(false)
    expect(normaliseDn('CN=A,DC=b')).toBe(normaliseDn('cn=a, dc=B'))
  })

  test('are below one another only at the borders of parts', () => {
    expect(isBelow(`CN=Adele,${STAFF}`, 'ou=staff,dc=CORP,dc=contoso,dc=com')).toBe(true)
    expect(isBelow(STAFF, STAFF)).toBe(false)
    expect(isBelow('CN=x,OU=NotStaff,DC=corp', 'OU=Staff,DC=corp')).toBe(false)
    expect(isBelow('CN=Adele\\,OU=Staff,DC=corp', 'OU=Staff,DC=corp')).toBe(false)
  })
})
