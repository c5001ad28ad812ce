import { type AdObject, valueIn } from '../ad-object.ts'

const HEADER_BYTES = 20
const LIST_HEADER_BYTES = 8
const ACCESS_DENIED = 1
/** DELETE and the right to delete a tree, which the consoles deny together. */
const DELETE_RIGHTS = 0x00010040
const EVERYONE = '010100000000000100000000'

interface Rule {
  readonly type: number
  readonly rights: number
  readonly trustee: string
}

/** The access control entries of a security descriptor in its self-relative form. MS-DTYP 2.4.6. */
function* rulesIn(bytes: Buffer): Iterable<Rule> {
  const start = bytes.readUInt32LE(HEADER_BYTES - 4)
  if (start === 0) return
  const count = bytes.readUInt16LE(start + 4)
  for (let index = 0, at = start + LIST_HEADER_BYTES; index < count; index += 1) {
    const size = bytes.readUInt16LE(at + 2)
    yield {
      type: bytes.readUInt8(at),
      rights: bytes.readUInt32LE(at + 4),
      trustee: bytes.subarray(at + 8, at + size).toString('hex'),
    }
    at += size
  }
}

/** Whether somebody has ticked "Protect object from accidental deletion". The consoles protect the container likewise, so nobody gets round it. */
export const isDeletionDenied = (object: AdObject): boolean => {
  const descriptor = valueIn(object, 'nTSecurityDescriptor')
  if (descriptor === undefined) return false
  return [...rulesIn(Buffer.from(descriptor, 'base64'))].some(
    ({ type, rights, trustee }) => type === ACCESS_DENIED && (rights & DELETE_RIGHTS) !== 0 && trustee === EVERYONE,
  )
}
