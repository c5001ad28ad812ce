/** Longest cn of AD. https://learn.microsoft.com/windows/win32/adschema/a-cn */
const CN_MAX = 64
/** Longest displayName that AD and Entra both take. https://learn.microsoft.com/windows/win32/adschema/a-displayname */
const DISPLAY_NAME_MAX = 256

/** A name for people's eyes: spelled as given (NFC), without blanks at the ends or doubled ones inside. */
const shown = (text: string, max: number): string => {
  const tidy = text.normalize('NFC').replace(/\s+/gu, ' ').trim()
  if (tidy.length <= max) return tidy
  // Half of a character outside the first plane is no character.
  return tidy
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}

export const displayNameFrom = (text: string): string => shown(text, DISPLAY_NAME_MAX)

export const commonNameFrom = (text: string): string => shown(text, CN_MAX)
