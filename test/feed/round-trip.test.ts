import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { countryCodes } from '../../src/feed/country-codes.ts'
import type { Person } from '../../src/model/person.ts'
import { value } from '../support/checked.ts'
import { readText } from '../support/read-inputs.ts'

const text = (longest: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: longest })
    .map((raw) =>
      raw
        .normalize('NFC')
        .replace(/\p{Zs}+/gu, ' ')
        .trim(),
    )
    .filter(
      (clean) =>
        clean !== '' && clean.length <= longest && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u.test(clean),
    )

const date = fc
  .date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((moment) => moment.toISOString().slice(0, 10))

const person: fc.Arbitrary<Person> = fc.record(
  {
    employeeId: fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,12}[0-9]$/),
    givenName: text(64),
    surname: text(64),
    displayName: text(120),
    title: text(128),
    department: text(64),
    costCenter: fc.oneof(
      text(64),
      fc.constantFrom('00815', 'true', 'null', '~', '1e5', '=1+1', '- a', '#x', '2026-12-01'),
    ),
    country: fc.constantFrom(...countryCodes),
    personalEmail: fc
      .stringMatching(/^[a-z][a-z0-9.]{0,10}[a-z0-9]@(?:example|contoso)\.com$/)
      .filter((mail) => !/\.\.|\.@|^root@|^noc@|^abuse@/.test(mail)),
    startDate: date,
    lastDay: date,
    roles: fc.array(
      text(30).filter((role) => !role.includes('|')),
      { minLength: 1, maxLength: 4 },
    ),
    timeZone: fc.constantFrom('Europe/Warsaw', 'Pacific/Honolulu', 'UTC'),
  },
  { requiredKeys: ['employeeId', 'surname'] },
)

const people = fc.uniqueArray(person, { minLength: 1, maxLength: 8, selector: (each) => each.employeeId.toLowerCase() })

const toCsv = (all: readonly Person[], delimiter: string, end: string): string => {
  const fields = [...new Set(all.flatMap((each) => Object.keys(each)))] as (keyof Person)[]
  const cell = (given: Person[keyof Person]): string => {
    const plain = Array.isArray(given) ? given.join('|') : String(given ?? '')
    return `"${plain.replaceAll('"', '""')}"`
  }
  return [fields.join(delimiter), ...all.map((each) => fields.map((field) => cell(each[field])).join(delimiter))].join(
    end,
  )
}

const read = (name: string, content: string): readonly Person[] =>
  value(readText(name, content)).people.map((record) => record.person)
const settings = { seed: 7, numRuns: 100 }

test('people written as YAML are read as they were', () => {
  fc.assert(
    fc.property(people, (all) => void expect(read('x.yaml', stringify({ people: all }))).toEqual(all)),
    settings,
  )
})

test('people written as JSON are read as they were', () => {
  fc.assert(
    fc.property(people, (all) => void expect(read('x.json', JSON.stringify({ people: all }))).toEqual(all)),
    settings,
  )
})

test('people written as CSV are read as they were, with every delimiter and line end', () => {
  const form = fc.tuple(people, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n', '\r'))
  fc.assert(
    fc.property(form, ([all, delimiter, end]) => void expect(read('x.csv', toCsv(all, delimiter, end))).toEqual(all)),
    settings,
  )
})

test('whatever is read is answered, never thrown', () => {
  const piece = fc.constantFrom(
    'employeeId',
    'surname',
    '"',
    ',',
    ';',
    '\n',
    '\r\n',
    ': ',
    '- ',
    '[',
    '{',
    '}',
    ']',
    '00123',
    'Vance',
    '&a',
    '*a',
    '!x',
    '|',
    '>',
    '#',
    '\t',
    '?',
    '\ufeff',
    '%',
  )
  const soup = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(soup, fc.constantFrom('x.yaml', 'x.json', 'x.csv', '-'), (content, name) => {
      const checked = readText(name, content)
      expect(checked.ok || checked.faults.length > 0).toBe(true)
    }),
    { seed: 11, numRuns: 3000 },
  )
})
