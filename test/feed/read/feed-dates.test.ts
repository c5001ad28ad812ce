import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datePattern, whyNoPattern } from '../../../src/feed/read/date-pattern.ts'
import { feedDate } from '../../../src/feed/read/feed-date.ts'

const read = (pattern: string, text: string, language = 'en'): string | undefined =>
  datePattern(pattern, language).read(text, 2026)

describe('dates by Unicode patterns', () => {
  test.each([
    ['dd.MM.yyyy', '01.12.2026', '2026-12-01'],
    ['dd.MM.yyyy', '1.2.2026', '2026-02-01'],
    ['d.M.yy', '1.12.26', '2026-12-01'],
    ['M/d/yyyy', '12/1/2026', '2026-12-01'],
    ['ddMMyyyy', '01122026', '2026-12-01'],
    ['yyyyMMdd', '20261201', '2026-12-01'],
    ['d MMM yyyy', '1 Dec 2026', '2026-12-01'],
    ['d MMMM yyyy', '1 DECEMBER 2026', '2026-12-01'],
    ['EEEE, d MMMM yyyy', 'Tuesday, 1 December 2026', '2026-12-01'],
    ["d 'of' MMMM, yyyy", '1 of December, 2026', '2026-12-01'],
    ['dd.MM.yyyy HH:mm:ss', '01.12.2026 08:30:00', '2026-12-01'],
    ["yyyy-MM-dd'T'HH:mm:ssXXX", '2026-12-01T08:30:00+01:00', '2026-12-01T08:30:00+01:00'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSX", '2026-12-01T08:30:00.123Z', '2026-12-01T08:30:00Z'],
    ['MM/dd/yyyy hh:mm a Z', '12/01/2026 08:30 pm +0100', '2026-12-01T20:30:00+01:00'],
    ['MM/dd/yyyy h:mm a x', '12/01/2026 12:05 AM -05', '2026-12-01T00:05:00-05:00'],
    ['yyyy年M月d日', '2026年12月1日', '2026-12-01'],
  ])('%s reads %s', (pattern, text, day) => {
    expect([whyNoPattern(pattern), read(pattern, text)]).toEqual([undefined, day])
  })

  test.each([
    ['de', 'd. MMMM yyyy', '1. März 2026', '2026-03-01'],
    ['de', 'd. MMM yyyy', '1. Dez. 2026', '2026-12-01'],
    ['pl', 'd MMMM yyyy', '3 maja 2026', '2026-05-03'],
    ['pl', 'MMMM d yyyy', 'maj 3 2026', '2026-05-03'],
    ['fr', 'd MMMM yyyy', '1 août 2026', '2026-08-01'],
    ['cs', 'd. MMMM yyyy', '1. července 2026', '2026-07-01'],
  ])('names of months in %s: %s', (language, pattern, text, day) => {
    expect(read(pattern, text, language)).toBe(day)
  })

  test.each([
    ['dd.MM.yyyy', '31.02.2026'],
    ['dd.MM.yyyy', '12/01/2026'],
    ['dd.MM.yyyy', '01.12.26'],
    ['MM/dd/yyyy', '31/12/2026'],
    ['ddMMyyyy', '1122026'],
    ['d MMM yyyy', '1 Dezember 2026'],
    ['dd.MM.yyyy', '01.12.2026 extra'],
  ])('%s does not read %s', (pattern, text) => {
    expect(read(pattern, text)).toBeUndefined()
  })

  test('two digits are a year from 80 years ago to 20 years ahead', () => {
    expect(['47', '46', '00', '99', '26'].map((year) => read('dd.MM.yy', `01.12.${year}`)?.slice(0, 4))).toEqual([
      '1947',
      '2046',
      '2000',
      '1999',
      '2026',
    ])
  })

  test.each([
    ['DD.MM.YYYY', /D is the day of the year; write dd/],
    ['dd.MM.YYYY', /write yyyy/],
    ['dd.mm.yyyy', /mm are minutes; the month is MM/],
    ['MM.yyyy', /it has no day/],
    ['dd.MM.yyyy dd', /the day twice/],
    ['dd.MM.yyyy T', /T is no letter/],
    ["dd.MM.yyyy 'at", /a quote is not closed/],
  ])('%s is no pattern', (pattern, why) => {
    expect(whyNoPattern(pattern)).toMatch(why)
  })

  test('a date written by a pattern is read back, and no text makes a pattern throw', () => {
    const two = (value: number): string => String(value).padStart(2, '0')
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }),
        fc.constantFrom('dd.MM.yyyy', 'MM/dd/yyyy', 'yyyyMMdd', 'dd-MM-yyyy'),
        fc.string({ unit: 'binary' }),
        (date, pattern, text) => {
          const day = date.toISOString().slice(0, 10)
          const written = pattern
            .replace('dd', two(date.getUTCDate()))
            .replace('MM', two(date.getUTCMonth() + 1))
            .replace('yyyy', String(date.getUTCFullYear()))
          expect(read(pattern, written)).toBe(day)
          if (whyNoPattern(text) === undefined) expect(read(text, written) ?? '').toMatch(/^(?:\d{4}-\d{2}-\d{2}.*)?$/)
        },
      ),
      { seed: 6, numRuns: 500 },
    )
  })
})

describe('dates that are recognised unasked', () => {
  test.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-12-01T00:00:00', '2026-12-01'],
    ['2026-12-01 00:00:00.000', '2026-12-01'],
    ['2026-12-01+01:00', '2026-12-01'],
    ['2026-12-01-08:00', '2026-12-01'],
    ['2026-12-01T09:00:00+01:00', '2026-12-01T09:00:00+01:00'],
    ['20261201', '2026-12-01'],
    ['46357', '2026-12-01'],
    ['46357.75', '2026-12-01'],
    ['/Date(1796083200000)/', '2026-12-01'],
    ['/Date(1796079600000+0100)/', '2026-12-01'],
    ['/Date(1796079600000)/', '2026-11-30T23:00:00Z'],
    ['/Date(-1)/', '1969-12-31T23:59:59Z'],
    ['00.00.0000', ''],
    ['00000000', ''],
    ['0000-00-00', ''],
    [' 2026-12-01 ', '2026-12-01'],
  ])('%s', (text, expected) => {
    expect(feedDate(text, [], 2026)).toBe(expected)
  })

  test.each(['01/02/2026', '99999', '12345', '20261301', 'soon', '/Date(99999999999999999)/', '2026-12-01T08:00:00'])(
    '%s stays as it is, for the check of the person to refuse it',
    (text) => {
      expect(feedDate(text, [], 2026)).toBe(text)
    },
  )

  test('a pattern goes before what is recognised', () => {
    expect(feedDate('01122026', [datePattern('ddMMyyyy', 'en')], 2026)).toBe('2026-12-01')
    expect(feedDate('2026-12-01', [datePattern('dd.MM.yyyy', 'en')], 2026)).toBe('2026-12-01')
  })
})
