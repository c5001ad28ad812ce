import { type BerWriter, Control, PresenceFilter } from 'ldapts'
import { Fault } from '../model/fault.ts'
import type { AdLink } from './ad-link.ts'
import { byGuid } from './entry-from-ldap.ts'
import { searchOne } from './search-pages.ts'

const OCTET_STRING = 0x04

/** Asks for the list of rights alone; whoever may not read the auditing part would else get nothing. MS-ADTS 3.1.1.3.4.1.11. */
class RightsAlone extends Control {
  constructor() {
    super('1.2.840.113556.1.4.801', { critical: true })
  }

  protected override writeControl(writer: BerWriter): void {
    // SEQUENCE { INTEGER 4 }: DACL_SECURITY_INFORMATION
    writer.writeBuffer(Buffer.from([0x30, 0x03, 0x02, 0x01, 0x04]), OCTET_STRING)
  }
}

const DENIED = 0x01
const INHERIT_ONLY = 0x08
/** DELETE and ADS_RIGHT_DS_DELETE_TREE. MS-ADTS 5.1.3.2. */
const DELETE = 0x10000 | 0x40
/** S-1-1-0 in bytes. */
const EVERYONE = Buffer.from([1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])

/** Whether a list of rights denies everyone to delete the object. Layout: MS-DTYP 2.4.4, 2.4.5 and 2.4.6, numbers with the lowest byte first. */
export const deniesDeletion = (descriptor: Buffer): boolean => {
  const list = descriptor.length < 20 ? 0 : descriptor.readUInt32LE(16)
  if (list === 0 || list + 8 > descriptor.length) return false
  let at = list + 8
  for (let left = descriptor.readUInt16LE(list + 4); left > 0 && at + 8 <= descriptor.length; left -= 1) {
    const size = descriptor.readUInt16LE(at + 2)
    if (size < 8) return false
    const applies = descriptor[at] === DENIED && ((descriptor[at + 1] ?? 0) & INHERIT_ONLY) === 0
    const whom = descriptor.subarray(at + 8, at + size)
    if (applies && (descriptor.readUInt32LE(at + 4) & DELETE) !== 0 && whom.equals(EVERYONE)) return true
    at += size
  }
  return false
}

/** Whether an object is protected from accidental deletion; false where its rights cannot be read. */
export const isDeletionProtected = async (link: AdLink, id: string): Promise<boolean> => {
  const name = 'nTSecurityDescriptor'
  const search = {
    base: byGuid(id),
    filter: new PresenceFilter({ attribute: 'objectClass' }),
    attributes: [name],
    controls: [new RightsAlone()],
  }
  try {
    const entry = await searchOne(link, search)
    const found = entry?.attributes.find(({ type }) => type.toLowerCase() === name.toLowerCase())
    const [descriptor] = found?.parsedBuffers ?? []
    return descriptor !== undefined && deniesDeletion(descriptor)
  } catch (error) {
    if (error instanceof Fault && error.code === 'ad/no-such-object') return false
    throw error
  }
}
