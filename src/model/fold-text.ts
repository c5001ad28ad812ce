import { rdn, tryParseDn } from './distinguished-name.ts'

const MARKS = /\p{M}/gu
const PLAIN = /^[\x20-\x7e]*$/

/**
 * The form in which AD compares texts: case, diacritics and width do not count, so `Zoë`, `zoe` and `ＺＯＥ` are one. It folds a little more than
 * AD does (ligatures too): a name that is taken for taken costs a number, one that is wrongly taken for free costs a failed run.
 * https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/e3ad4c6c-4efa-4a3d-8b56-96a8bbb4a6a4
 */
export const foldText = (text: string): string =>
  PLAIN.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(MARKS, '').toLowerCase().normalize('NFC')

/** A distinguished name in the form in which AD compares it: a key for maps, never to be sent or shown. A text that is no DN is folded whole. */
export const foldDn = (dn: string): string => {
  const parts = tryParseDn(dn)
  return parts ? parts.map(({ type, value }) => rdn(type.toLowerCase(), foldText(value))).join(',') : foldText(dn)
}
