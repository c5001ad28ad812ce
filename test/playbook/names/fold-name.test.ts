import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldName } from '../../../src/playbook/names/fold-name.ts'
import { nameLanguage, toAscii } from '../../../src/playbook/names/to-ascii.ts'
import { addressFrom, fittedUsername, usernameFrom } from '../../../src/playbook/names/username.ts'

const seeded = { seed: 20261122, numRuns: 500 }
const anyText = fc.string({ unit: 'grapheme', maxLength: 80 })

describe('folding a name', () => {
  test.each([
    ['Müller', 'de', 'mueller'],
    ['Müller', 'tr', 'muller'],
    ['Müller', '', 'muller'],
    ['Åkesson', 'sv', 'akesson'],
    ['Åkesson', 'da', 'aakesson'],
    ['Sørensen', 'da', 'soerensen'],
    ['Sørensen', '', 'sorensen'],
    ['Љубица', 'sr', 'ljubitsa'],
    ['田中', 'ja', 'tianzhong'],
    ['İPEK', 'tr', 'ipek'],
    ['O’Neill-St. John', 'en', 'oneillstjohn'],
    ['van der Berg', 'nl', 'vanderberg'],
    ['ジョン', 'ja', 'jiyon'],
  ])('%s in the language "%s" is %s', (name, language, folded) => {
    expect(foldName(name, language)).toBe(folded)
  })

  test('any text gives letters and digits of ASCII in lower case, and the same ones again', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom('', 'de', 'da', 'nb', 'sr', 'tr', 'sv', 'hu', 'zh'), (text, language) => {
        const folded = foldName(text, language)
        expect(folded).toMatch(/^[a-z0-9]*$/)
        expect(foldName(text, language)).toBe(folded)
        expect(foldName(folded, language)).toBe(folded)
      }),
      seeded,
    )
  })

  test('composed and decomposed spellings are one name', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(foldName(text.normalize('NFD'))).toBe(foldName(text.normalize('NFC')))
      }),
      seeded,
    )
  })

  test('plain ASCII stays as it is when it is transliterated', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(toAscii(text, 'de')).toBe(text)
      }),
      seeded,
    )
  })
})

describe('the language of a name', () => {
  test.each([
    [{ language: 'de-CH', country: 'FR' }, 'de'],
    [{ language: 'no' }, 'nb'],
    [{ country: 'at' }, 'de'],
    [{ country: 'SE' }, ''],
    [{}, ''],
  ])('of %o is "%s"', (person, language) => {
    expect(nameLanguage(person)).toBe(language)
  })
})

describe('a user name', () => {
  test('of any text has the form that every directory takes, its number included', () => {
    const number = fc.option(fc.integer({ min: 2, max: 99999 }))
    fc.assert(
      fc.property(anyText, anyText, number, (given, surname, suffix) => {
        const last = foldName(surname)
        const username = fittedUsername(
          (letters) => usernameFrom(`${given}.${last.slice(0, letters)}`, ''),
          last.length,
          suffix,
        )

        expect(username.length).toBeLessThanOrEqual(20)
        if (username !== '') expect(username).toMatch(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/)
        expect(username).not.toMatch(/[._-]{2}/)
        if (suffix !== null) expect(username.endsWith(String(suffix))).toBe(true)
      }),
      seeded,
    )
  })

  test('is cut at the end of the surname, wherever that stands', () => {
    const make = (letters: number): string => `${'montgomeryashworth'.slice(0, letters)}.christopher`

    expect(fittedUsername(make, 18, null)).toBe('montgome.christopher')
    expect(fittedUsername(make, 18, 12)).toBe('montgo.christopher12')
  })

  test('does not end in a dot where a long given name leaves no room for the surname', () => {
    expect(fittedUsername((letters) => `abdurrahmanibnkhaldu.${'k'.slice(0, letters)}`, 1, null)).toBe(
      'abdurrahmanibnkhaldu',
    )
  })
})

describe('an address', () => {
  test('of any text has nothing in it that Entra refuses', () => {
    fc.assert(
      fc.property(anyText, fc.option(fc.integer({ min: 2, max: 999 })), (text, number) => {
        const address = addressFrom(`${text.replaceAll('@', '')}@contoso.com`, '', number)

        expect(address).toMatch(/^[A-Za-z0-9'._!#^~-]{0,64}@contoso\.com$/)
        expect(address).not.toMatch(/\.\.|^\.|\.@/)
      }),
      seeded,
    )
  })
})
