import { describe, expect, test } from 'vitest'
import { countryCodes } from '../../src/feed/country-codes.ts'
import { findings, messages, value } from '../support/checked.ts'
import { readFields } from '../support/read-inputs.ts'

const accepted = (field: string, given: unknown): unknown => {
  const person: { readonly [field: string]: unknown } = { ...value(readFields({ [field]: given })).people[0]?.person }
  return person[field]
}
const refusal = (field: string, given: unknown): string => messages(readFields({ [field]: given })).join('\n')

describe('employeeId', () => {
  test.each(['00123', '123', 'A-17', 'c.42_x', '7', 'EXT-000123456789'])('%s is one', (id) => {
    expect(accepted('employeeId', id)).toBe(id)
  })

  test.each([
    ['PENDING', 'placeholder'],
    ['n/a', 'placeholder'],
    ['#REF!', 'error of a spreadsheet'],
    ['1E5', 'scientific notation'],
    ['1.00E+05', 'scientific notation'],
    ['123.0', 'decimal number'],
    ['0000', 'all zeros'],
    ['999999', 'all nines'],
    ['12345678901234567', 'at most 16'],
    ['-123', 'begins with -'],
    ['12 3', '" "'],
    ['123*', '"*"'],
    ['١٢٣', 'begins with ١'],
    ['Adele', 'no digit'],
    [' 123', 'blank'],
  ])('%s is none: %s', (id, why) => {
    expect(refusal('employeeId', id)).toMatch(/^employeeId: /)
    expect(refusal('employeeId', id)).toContain(why)
  })
})

describe('dates', () => {
  test.each([
    '2026-12-01',
    '2028-02-29',
    '2026-12-01T09:00:00+01:00',
    '2026-01-05T00:00:00-12:00',
    '2026-12-01T09:00:00.5Z',
  ])('%s', (date) => {
    expect(accepted('startDate', date)).toBe(date)
    expect(accepted('lastDay', date)).toBe(date)
  })

  test.each([
    ['2026-02-29', 'not in the calendar'],
    ['2026-13-01', 'not in the calendar'],
    ['2026-00-10', 'not in the calendar'],
    ['2026-11-22T00:00:00', 'without an offset'],
    ['2026-11-22T24:00:00Z', 'does not exist'],
    ['2026-11-22T12:60:00Z', 'does not exist'],
    ['2026-11-22T12:00:00+15:00', 'does not exist'],
    ['01.02.2026', 'either way round'],
    ['20260105', 'row of digits'],
    ['tomorrow', 'not a date'],
    ['1900-01-01', 'systems write for "none"'],
    ['9999-12-31', 'systems write for "none"'],
    ['1970-01-01', 'zero of computer clocks'],
  ])('%s is no first day: %s', (date, why) => {
    expect(refusal('startDate', date)).toMatch(/^startDate: /)
    expect(refusal('startDate', date)).toContain(why)
  })

  test.each(['0001-01-01', '1900-01-01', '4712-12-31', '9999-12-31', '9999-12-31T23:59:59Z'])(
    '%s as the last day means none',
    (date) => {
      expect(accepted('lastDay', date)).toBeUndefined()
    },
  )
})

describe('country and usageLocation', () => {
  test('are codes of ISO 3166, in capitals', () => {
    expect(countryCodes).toHaveLength(249)
    expect(accepted('country', 'pl')).toBe('PL')
    expect(accepted('usageLocation', 'GB')).toBe('GB')
  })

  test.each([
    ['Germany', '"DE"'],
    ['UK', '"GB"'],
    ['USA', '"US"'],
    ['Untied Kingdom', '"GB"'],
    ['XX', 'ISO 3166-1'],
  ])('%s is none', (given, hint) => {
    expect(refusal('country', given)).toContain(hint)
  })
})

