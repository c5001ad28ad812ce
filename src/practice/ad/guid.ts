const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isGuid = (text: string): boolean => GUID.test(text)

/** The first three groups of a GUID are little-endian in its bytes. */
export const guidToBytes = (guid: string): Buffer => {
  const raw = Buffer.from(guid.replaceAll('-', ''), 'hex')
  return Buffer.concat([
    raw.subarray(0, 4).reverse(),
    raw.subarray(4, 6).reverse(),
    raw.subarray(6, 8).reverse(),
    raw.subarray(8),
  ])
}

/** Lower case text form; null where these are not 16 bytes. */
export const guidFromBytes = (bytes: Buffer): string | null => {
  if (bytes.length !== 16) return null
  const copy = Buffer.from(bytes)
  const hex = Buffer.concat([
    copy.subarray(0, 4).reverse(),
    copy.subarray(4, 6).reverse(),
    copy.subarray(6, 8).reverse(),
    copy.subarray(8),
  ])
  return hex.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
