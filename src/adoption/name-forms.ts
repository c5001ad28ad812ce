import transliterate from '@sindresorhus/transliterate'
import anyAscii from 'any-ascii'

const MARKS = /\p{M}/gu
const ASCII = /^[\x20-\x7e]*$/
const APART = /[^a-z0-9]+/
/** Languages that write their letters out: Müller is Mueller in German, Østergård is Oestergaard in Danish. */
const LOCALES = ['de', 'da'] as const

const kept = new Map<string, readonly string[]>()

/**
 * Every way in which a name may have been written in plain letters, in lower case: without its marks, written out as German and Danish do, and
 * transliterated from other scripts. Two names are the same where they have one of these in common.
 */
export const nameForms = (text: string): readonly string[] => {
  const known = kept.get(text)
  if (known) return known
  const forms = ASCII.test(text) ? [text.toLowerCase()] : formsOf(text)
  kept.set(text, forms)
  return forms
}

const formsOf = (text: string): readonly string[] => {
  const plain = text.normalize('NFKC')
  const bare = anyAscii(plain.normalize('NFKD').replace(MARKS, ''))
  const local = LOCALES.map((locale) => anyAscii(transliterate(plain, { locale })))
  return [
    ...new Set([bare, anyAscii(plain), anyAscii(transliterate(plain)), ...local].map((form) => form.toLowerCase())),
  ]
}

/** The words of a name, in each way of writing it. */
export const wordsOf = (form: string): readonly string[] =>
  form
    .replaceAll(/['’`]/g, '')
    .split(APART)
    .filter((word) => word !== '')

/** The name without blanks, hyphens and apostrophes, in every way of writing it. */
export const squashed = (text: string): readonly string[] => [
  ...new Set(
    nameForms(text)
      .map((form) => wordsOf(form).join(''))
      .filter((form) => form !== ''),
  ),
]

/** The words in one order, whatever theirs was: equal for a name and the same name turned round. */
export const anyOrder = (text: string): readonly string[] => [
  ...new Set(
    nameForms(text)
      .map((form) => [...wordsOf(form)].sort().join(' '))
      .filter((form) => form !== ''),
  ),
]