describe('language and time zone', () => {
  test('are tags of BCP 47 and names of IANA', () => {
    expect(accepted('language', 'de-de')).toBe('de-DE')
    expect(accepted('language', 'zh-Hant-TW')).toBe('zh-Hant-TW')
    expect(accepted('timeZone', 'Europe/Warsaw')).toBe('Europe/Warsaw')
    expect(accepted('timeZone', 'UTC')).toBe('UTC')
    expect(accepted('timeZone', 'America/Argentina/Buenos_Aires')).toBe('America/Argentina/Buenos_Aires')
  })

  test.each([
    ['language', 'de_DE', '"de-DE"'],
    ['language', 'German', 'de-DE, pl or en-US'],
    ['language', 'xq', 'BCP 47'],
    ['timeZone', 'europe/warsaw', '"Europe/Warsaw"'],
    ['timeZone', 'W. Europe Standard Time', 'Windows names'],
    ['timeZone', '+01:00', 'IANA'],
    ['timeZone', 'Mars/Olympus', 'IANA'],
  ])('%s %s is none', (field, given, hint) => {
    expect(refusal(field, given)).toContain(hint)
  })
})

describe('manager', () => {
  test.each(['00042', 'miriam.graham@contoso.com', "o'neil@contoso.com", '$AdeleVance@contoso.com'])(
    '%s names one',
    (manager) => {
      expect(accepted('manager', manager)).toBe(manager)
    },
  )

  test.each(['Miriam Graham', 'CN=Miriam Graham,OU=Staff', 'miriam@'])('%s does not', (manager) => {
    expect(refusal('manager', manager)).toMatch(/^manager: /)
  })
})

describe('lengths are those of the directory', () => {
  test.each([
    ['givenName', 64],
    ['surname', 64],
    ['displayName', 256],
    ['title', 128],
    ['department', 64],
    ['company', 64],
    ['office', 128],
    ['phone', 64],
    ['mobile', 64],
  ])('%s: %i', (field, longest) => {
    expect(accepted(field, 'x'.repeat(longest))).toHaveLength(longest)
    expect(refusal(field, 'x'.repeat(longest + 1))).toContain(`at most ${longest}`)
  })

  test('count what is stored: composed characters', () => {
    expect(accepted('surname', 'e\u0301'.repeat(64))).toBe('é'.repeat(64))
  })
})

describe('characters', () => {
  test.each([
    ['NUL', 'a\0b', 'NUL'],
    ['a line break', 'a\nb', 'line break'],
    ['a tab', 'a\tb', 'tab'],
    ['a terminal sequence', '\u001b[2K', 'U+001B'],
    ['a lone surrogate', 'a\ud800', 'lone surrogate'],
    ['a code that is no character', '\ufffe', 'U+FFFE'],
    ['a turned direction', '\u202ebob', 'U+202E'],
  ])('%s is refused in a title', (_name, text, why) => {
    expect(refusal('title', text)).toMatch(/^title: /)
    expect(refusal('title', text)).toContain(why)
  })

  test.each([
    ['a turned direction', '\u202ehtimS', 'turns the direction'],
    ['an invisible character', 'Jo\u00adhn', 'invisible'],
    ['a damaged character', 'J\ufffdrgen', 'U+FFFD'],
    ['a question mark', 'M?ller', 'question mark'],
    ['the wrong encoding', 'JÃ¼rgen', 'another encoding'],
    ['mixed scripts', 'Pαvel', 'several scripts'],
    ['letters in disguise', '𝐉𝐨𝐡𝐧', 'look like plain'],
    ['a placeholder', 'Unknown', 'placeholder'],
    ['an emoji', '👩‍💻 Ana', 'emoji'],
  ])('%s in a name is kept and noted', (_name, text, why) => {
    const read = value(readFields({ surname: text }))

    expect(read.people[0]?.person.surname).toBe(text)
    expect(read.notes.join('\n')).toContain(why)
  })

  test.each(['علی‌پور', 'වික්‍රමසිංහ', 'O’Brien', "D'Angelo", 'Müller-Lüdenscheidt', 'Ng', '田中', 'Ștefan'])(
    '%s is a name like any other',
    (name) => {
      expect(value(readFields({ surname: name })).notes).toEqual([])
    },
  )
})

test('own values under extra are free, but for characters that no text may have', () => {
  const extra = { badge: '007', floor: 3, parking: true, tags: ['a', { b: null }] }

  expect(accepted('extra', extra)).toEqual(extra)
  expect(findings(readFields({ extra: { note: 'a\u001b[2K' } }))).toHaveLength(1)
})
