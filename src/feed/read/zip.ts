import { buffer } from 'node:stream/consumers'
import { zipSync } from 'fflate'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

/** A file in a ZIP archive. */
export interface ZipEntry {
  readonly name: string
  readonly bytes: Uint8Array
}

const MOST_ENTRIES = 10_000

const TOO_LARGE = 'it is larger unpacked than any workbook of people, or than it says'

/** Unpacks an archive. Throws RangeError with the reason where it is damaged, encrypted, or larger than `limit` bytes unpacked. */
export const unzip = async (bytes: Uint8Array, limit: number): Promise<readonly ZipEntry[]> => {
  const archive = await archiveOf(bytes)
  const entries: ZipEntry[] = []
  let left = limit
  try {
    for await (const entry of archive.eachEntry()) {
      if (entry.isEncrypted()) throw new RangeError('it is encrypted with a password')
      left -= entry.uncompressedSize
      if (left < 0) throw new RangeError(TOO_LARGE)
      entries.push(await unpacked(archive, entry))
    }
    return entries
  } catch (cause) {
    throw cause instanceof RangeError ? cause : new RangeError('its list of files is damaged', { cause })
  }
}

const archiveOf = async (bytes: Uint8Array): Promise<ZipFile> => {
  try {
    const archive = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (archive.entryCount <= MOST_ENTRIES) return archive
  } catch (cause) {
    throw new RangeError('its end is missing, so it was cut or is no archive', { cause })
  }
  throw new RangeError('it has more files in it than any workbook')
}

/** Reading stops where an entry turns out to be larger than it says, so that no more than that is ever held. */
const unpacked = async (archive: ZipFile, entry: Entry): Promise<ZipEntry> => {
  try {
    return { name: entry.fileName, bytes: await buffer(await archive.openReadStreamPromise(entry)) }
  } catch (cause) {
    const isLarge = cause instanceof Error && cause.message.startsWith('too many bytes')
    throw new RangeError(isLarge ? TOO_LARGE : 'a file in it is damaged', { cause })
  }
}

/** An archive of these files, not compressed. */
export const zipStored = (entries: readonly ZipEntry[]): Buffer =>
  Buffer.from(zipSync(Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes])), { level: 0 }))
