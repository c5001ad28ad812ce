import { sidToBytes } from './sid.ts'

/** Parts of a security descriptor, by the bits with which a client asks for them. MS-ADTS 3.1.1.3.4.1.11. */
export const descriptorPart = { owner: 1, group: 2, rights: 4, audit: 8 } as const

const HEADER_BYTES = 20
const LIST_HEADER_BYTES = 8
const REVISION = 1
const LIST_REVISION = 2
const SELF_RELATIVE = 0x8000
const RIGHTS_PRESENT = 0x0004
const AUDIT_PRESENT = 0x0010
/** Where in the header the place of each part stands. */
const OFFSETS = { owner: 4, group: 8, audit: 12, rights: 16 } as const
const ALLOWED = 0
const FULL_CONTROL = 0x000f01ff
const READ = 0x00020094

type Parts = { readonly [part in keyof typeof OFFSETS]: Buffer }

const allow = (rights: number, sid: string): Buffer => {
  const trustee = sidToBytes(sid)
  const entry = Buffer.alloc(LIST_HEADER_BYTES)
  entry.writeUInt8(ALLOWED, 0)
  entry.writeUInt16LE(LIST_HEADER_BYTES + trustee.length, 2)
  entry.writeUInt32LE(rights, 4)
  return Buffer.concat([entry, trustee])
}

const list = (entries: readonly Buffer[]): Buffer => {
  const header = Buffer.alloc(LIST_HEADER_BYTES)
  const content = Buffer.concat(entries)
  header.writeUInt8(LIST_REVISION, 0)
  header.writeUInt16LE(LIST_HEADER_BYTES + content.length, 2)
  header.writeUInt16LE(entries.length, 4)
  return Buffer.concat([header, content])
}

/** The self-relative form: a header that says where each part stands. MS-DTYP 2.4.6. */
const assemble = (parts: Partial<Parts>): Buffer => {
  const header = Buffer.alloc(HEADER_BYTES)
  const present = (parts.rights ? RIGHTS_PRESENT : 0) | (parts.audit ? AUDIT_PRESENT : 0)
  header.writeUInt8(REVISION, 0)
  header.writeUInt16LE(SELF_RELATIVE | present, 2)
  const pieces: Buffer[] = [header]
  let at = HEADER_BYTES
  for (const part of ['owner', 'group', 'audit', 'rights'] as const) {
    const bytes = parts[part]
    if (!bytes) continue
    header.writeUInt32LE(at, OFFSETS[part])
    pieces.push(bytes)
    at += bytes.length
  }
  return Buffer.concat(pieces)
}

const sidAt = (bytes: Buffer, at: number): Buffer => bytes.subarray(at, at + 8 + bytes.readUInt8(at + 1) * 4)
const listAt = (bytes: Buffer, at: number): Buffer => bytes.subarray(at, at + bytes.readUInt16LE(at + 2))

/** The parts of a descriptor that a client asks for, as a descriptor of their own. */
export const descriptorParts = (bytes: Buffer, flags: number): Buffer => {
  const place = (part: keyof typeof OFFSETS): number =>
    (flags & descriptorPart[part]) === 0 ? 0 : bytes.readUInt32LE(OFFSETS[part])
  const [owner, group, audit, rights] = [place('owner'), place('group'), place('audit'), place('rights')]
  return assemble({
    ...(owner ? { owner: sidAt(bytes, owner) } : {}),
    ...(group ? { group: sidAt(bytes, group) } : {}),
    ...(audit ? { audit: listAt(bytes, audit) } : {}),
    ...(rights ? { rights: listAt(bytes, rights) } : {}),
  })
}

const DOMAIN_ADMINS = 512
const SYSTEM = 'S-1-5-18'
const AUTHENTICATED_USERS = 'S-1-5-11'

/** What an object has where nobody has given it another one: administrators may everything, everybody may read. */
export const defaultDescriptor = (domainSid: string): Buffer => {
  const admins = `${domainSid}-${DOMAIN_ADMINS}`
  return assemble({
    owner: sidToBytes(admins),
    group: sidToBytes(admins),
    rights: list([allow(FULL_CONTROL, admins), allow(FULL_CONTROL, SYSTEM), allow(READ, AUTHENTICATED_USERS)]),
  })
}
