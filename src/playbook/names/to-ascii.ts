import transliterate from '@sindresorhus/transliterate'
import anyAscii from 'any-ascii'

/** Letters that these languages write out in ASCII instead of dropping the mark: Müller is Mueller in German, Muller elsewhere. */
const ownLetters: ReadonlyMap<string, RegExp> = new Map([
  ['de', /[äöüÄÖÜ]/gu],
  ['da', /[æøåÆØÅ]/gu],
  ['nb', /[æøåÆØÅ]/gu],
])
/** The main language of countries whose people's names need one of the rules above, or Serbian ones, where the feed names no language. */
const languageOfCountry: ReadonlyMap<string, string> = new Map([
  ['DE', 'de'],
  ['AT', 'de'],
  ['LI', 'de'],
  ['CH', 'de'],
  ['DK', 'da'],
  ['NO', 'nb'],
  ['RS', 'sr'],
  ['ME', 'sr'],
])

/** The language to read a name in: as HR gives it (BCP 47), else the country's (ISO 3166 alpha-2); empty when neither says anything. */
export const nameLanguage = (person: { readonly language?: string; readonly country?: string }): string => {
  const given = person.language?.trim().toLowerCase().split(/[-_]/)[0]
  if (given) return given === 'no' || given === 'nn' ? 'nb' : given
  return languageOfCountry.get(person.country?.trim().toUpperCase() ?? '') ?? ''
}

/** Pictures, flags, what is not shown, and the letters of click sounds (ǀ ǁ ǂ ǃ) that Latin passports leave out. */
const silent =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Cf}|\p{Variation_Selector}|\u{FFFD}|[\u{1C0}-\u{1C3}]/gu
/** The library below takes the sound marks off kana, which makes other syllables of them. */
const kana = /[\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu
const markedLatin = /(\p{Script=Latin})\p{M}+/gu

/**
 * Any text in ASCII, letter case, blanks and punctuation kept. Letters of other scripts are transliterated: where the language has rules of
 * its own by these, else by the common ones, and what they do not know (Han, Kana, Thai, …) by a table over all of Unicode.
 */
export const toAscii = (text: string, language = ''): string => {
  const plain = text.normalize('NFKC').replace(silent, '')
  const syllables = plain.replace(kana, anyAscii)
  const letters = ownLetters.get(language)
  const local = letters
    ? syllables.replace(letters, (letter) => transliterate(letter, { locale: language }))
    : syllables
  const unmarked = local.normalize('NFD').replace(markedLatin, '$1').normalize('NFC')
  // The library takes ^ and ` for accents, so it sees nothing that is ASCII already.
  return unmarked.replace(/\P{ASCII}+/gu, (run) => anyAscii(transliterate(run, { locale: language })))
}
