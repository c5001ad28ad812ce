const HALF_AND_FULL_WIDTH = /[\uFF01-\uFF5E]/g
const WIDTH_OFFSET = 0xfee0
const KATAKANA = /[\u30A1-\u30F6]/g
const KANA_OFFSET = 0x60
/** Diacritics; the breve of the Cyrillic short i stays, for that is a letter of its own. */
const MARKS = /(?<!\u0438)[\u0300-\u036F]/g
const PLAIN = /^[\x20-\x7e]*$/

const shift = (text: string, range: RegExp, offset: number): string =>
  text.replace(range, (char) => String.fromCharCode(char.charCodeAt(0) - offset))

/**
 * The form in which AD compares texts: case, diacritics, kana type and width do not count, so `Zoë` and `ZOE` are equal.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/e3ad4c6c-4efa-4a3d-8b56-96a8bbb4a6a4 (NORM_IGNORECASE,
 * NORM_IGNORENONSPACE, NORM_IGNOREKANATYPE, NORM_IGNOREWIDTH)
 */
export const fold = (text: string): string => {
  const lower = text.toLowerCase()
  if (PLAIN.test(lower)) return lower
  const bare = lower.normalize('NFD').replace(MARKS, '').normalize('NFC')
  return shift(shift(bare, HALF_AND_FULL_WIDTH, WIDTH_OFFSET), KATAKANA, KANA_OFFSET).toLowerCase()
}
