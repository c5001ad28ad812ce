/** Reasons to look at a name again; none of them refuses it, for every one of them has been somebody's real name. */
const flags: readonly (readonly [RegExp, string])[] = [
  [
    /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u,
    'has a character that turns the direction of the text, so it may show as another name',
  ],
  [/\u034f|[\u00ad\u115f\u1160\u200b\u2060\u3164\ufeff\uffa0]|[\u{e0000}-\u{e007f}]/u, 'has an invisible character'],
  [/\ufffd/u, 'has the sign for damaged characters (U+FFFD); the export lost letters'],
  [/\?/u, 'has a question mark, as a damaged export leaves behind'],
  [/[ÃÂ][\u0080-\u00bf]|â€/u, 'looks like UTF-8 that was read as another encoding'],
  [/\p{Extended_Pictographic}|\p{Regional_Indicator}/u, 'has an emoji'],
  [/\p{Nd}/u, 'has a digit'],
  [/^[\p{P}\p{S}\s]+$/u, 'has no letter'],
  [/^(?:unknown|n\/?a|none|null|undefined|tbd|test|lnu|fnu|nmn|pending|x+)$/iu, 'looks like a placeholder'],
]

const scripts: readonly RegExp[] = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Armenian}/u,
]

const mixesScripts = (text: string): boolean => scripts.filter((script) => script.test(text)).length > 1

/** Letters that are drawn like plain ones but are others: bold, circled, full-width. */
const isDressedUp = (text: string): boolean =>
  [...text].some((character) => /\P{ASCII}/u.test(character) && /^[A-Za-z0-9]+$/.test(character.normalize('NFKC')))

/** What is odd about a name, for whoever approves the plan. */
export const nameFlags = (text: string): readonly string[] => {
  const found = flags.filter(([pattern]) => pattern.test(text)).map(([, why]) => why)
  if (mixesScripts(text)) found.push('mixes letters of several scripts that look alike')
  if (isDressedUp(text)) found.push('has letters that only look like plain ones')
  return found
}
