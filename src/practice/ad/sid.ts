const AUTHORITY_BYTES = 6

/** `S-1-5-21-…` as AD stores it. */
export const sidToBytes = (sid: string): Buffer => {
  const [, revision = '1', authority = '0', ...subs] = sid.split('-')
  const bytes = Buffer.alloc(2 + AUTHORITY_BYTES + subs.length * 4)
  bytes.writeUInt8(Number(revision), 0)
  bytes.writeUInt8(subs.length, 1)
  bytes.writeUIntBE(Number(authority), 2, AUTHORITY_BYTES)
  for (const [index, sub] of subs.entries()) bytes.writeUInt32LE(Number(sub), 8 + index * 4)
  return bytes
}

/** The text form; null where the bytes are no SID. */
export const sidFromBytes = (bytes: Buffer): string | null => {
  if (bytes.length < 8 || bytes.length !== 8 + bytes.readUInt8(1) * 4) return null
  const subs = Array.from({ length: bytes.readUInt8(1) }, (_, index) => bytes.readUInt32LE(8 + index * 4))
  return ['S', bytes.readUInt8(0), bytes.readUIntBE(2, AUTHORITY_BYTES), ...subs].join('-')
}

export const isSid = (text: string): boolean => /^S-1-\d+(-\d+)+$/.test(text)

/** The last number of a SID, which tells objects of one domain apart. */
export const ridOf = (sid: string): number => Number(sid.slice(sid.lastIndexOf('-') + 1))
