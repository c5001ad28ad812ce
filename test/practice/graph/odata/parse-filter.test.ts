import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/model/json.ts'
import { meets } from '../../../../src/practice/graph/odata/evaluate-filter.ts'
import { parseFilter } from '../../../../src/practice/graph/odata/parse-filter.ts'
import { SyntaxFault } from '../../../../src/practice/graph/odata/tokens.ts'

const adele: JsonObject = {
  displayName: "Adele O'Brien & Söhne #1 + 100%",
  department: 'Sales',
  accountEnabled: true,
  createdDateTime: '2026-12-01T08:00:00Z',
  employeeOrgData: { division: 'Retail' },
  proxyAddresses: ['SMTP:adele.vance@contoso.com', 'smtp:adele@contoso.com'],
  assignedLicenses: [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }],
  seats: 12,
  mail: null,
}
const holds = (filter: string): boolean => meets(parseFilter(filter), (property) => adele[property] ?? null)

describe('a filter', () => {
  test.each([
    ["department eq 'sales'", true],
    ["department ne 'Sales'", false],
    ["displayName eq 'adele o''brien & söhne #1 + 100%'", true],
    ["not (department eq 'Sales')", false],
    ["not department eq 'Marketing'", true],
    ["department eq 'Marketing' or department eq 'Sales' and accountEnabled eq true", true],
    ["(department eq 'Marketing' or department eq 'Sales') and accountEnabled eq false", false],
    ["department in ('HR', 'Sales')", true],
    ["startsWith(department, 'Sa') and endsWith(department,'es')", true],
    ["STARTSWITH(department,'ma')", false],
    ['createdDateTime ge 2026-12-01T08:00:00Z', true],
    ['createdDateTime lt 2026-12-01T09:00:00+01:00', false],
    ['createdDateTime eq 2026-12-01T09:00:00+01:00', true],
    ['seats gt 11 and seats le 12', true],
    ['mail eq null', true],
    ['mail gt null', false],
    ["employeeOrgData/division eq 'retail'", true],
    ["proxyAddresses/any(x:x eq 'smtp:adele@contoso.com')", true],
    ["proxyAddresses/all(x:startsWith(x,'smtp:'))", true],
    ["proxyAddresses/any(x:endsWith(x,'fabrikam.com'))", false],
    ['proxyAddresses/any()', true],
    ['assignedLicenses/any(a:a/skuId eq 05E9A617-0261-4CEE-BB44-138D3EF5D965)', true],
    ['assignedLicenses/$count ne 0', true],
  ])('%s is %s for Adele', (filter, expected) => {
    expect(holds(filter)).toBe(expected)
  })

  test.each([
    ['', 0],
    ['department', 10],
    ["department eq 'Sales", 14],
    ['department eq', 13],
    ["department equals 'Sales'", 11],
    ["(department eq 'Sales'", 22],
    ["department eq 'Sales')", 21],
    ['department in ()', 15],
    ["department eq 'Sales' && true", 22],
    ['seats eq 12seats', 9],
  ])('%s is refused at place %i', (filter, place) => {
    try {
      parseFilter(filter)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxFault)
      expect((error as SyntaxFault).at).toBe(place)
    }
  })

  test('nested without end is refused, not followed', () => {
    const deep = `${'('.repeat(50_000)}department eq 'Sales'${')'.repeat(50_000)}`

    expect(() => parseFilter(deep)).toThrow(SyntaxFault)
    expect(() => parseFilter(`${'not '.repeat(50_000)}accountEnabled eq true`)).toThrow(SyntaxFault)
  })

  test('finds any text that is quoted as OData wants it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const filter = parseFilter(`displayName eq '${text.replaceAll("'", "''")}'`)

        expect(meets(filter, () => text)).toBe(true)
        expect(meets(filter, () => `${text}x`)).toBe(false)
      }),
      { seed: 20261201, numRuns: 300 },
    )
  })

  test('is read or refused, whatever it is', () => {
    const words = fc.constantFrom(
      'department',
      'eq',
      "'Sales'",
      '(',
      ')',
      'and',
      'or',
      'not',
      'in',
      ',',
      '/',
      'any',
      ':',
      '12',
      'null',
      "'",
      '$count',
      'é',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        try {
          parseFilter(parts.join(' '))
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxFault)
        }
      }),
      { seed: 20261201, numRuns: 2000 },
    )
  })
})
