import { type Checked, Fault } from '../model/fault.ts'
import { limits } from './limits.ts'
import { lineIndex } from './line-index.ts'

const refuse = (fault: Fault): Checked<string> => ({ ok: false, faults: [fault] })

/**
 * The text of a file: UTF-8, UTF-16 if it begins with a byte order mark, or the encoding that was named (as in
 * https://encoding.spec.whatwg.org/#names-and-labels). Bytes that do not decode are refused with their place, never guessed. The byte order
 * mark is taken off.
 */
export const decodeText = (
  bytes: Uint8Array,
  file: string,
  encoding?: string,
  limit: number = limits.textBytes,
): Checked<string> => {
  const where = { file, line: 1, column: 1 }
  if (bytes.length > limit) return refuse(new Fault('file/too-large', { file, bytes: bytes.length, limit }, { where }))
  const label = byteOrderMark(bytes) ?? encoding ?? 'utf-8'
  const decoder = decoderFor(label)
  if (!decoder) return refuse(new Fault('file/unknown-encoding', { encoding: label }, { where }))
  const binary = decoder.encoding.startsWith('utf-16') ? undefined : whyBinary(bytes)
  if (binary) return refuse(new Fault('file/not-text', { file, why: binary }, { where }))
  try {
    return { ok: true, value: decoder.decode(bytes) }
  } catch (cause) {
    return refuse(undecodable(bytes, file, decoder.encoding, cause))
  }
}

const byteOrderMark = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}

const decoderFor = (label: string): InstanceType<typeof TextDecoder> | undefined => {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    return undefined
  }
}

/** Beginnings of files that people give by mistake. */
const magics: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'it is a ZIP archive or an Excel workbook (.xlsx)'],
  ['%PDF', 'it is a PDF'],
  ['\x1f\x8b', 'it is compressed with gzip'],
  ['\xd0\xcf\x11\xe0', 'it is an old Excel or Word file (.xls, .doc)'],
]

const FIRST_BYTES = 8

const whyBinary = (bytes: Uint8Array): string | undefined => {
  const beginning = String.fromCharCode(...bytes.subarray(0, FIRST_BYTES))
  for (const [magic, why] of magics) if (beginning.startsWith(magic)) return why
  const nul = bytes.indexOf(0)
  if (nul >= 0) return `byte ${nul} is NUL, which text does not have (UTF-16 needs a byte order mark)`
  const control = [...beginning].findIndex((character) => character < ' ' && !'\t\n\r\f'.includes(character))
  return control >= 0 ? `byte ${control} is the control character 0x${hex(bytes[control])}` : undefined
}

const hex = (byte = 0): string => byte.toString(16).padStart(2, '0')

const undecodable = (bytes: Uint8Array, file: string, encoding: string, cause: unknown): Fault => {
  const { before, offset } = firstBad(bytes, encoding)
  const suggest = encoding === 'utf-8' ? 'windows-1252' : 'utf-8'
  return new Fault(
    'file/encoding',
    { file, offset, byte: hex(bytes[offset]), encoding: encoding.toUpperCase(), suggest },
    { where: lineIndex(before, file)(before.length), cause },
  )
}

/**
 * The first byte that does not decode, and the text before it. Everything before the first U+FFFD of a lenient decoding is right, so its length
 * in bytes is the offset, unless the file itself holds a U+FFFD there.
 */
const firstBad = (bytes: Uint8Array, encoding: string): { readonly before: string; readonly offset: number } => {
  const text = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes)
  const width = encoding === 'utf-8' ? (part: string) => Buffer.byteLength(part) : (part: string) => part.length * 2
  let offset = 0
  let from = 0
  for (const { index } of text.matchAll(/\ufffd/g)) {
    offset += width(text.slice(from, index))
    from = index
    const genuine =
      encoding === 'utf-8' && bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd
    if (!genuine) return { before: text.slice(0, index).replace(/^\ufeff/, ''), offset }
  }
  return { before: '', offset: 0 }
}
