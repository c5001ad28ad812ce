import { crc32, inflateRawSync } from 'node:zlib'

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

// Signatures, lengths and offsets of https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const END = 0x06054b50
const END_LENGTH = 22
const LONGEST_COMMENT = 0xffff
const CENTRAL = 0x02014b50
const CENTRAL_LENGTH = 46
const LOCAL = 0x04034b50
const LOCAL_LENGTH = 30
const ENCRYPTED = 1
const STORED = 0
const DEFLATED = 8
const MOST_ENTRIES = 10_000
const VERSION = 20

const endOf = (archive: Buffer): number => {
  const first = Math.max(0, archive.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = archive.length - END_LENGTH; at >= first; at--) if (archive.readUInt32LE(at) === END) return at
  throw new RangeError('its end is missing, so it was cut or is no archive')
}

/** Unpacks an archive. Throws RangeError with the reason where it is damaged, encrypted, or larger than `limit` bytes unpacked. */
export const unzip = (bytes: Uint8Array, limit: number): readonly ZipEntry[] => {
  const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(archive)
  const count = archive.readUInt16LE(end + 10)
  let at = archive.readUInt32LE(end + 16)
  if (count > MOST_ENTRIES) throw new RangeError('it has more files in it than any workbook')
  const entries: ZipEntry[] = []
  let left = limit
  for (let index = 0; index < count; index++) {
    if (archive.readUInt32LE(at) !== CENTRAL) throw new RangeError('its list of files is damaged')
    const entry = { at: archive.readUInt32LE(at + 42), packed: archive.readUInt32LE(at + 20) }
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    if (archive.readUInt16LE(at + 8) & ENCRYPTED) throw new RangeError('it is encrypted with a password')
    const unpacked = unpack(archive, entry, archive.readUInt16LE(at + 10), left)
    left -= unpacked.length
    entries.push({ name: archive.toString('utf8', at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + name), bytes: unpacked })
    at += CENTRAL_LENGTH + name + extra + comment
  }
  return entries
}

const unpack = (
  archive: Buffer,
  { at, packed }: { readonly at: number; readonly packed: number },
  method: number,
  left: number,
): Uint8Array => {
  if (archive.readUInt32LE(at) !== LOCAL) throw new RangeError('its list of files is damaged')
  const start = at + LOCAL_LENGTH + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28)
  const data = archive.subarray(start, start + packed)
  if (data.length < packed) throw new RangeError('it ends in the middle of a file')
  if (method === STORED && packed <= left) return data
  if (method !== DEFLATED && method !== STORED) throw new RangeError('it is packed in a way that workbooks are not')
  if (left <= 0 || method === STORED) throw new RangeError('it is larger unpacked than any workbook of people')
  return inflated(data, left)
}

const inflated = (data: Uint8Array, left: number): Uint8Array => {
  try {
    return inflateRawSync(data, { maxOutputLength: left })
  } catch (cause) {
    const isLarge = (cause as { readonly code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    throw new RangeError(isLarge ? 'it is larger unpacked than any workbook of people' : 'a file in it is damaged', {
      cause,
    })
  }
}

/** An archive of these files, not compressed. */
export const zipStored = (entries: readonly ZipEntry[]): Buffer => {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of entries) {
    const title = Buffer.from(name)
    const common = commonOf(title, bytes)
    const local = Buffer.concat([number32(LOCAL), common, title, bytes])
    // Comment, disk, attributes, and where the file begins.
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([number32(CENTRAL), number16(VERSION), common, rest, title]))
    parts.push(local)
    at += local.length
  }
  const central = Buffer.concat(directory)
  const count = number16(entries.length)
  const end = [number32(END), Buffer.alloc(4), count, count, number32(central.length), number32(at), Buffer.alloc(2)]
  return Buffer.concat([...parts, central, ...end])
}

/** What the local header and the central directory have in common: version, flags, method, time, checksum, sizes, lengths. */
const commonOf = (title: Buffer, bytes: Uint8Array): Buffer =>
  Buffer.concat([
    number16(VERSION),
    number16(1 << 11),
    Buffer.alloc(6),
    number32(crc32(bytes)),
    number32(bytes.length),
    number32(bytes.length),
    number16(title.length),
    Buffer.alloc(2),
  ])

const number16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

const number32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
