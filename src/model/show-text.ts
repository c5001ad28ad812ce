const LONGEST = 80

/** Control, format and separator characters other than the blank, lone surrogates, and code points that are no characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}]/gu

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`

/** A text from outside, fit for a message: invisible characters written as `\u{…}`, and cut after 80 characters. */
export const showText = (text: string): string => {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return short.replace(invisible, escaped)
}
