import { Ber } from 'ldapts'
import { type AdRefusal, protocolRefusal, resultCode, win32 } from '../ad/ad-refusal.ts'
import {
  context,
  encoded,
  nextIs,
  readAll,
  readBytes,
  readerOf,
  readInside,
  readInteger,
  readText,
  SEQUENCE,
  writeInside,
} from './wire/ber.ts'
import type { LdapControl } from './wire/ldap-message.ts'

/** https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/3c5e87db-4728-4f29-b164-01dd7d7391ea */
export const controlOid = {
  paged: '1.2.840.113556.1.4.319',
  showDeleted: '1.2.840.113556.1.4.417',
  serverSort: '1.2.840.113556.1.4.473',
  serverSorted: '1.2.840.113556.1.4.474',
  extendedDn: '1.2.840.113556.1.4.529',
  lazyCommit: '1.2.840.113556.1.4.619',
  securityDescriptorFlags: '1.2.840.113556.1.4.801',
  treeDelete: '1.2.840.113556.1.4.805',
  dirSync: '1.2.840.113556.1.4.841',
  domainScope: '1.2.840.113556.1.4.1339',
  searchOptions: '1.2.840.113556.1.4.1340',
  permissiveModify: '1.2.840.113556.1.4.1413',
  showRecycled: '1.2.840.113556.1.4.2064',
  showDeactivatedLinks: '1.2.840.113556.1.4.2065',
} as const

export const supportedControls: readonly string[] = Object.values(controlOid)

export interface SortKey {
  readonly attribute: string
  readonly reverse: boolean
}

/** What a client's controls ask for; those without effect here are taken and do nothing. */
export interface Controls {
  readonly page: { readonly size: number; readonly cookie: Buffer } | null
  readonly sort: readonly SortKey[]
  /** Asks what changed since the cookie was given. */
  readonly dirSync: { readonly flags: number; readonly maxBytes: number; readonly cookie: Buffer } | null
  /** How names are written: with the ids of what they name in front, as text or in hexadecimal. */
  readonly extendedDn: 'text' | 'hex' | null
  /** Which parts of security descriptors are wanted; null where nothing was said about it. */
  readonly descriptorParts: number | null
  readonly showDeleted: boolean
  readonly showDeactivatedLinks: boolean
  readonly domainScope: boolean
  readonly treeDelete: boolean
  readonly permissiveModify: boolean
}

const badControl = (): AdRefusal =>
  protocolRefusal(resultCode.unavailableCriticalExtension, win32.invalidParameter, 'Error processing control')

const readPage = (value: Buffer): NonNullable<Controls['page']> => {
  const inside = readInside(readerOf(value), SEQUENCE)
  return { size: readInteger(inside), cookie: readBytes(inside) }
}

const readDirSync = (value: Buffer): NonNullable<Controls['dirSync']> => {
  const inside = readInside(readerOf(value), SEQUENCE)
  return { flags: readInteger(inside), maxBytes: readInteger(inside), cookie: readBytes(inside) }
}

/** Without a value, in hexadecimal. MS-ADTS 3.1.1.3.4.1.5. */
const readNaming = (value: Buffer): 'text' | 'hex' =>
  value.length > 0 && readInteger(readInside(readerOf(value), SEQUENCE)) === 1 ? 'text' : 'hex'

const readParts = (value: Buffer): number => readInteger(readInside(readerOf(value), SEQUENCE))

const readSort = (value: Buffer): readonly SortKey[] =>
  readAll(readInside(readerOf(value), SEQUENCE), (keys) => {
    const inside = readInside(keys, SEQUENCE)
    const attribute = readText(inside)
    if (nextIs(inside, context(0))) readBytes(inside, context(0))
    return { attribute, reverse: nextIs(inside, context(1)) && readBytes(inside, context(1))[0] !== 0 }
  })

/** A control whose value is none of its kind is refused, critical or not. */
const readWith = <T>(controls: readonly LdapControl[], oid: string, read: (value: Buffer) => T): T | null => {
  const control = controls.find((each) => each.oid === oid)
  if (!control) return null
  try {
    return read(control.value ?? Buffer.alloc(0))
  } catch {
    throw badControl()
  }
}

/** Throws AD's refusal for a critical control that is not known. */
export const readControls = (controls: readonly LdapControl[]): Controls => {
  if (controls.some(({ oid, critical }) => critical && !supportedControls.includes(oid))) throw badControl()
  const has = (oid: string): boolean => controls.some((each) => each.oid === oid)
  return {
    page: readWith(controls, controlOid.paged, readPage),
    sort: readWith(controls, controlOid.serverSort, readSort) ?? [],
    dirSync: readWith(controls, controlOid.dirSync, readDirSync),
    extendedDn: readWith(controls, controlOid.extendedDn, readNaming),
    descriptorParts: readWith(controls, controlOid.securityDescriptorFlags, readParts),
    showDeleted: has(controlOid.showDeleted) || has(controlOid.showRecycled),
    showDeactivatedLinks: has(controlOid.showDeactivatedLinks),
    domainScope: has(controlOid.domainScope),
    treeDelete: has(controlOid.treeDelete),
    permissiveModify: has(controlOid.permissiveModify),
  }
}

/** Value of the paged control in an answer; an empty cookie says that this was the last page. The size is not estimated, as with AD. */
export const pageValue = (cookie: Buffer): Buffer =>
  encoded((writer) =>
    writeInside(writer, SEQUENCE, (inside) => {
      inside.writeInt(0)
      inside.writeBuffer(cookie, Ber.OctetString)
    }),
  )

/** Value of the control in an answer: whether there is more at once, and what to ask with next time. */
export const dirSyncValue = (more: boolean, cookie: Buffer): Buffer =>
  encoded((writer) =>
    writeInside(writer, SEQUENCE, (inside) => {
      inside.writeInt(more ? 1 : 0)
      inside.writeInt(0)
      inside.writeBuffer(cookie, Ber.OctetString)
    }),
  )

/** Value of the control that says that the order asked for was made. */
export const sortedValue = (): Buffer =>
  encoded((writer) => writeInside(writer, SEQUENCE, (inside) => inside.writeEnumeration(resultCode.success)))
