import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJson } from '../../src/files/read-json.ts'
import { findings, value } from '../support/checked.ts'

const read = (text: string) => readJson(text, 'people.json')

describe('JSON', () => {
  test('is read with the places of keys and values', () => {
    const source = value(read('\ufeff[\n  {"employeeId": "00123",\n   "roles": ["crm-admin"]}\n]\n'))

    expect(source.value).toEqual([{ employeeId: '00123', roles: ['crm-admin'] }])
    expect(source.at([0, 'roles', 0])).toEqual({ file: 'people.json', line: 3, column: 14 })
    expect(source.at([0, 'employeeId'], 'key')).toEqual({ file: 'people.json', line: 2, column: 4 })
    expect(source.rawAt([0, 'employeeId'])).toBe('"00123"')
  })

  test('has maps without a prototype', () => {
    expect(Object.getPrototypeOf(value(read('{"a":{}}')).value)).toBeNull()
  })

  test('means what JSON.parse says', () => {
    const exact = fc
      .json({ noUnicodeString: false })
      .filter((text) => !/__proto__|constructor|prototype|""\s*:|e\+|-0/.test(text))
    fc.assert(
      fc.property(exact, (text) => {
        const checked = read(text)
        const inexact = findings(checked).every((finding) => /inexact-number|doubled-key|too-deep/.test(finding))
        expect(checked.ok ? JSON.stringify(checked.value.value) : inexact || findings(checked)).toEqual(
          checked.ok ? JSON.stringify(JSON.parse(text)) : true,
        )
      }),
      { seed: 2, numRuns: 300 },
    )
  })
})

describe('what JSON.parse would let through is refused', () => {
  const refusals: readonly (readonly [string, string, string])[] = [
    ['a doubled key', '{"a":1,\n "a":2}', 'people.json:2:2 file/doubled-key'],
    ['__proto__', '{"__proto__":null}', 'people.json:1:2 file/forbidden-key'],
    ['an escaped __proto__', '{"\\u005f_proto__":null}', 'people.json:1:2 file/forbidden-key'],
    ['an empty key', '{"":1}', 'people.json:1:2 file/forbidden-key'],
    ['a number that loses digits', '[12345678901234567890]', 'people.json:1:2 file/inexact-number'],
    ['minus zero', '{"n":-0}', 'people.json:1:6 file/inexact-number'],
    ['a number beyond all numbers', '[1e999]', 'people.json:1:2 file/inexact-number'],
  ]
  test.each(refusals)('%s', (_name, text, finding) => {
    expect(findings(read(text))).toEqual([finding])
  })
})

describe('what is no JSON is refused with its place', () => {
  test.each([
    ['a comment', '{"a":1} // x', '1:9'],
    ['a comma too many', '[1,]', '1:4'],
    ['single quotes', "{'a':1}", '1:2'],
    ['NaN', '{"a":NaN}', '1:6'],
    ['a bare word', '{"a":yes}', '1:6'],
    ['a leading zero', '[00123]', '1:2'],
    ['an end in the middle', '{"a":[1,2', '1:10'],
    ['a text without an end', '["a', '1:2'],
    ['a line break in a text', '["a\nb"]', '1:2'],
    ['an unknown escape', '["\\x41"]', '1:2'],
    ['two documents', '{}\n{}', '2:1'],
  ])('%s', (_name, text, place) => {
    expect(findings(read(text))).toEqual([`people.json:${place} file/syntax`])
  })

  test('nothing', () => {
    expect(findings(read(' \n'))).toEqual(['people.json:1:1 file/empty'])
  })

  test('20 levels pass, more are refused without exhausting the stack', () => {
    expect(read('['.repeat(20) + ']'.repeat(20)).ok).toBe(true)
    expect(findings(read('['.repeat(100_000)))).toEqual(['people.json:1:21 file/too-deep'])
    expect(findings(read('{"a":'.repeat(100_000)))).toEqual(['people.json:1:101 file/too-deep'])
  })

  test('a long text is read in a moment', () => {
    const long = 'x\\"'.repeat(500_000)

    expect(value(read(`["${long}"]`)).value).toEqual(['x"'.repeat(500_000)])
  })
})
