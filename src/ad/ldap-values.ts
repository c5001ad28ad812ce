/** Attributes whose values are bytes, in lower case, and how they read as text. All others are UTF-8. */
const guids = new Set([
  'objectguid',
  'msds-externaldirectoryobjectid',
  'schemaidguid',
  'rightsguid',
  'attributesecurityguid',
])
const sids = new Set([
  'objectsid',
  'sidhistory',
  'securityidentifier',
  'tokengroups',
  'tokengroupsglobalanduniversal',
  'msds-quotatrustee',
])
const bytes = new Set([
  'thumbnailphoto',
  'jpegphoto',
  'photo',
  'logonhours',
  'usercertificate',
  'usersmimecertificate',
  'ms-ds-consistencyguid',
  'msexchmailboxguid',
  'ntsecuritydescriptor',
  'replpropertymetadata',
  'audio',
  'terminalserver',
])

/** The bytes of a GUID whose first three fields AD keeps with the lowest byte first. MS-DTYP 2.3.4.2. */
const swapFields = (hex: string): string => {
  const pairs = hex.match(/../g) ?? []
  const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15]
  return order.map((at) => pairs[at] ?? '').join('')
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isGuid = (text: string): boolean => GUID.test(text)

/** `3f2504e0-4f89-11d3-9a0c-0305e82c3301`, lower case. */
export const guidToText = (value: Buffer): string =>
  swapFields(value.toString('hex')).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

export const guidToBytes = (text: string): Buffer => Buffer.from(swapFields(text.replaceAll('-', '')), 'hex')

/** `S-1-5-21-…`. MS-DTYP 2.4.2.2: revision, count, 6 bytes of authority, then `count` numbers of 4 bytes with the lowest first. */
export const sidToText = (value: Buffer): string => {
  const count = value.readUInt8(1)
  const parts = Array.from({ length: count }, (_, at) => value.readUInt32LE(8 + 4 * at))
  return ['S', value.readUInt8(0), value.readUIntBE(2, 6), ...parts].join('-')
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The name of an attribute without options such as `;range=0-1499`, in lower case. */
const plainName = (attribute: string): string => attribute.split(';', 1).join('').toLowerCase()

/** Values as text: UTF-8, GUIDs and SIDs in their usual form, other bytes in base64. */
export const decodeValues = (attribute: string, values: readonly Buffer[]): readonly string[] => {
  const name = plainName(attribute)
  if (guids.has(name)) return values.map(guidToText)
  if (sids.has(name)) return values.map(sidToText)
  const base64 = (): readonly string[] => values.map((value) => value.toString('base64'))
  if (bytes.has(name)) return base64()
  try {
    return values.map((value) => utf8.decode(value))
  } catch {
    return base64()
  }
}

/** The bytes of a value that reads as text. */
export const encodeValue = (attribute: string, text: string): Buffer => {
  const name = plainName(attribute)
  if (guids.has(name) && isGuid(text)) return guidToBytes(text)
  return bytes.has(name) ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8')
}
