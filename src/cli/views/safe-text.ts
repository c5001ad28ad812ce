/**
 * Control characters, bidirectional overrides, line separators and invisible format characters: what could rewrite a line that somebody is
 * about to approve, or hide something in it.
 */
const UNSAFE =
  /[\u034f\ufe00-\ufe0f\p{Cc}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu

/** A value for the terminal: one line, nothing in it acts, and what was taken out is shown as `\u{202e}`. */
export const safeText = (value: string): string =>
  value.replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
