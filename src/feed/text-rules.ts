import { z } from 'zod'

/** What a check found out: what is wrong, and what to write instead. */
export interface Refusal {
  readonly what: string
  readonly hint: string
}

const refused: readonly (readonly [RegExp, string])[] = [
  [/\0/u, 'a NUL character, which a directory cannot keep'],
  [/[\r\n\u2028\u2029]/u, 'a line break'],
  [/\t/u, 'a tab'],
  [/\p{Cc}/u, 'a control character'],
  [/\p{Cs}/u, 'half of a character (a lone surrogate)'],
  [/\p{Noncharacter_Code_Point}/u, 'a code that is no character'],
]

/** Characters that turn the direction of what follows, so that a text shows as another one. https://www.unicode.org/reports/tr9/ */
const turning = /[\u202a-\u202e\u2066-\u2069]/u

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The first character that no text of a person may have. */
export const refusedCharacter = (text: string): Refusal | undefined => {
  for (const [pattern, what] of refused) {
    const found = pattern.exec(text)
    if (found)
      return {
        what: `it has ${what} (${codeOf(found[0])}) as its character ${found.index + 1}`,
        hint: 'Delete the character.',
      }
  }
  return undefined
}

const turningCharacter = (text: string): Refusal | undefined => {
  const found = turning.exec(text)
  if (!found) return undefined
  return {
    what: `${codeOf(found[0])} turns the direction of the text, so that it shows as another one`,
    hint: 'Delete the character.',
  }
}

const tooLong = (text: string, longest: number): Refusal | undefined =>
  text.length > longest
    ? {
        what: `it has ${text.length} characters, and the directory keeps at most ${longest}`,
        hint: `Shorten it to ${longest} characters.`,
      }
    : undefined

const onlyBlanks = (text: string): Refusal | undefined =>
  text.trim() === '' ? { what: 'it has nothing but blanks', hint: 'Write a value, or leave it out.' } : undefined

/** A text schema with a check that answers what is wrong. */
export const checkedText = (check: (text: string) => Refusal | undefined): z.ZodType<string, string> =>
  z.string().superRefine((text, context) => {
    const refusal = check(text)
    if (refusal) context.addIssue({ code: 'custom', message: refusal.what, params: { hint: refusal.hint } })
  })

const composed = (text: string): string => text.normalize('NFC')

/** Any text of a person, in Unicode's composed form (NFC). `longest` in UTF-16 units, as Active Directory counts. */
export const freeText = (longest: number): z.ZodType<string, string> =>
  checkedText(
    (text) => refusedCharacter(text) ?? turningCharacter(text) ?? onlyBlanks(text) ?? tooLong(composed(text), longest),
  ).transform(composed)

/** A part of a name. Characters that turn the direction are let through and noted, for a name is never a reason to lose a person. */
export const nameText = (longest: number): z.ZodType<string, string> =>
  checkedText((text) => refusedCharacter(text) ?? onlyBlanks(text) ?? tooLong(composed(text), longest)).transform(
    composed,
  )
