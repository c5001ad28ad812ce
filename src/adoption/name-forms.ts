import transliterate from '@sindresorhus/transliterate'
import anyAscii from 'any-ascii'

const MARKS = /\p{M}/gu
const ASCII = /^[\x20-\x7e]*$/
const APART = /[^a-z0-9]+/
const BETWEEN_WORDS = /\s+/

const unmarked = (word: string): string => anyAscii(word.normalize('NFKD').replace(MARKS, ''))

/** Letters that some languages write out with an e. */
const WRITTEN_OUT = /[äæöøœüÄÆÖØŒÜ]/gu
const writtenOut = (letter: string): string => (/[äæ]/iu.test(letter) ? 'ae' : /ü/iu.test(letter) ? 'ue' : 'oe')

/** Ways of writing a word in plain letters: Müller is Mueller in German, Østergård is Oestergaard in Danish, and Oestergard elsewhere. */
const ways: readonly ((word: string) => string)[] = [
  unmarked,
  anyAscii,
  transliterate,
  (word) => unmarked(word.replace(WRITTEN_OUT, writtenOut)),
  (word) => anyAscii(transliterate(word, { locale: 'da' })),
]

/** Companies have far fewer words in their names than names, and transliterating takes long. */
const kept = new Map<string, readonly string[]>()

/** Departments and titles: few, and compared often. */
const plain = new Map<string, string>()

const formsOfWord = (word: string): readonly string[] => {
  const known = kept.get(word)
  if (known) return known
  const composed = word.normalize('NFKC')
  const forms = ways.map((way) => way(composed).toLowerCase())
  kept.set(word, forms)
  return forms
}

/**
 * Every way in which a name may have been written in plain letters, in lower case: without its marks, written out as German and Danish do, and
 * transliterated from other scripts. Two names are the same where they have one of these in common.
 */
export const nameForms = (text: string): readonly string[] => {
  if (ASCII.test(text)) return [text.toLowerCase()]
  const words = text.split(BETWEEN_WORDS).map(formsOfWord)
  return [...new Set(ways.map((_way, index) => words.map((forms) => forms[index] ?? '').join(' ')))]
}

/** The words of a name, in one way of writing it. */
export const wordsOf = (form: string): readonly string[] =>
  form
    .replaceAll(/['’`]/g, '')
    .split(APART)
    .filter((word) => word !== '')

/** The name without blanks, hyphens and apostrophes, in every way of writing it. */
export const squashed = (text: string): readonly string[] => inEveryWay(text, (words) => words.join(''))

/** The words in one order, whatever theirs was: equal for a name and the same name turned round. */
export const anyOrder = (text: string): readonly string[] => inEveryWay(text, (words) => words.toSorted().join(' '))

const inEveryWay = (text: string, spell: (words: readonly string[]) => string): readonly string[] => [
  ...new Set(
    nameForms(text)
      .map((form) => spell(wordsOf(form)))
      .filter((form) => form !== ''),
  ),
]

/** A text as a reader compares it: words in plain letters. */
export const plainText = (text: string): string => {
  const known = plain.get(text)
  if (known !== undefined) return known
  const made = wordsOf(nameForms(text)[0] ?? '').join(' ')
  plain.set(text, made)
  return made
}
