import { Fault } from './fault.ts'

/** One part of a distinguished name, its value as plain text. AD knows one type and value per part, never several joined by `+`. */
export interface Rdn {
  readonly type: string
  readonly value: string
}

const ATTRIBUTE_TYPE = /^(?:[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\.[0-9]+)*)$/
/** RFC 4514 §2.4 lets these be escaped by a backslash; AD's own DNs escape the equals sign too. */
const SPECIAL = '"+,;<>\\='
const isControl = (char: string): boolean => char < ' ' || char === '\u007f'
const hexOf = (char: string): string => `\\${char.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`

/** Most values need no escape, and a batch compares hundreds of thousands of them. */
const NEEDS_NONE = /^(?![# ])[^\p{Cc}"+,;<>\\=]*(?<! )$/u

/**
 * A value as it may stand in a distinguished name. Any text survives: `firstRdn` and `rdnValue` give it back unchanged.
 * https://www.rfc-editor.org/rfc/rfc4514#section-2.4
 */
export const escapeRdnValue = (value: string): string => {
  if (NEEDS_NONE.test(value)) return value
  const last = value.length - 1
  return Array.from({ length: value.length }, (_, at) => {
    const char = value.charAt(at)
    if (isControl(char)) return hexOf(char)
    const edgeBlank = char === ' ' && (at === 0 || at === last)
    return SPECIAL.includes(char) || edgeBlank || (char === '#' && at === 0) ? `\\${char}` : char
  }).join('')
}

/** `CN=Vance\, Adele` from `CN` and `Vance, Adele`. */
export const rdn = (type: string, value: string): string => `${type}=${escapeRdnValue(value)}`

/** Joins parts that are distinguished names or single RDNs already; empty ones are left out. */
export const joinDn = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(',')

/** Takes a DN apart at its commas; a comma or semicolon behind a backslash belongs to the value. */
const splitUnescaped = (dn: string): readonly string[] => {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < dn.length; at++) {
    if (dn[at] === '\\') at++
    else if (dn[at] === ',' || dn[at] === ';') {
      parts.push(dn.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, dn.slice(from)]
}

/** Blanks around a part mean nothing unless they are escaped. */
const trimUnescaped = (text: string): string => {
  const trimmed = text.replace(/^ +/, '').replace(/ +$/, '')
  const backslashes = /\\+$/.exec(trimmed)?.[0].length ?? 0
  return backslashes % 2 === 1 && text.length > text.indexOf(trimmed) + trimmed.length ? `${trimmed} ` : trimmed
}

/** What a backslash may stand before; letters and digits would begin a hexadecimal pair. */
const PUNCTUATION = /^[!-/:-@[-`{-~ ]$/

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The plain text of an escaped value; null where it is no value of RFC 4514. */
const unescapeRdnValue = (text: string): string | null => {
  if (text.startsWith('#')) return null
  let value = ''
  for (let at = 0; at < text.length; ) {
    const char = text.charAt(at)
    const pairs = char === '\\' ? /^(?:\\[0-9A-Fa-f]{2})+/.exec(text.slice(at))?.[0] : undefined
    if (pairs) {
      value += utf8.decode(Buffer.from(pairs.replaceAll('\\', ''), 'hex'))
      at += pairs.length
    } else if (char === '\\') {
      const escaped = text.charAt(at + 1)
      // Servers escape more than RFC 4514 asks for: Samba answers `CN=J\\?rgen`.
      if (!PUNCTUATION.test(escaped)) return null
      value += escaped
      at += 2
    } else {
      if ('"+<>\0'.includes(char)) return null
      value += char
      at += 1
    }
  }
  return value
}

const parseRdn = (text: string): Rdn | null => {
  const equals = text.indexOf('=')
  const type = text.slice(0, equals).trim()
  if (equals < 1 || !ATTRIBUTE_TYPE.test(type)) return null
  const value = unescapeRdnValue(trimUnescaped(text.slice(equals + 1)))
  return value === null || value === '' ? null : { type, value }
}

/** The parts of a distinguished name, nearest first; null where the text is none. The empty DN has no parts. */
export const tryParseDn = (dn: string): readonly Rdn[] | null => {
  if (dn === '') return []
  try {
    const parts = splitUnescaped(dn).map(parseRdn)
    return parts.every((part): part is Rdn => part !== null) ? parts : null
  } catch {
    // The decoder throws on bytes that are no UTF-8.
    return null
  }
}

/** The parts of a distinguished name, nearest first. Throws `ad/bad-dn`. */
export const parseDn = (dn: string): readonly Rdn[] => {
  const parts = tryParseDn(dn)
  if (!parts) throw new Fault('ad/bad-dn', { dn })
  return parts
}

/** A DN from its parts, escaped the one way of this module. */
export const spellDn = (parts: readonly Rdn[]): string => parts.map((part) => rdn(part.type, part.value)).join(',')

/** The first part, escaped the one way of this module: `CN=Vance\, Adele`. */
export const firstRdn = (dn: string): string => spellDn(parseDn(dn).slice(0, 1))

/** The plain value of the first part: `Vance, Adele`. */
export const rdnValue = (dn: string): string => parseDn(dn)[0]?.value ?? ''

/** The DN of the container; empty for a DN of one part. */
export const parentOf = (dn: string): string => spellDn(parseDn(dn).slice(1))

const fold = (part: Rdn): string => rdn(part.type.toLowerCase(), part.value.normalize('NFC').toLowerCase())

/** One spelling for one DN, whatever its case, escapes and blanks: a key for maps, never to be sent or shown. Throws `ad/bad-dn`. */
export const normaliseDn = (dn: string): string => parseDn(dn).map(fold).join(',')

/** Whether two DNs name the same object. Throws `ad/bad-dn`. */
export const sameDn = (a: string, b: string): boolean => a === b || normaliseDn(a) === normaliseDn(b)

/** Whether `dn` is somewhere inside `base`; an object is not below itself. Throws `ad/bad-dn`. */
export const isBelow = (dn: string, base: string): boolean => {
  const inner = parseDn(dn).map(fold)
  const outer = parseDn(base).map(fold)
  return inner.length > outer.length && outer.every((part, at) => part === inner[inner.length - outer.length + at])
}
