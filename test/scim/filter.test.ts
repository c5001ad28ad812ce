import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../src/model/json.ts'
import { matches } from '../../src/scim/match-filter.ts'
import { parseFilter } from '../../src/scim/parse-filter.ts'
import { ScimProblem } from '../../src/scim/scim-problem.ts'

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const adele: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE],
  id: 'b5f0a5d2-0f5c-4f44-8d80-6a52bd3c1d10',
  externalId: 'AdeleV',
  userName: 'adele@contoso.com',
  name: { givenName: 'Adele', familyName: 'O"Vance)' },
  active: true,
  emails: [
    { type: 'work', value: 'adele@contoso.com', primary: true },
    { type: 'home', value: 'Adele(1)@example.com' },
  ],
  [ENTERPRISE]: { employeeNumber: '00123', department: 'Sales' },
  meta: { resourceType: 'User', lastModified: '2026-11-22T11:00:00.000Z' },
}

const holds = (filter: string): boolean => matches(parseFilter(filter), adele)

describe('a filter finds Adele', () => {
  test.each([
    'userName eq "adele@contoso.com"',
    'userName eq "ADELE@Contoso.com"',
    'USERNAME Eq "adele@contoso.com"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "ade"',
    'externalId eq "AdeleV"',
    `${ENTERPRISE}:employeeNumber eq "00123"`,
    `${ENTERPRISE.toUpperCase()}:department co "ale"`,
    'active eq true',
    'active eq "True"',
    'active ne false',
    'not (active eq false)',
    'title ne "Head of Sales"',
    'title eq null',
    'name.familyName eq "O\\"Vance)"',
    'name.familyName ew ")"',
    'emails eq "adele@contoso.com"',
    'emails.value co "(1)"',
    'emails.type eq "home"',
    'emails[type eq "work"]',
    'emails[type eq "work" and value ew "contoso.com"]',
    'emails[type eq "home"].value eq "adele(1)@example.com"',
    'emails pr and name.givenName pr',
    'not (title pr) and (userName sw "adele" or (userName sw "b" and active pr))',
    'active eq false or userName sw "adele" and not (title pr)',
    '((((userName pr))))',
    'meta.lastModified gt "2026-11-22T10:59:59Z"',
    'meta.lastModified le "2026-11-22T12:00:00+01:00"',
    'meta.resourceType eq "User"',
    'userName eq "\\u0061dele@contoso.com"',
    'urn:example:params:scim:badges:2.0:User:number eq "7" or active eq true',
    `schemas eq "${ENTERPRISE}"`,
  ])('%s', (filter) => {
    expect(holds(filter)).toBe(true)
  })
})

describe('a filter leaves Adele out', () => {
  test.each([
    'userName eq "adele"',
    'externalId eq "adelev"',
    'active eq false',
    'title pr',
    'title sw ""',
    'emails[type eq "home" and value ew "contoso.com"]',
    'emails[type eq "fax"].value eq "adele@contoso.com"',
    'userName eq "x" or userName eq "y" and active eq true',
    'meta.lastModified lt "2026-11-22T10:59:59Z"',
    'userName gt 7',
    `${ENTERPRISE}:employeeNumber eq "123"`,
    'userName eq "x) or (active eq true"',
  ])('%s', (filter) => {
    expect(holds(filter)).toBe(false)
  })
})

describe('a filter is refused rather than guessed', () => {
  test.each([
    '',
    'userName',
    'userName eq',
    'userName eq adele',
    'userName eq "adele',
    'userName is "adele"',
    'userName eq "adele" garbage',
    'userName eq "adele" and',
    '(userName eq "adele"',
    'userName eq "adele")',
    'not userName eq "adele"',
    'user eq "adele"',
    'name.nick eq "adele"',
    'password eq "x" or 1 eq 1',
    'emails[type eq "work"] or 1 eq 1]',
    'emails[kind eq "work"]',
    'emails[type eq "work"',
    'emails[emails[type eq "work"]]',
    'userName[value eq "x"]',
    '__proto__ eq "x"',
    'constructor.name eq "Object"',
    'urn:x:__proto__:y eq "x"',
    `${'('.repeat(30)}active pr${')'.repeat(30)}`,
    Array(200).fill('active pr').join(' or '),
    `userName eq "${'a'.repeat(5000)}"`,
  ])('%s', (filter) => {
    expect(() => parseFilter(filter)).toThrowError(expect.objectContaining({ status: 400, scimType: 'invalidFilter' }))
  })

  test('also one that asks whether true is greater than something', () => {
    expect(() => holds('active gt "a"')).toThrowError(expect.objectContaining({ scimType: 'invalidFilter' }))
  })
})

test('whatever the filter is, it is read in time that grows with its length, or refused', () => {
  const piece = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    ' ',
    '.',
    ':',
    'urn:',
    'not',
    'eq',
    'emails',
    'or',
    '1',
    'é',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 2000 }), (pieces) => {
      try {
        parseFilter(pieces.join(''))
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(ScimProblem)
      }
    }),
    { seed: 6, numRuns: 300 },
  )
})

test('values of users are found by the filter that has them as text, whatever they are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (value) => {
      const user = { userName: value, externalId: `${value}x` }
      expect(matches(parseFilter(`userName eq ${JSON.stringify(value)}`), user)).toBe(true)
      expect(matches(parseFilter(`externalId eq ${JSON.stringify(value)}`), user)).toBe(false)
    }),
    { seed: 7, numRuns: 500 },
  )
})
