import { Ber, type BerReader } from 'ldapts'
import type { RawModification } from '../../ad/operations/modify-entry.ts'
import type { Scope } from '../../ad/search/find-objects.ts'
import type { RawAttribute } from '../../ad/value-rules.ts'
import {
  context,
  contextOf,
  isAtEnd,
  MalformedMessage,
  nextIs,
  nextTag,
  readAll,
  readBytes,
  readEnumeration,
  readerOf,
  readFlag,
  readInside,
  readInteger,
  readText,
  SEQUENCE,
  SET,
} from './ber.ts'
import { decodeFilter } from './decode-filter.ts'
import type { LdapControl, LdapMessage, LdapRequest } from './ldap-message.ts'

/** Application tags of requests. Unbind, delete and abandon have no elements inside. */
const application = (n: number): number => 0x60 | n
const requestTag = {
  bind: application(0),
  unbind: 0x42,
  search: application(3),
  modify: application(6),
  add: application(8),
  delete: 0x4a,
  modifyDn: application(12),
  compare: application(14),
  abandon: 0x50,
  extended: application(23),
} as const

const scopes: readonly Scope[] = ['base', 'one', 'sub']
const operations: readonly RawModification['op'][] = ['add', 'delete', 'replace']
const ATTRIBUTES_LIMIT = 1_000_000

const oneOf = <T>(list: readonly T[], index: number, what: string): T => {
  const found = list[index]
  if (found === undefined) throw new MalformedMessage(`${what} ${index} is unknown`)
  return found
}

const readAttribute = (reader: BerReader): RawAttribute => {
  const inside = readInside(reader, SEQUENCE)
  return { type: readText(inside), values: readAll(readInside(inside, SET), (values) => readBytes(values)) }
}

const decodeBind = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.bind)
  readInteger(inside)
  const name = readText(inside)
  return { op: 'bind', name, password: nextIs(inside, context(0)) ? readText(inside, context(0)) : null }
}

const decodeSearch = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.search)
  const base = readText(inside)
  const scope = oneOf(scopes, readEnumeration(inside), 'scope')
  readEnumeration(inside)
  const sizeLimit = readInteger(inside)
  readInteger(inside)
  const typesOnly = readFlag(inside)
  const filter = decodeFilter(inside)
  const attributes = readAll(readInside(inside, SEQUENCE), (names) => readText(names))
  if (attributes.length > ATTRIBUTES_LIMIT) throw new MalformedMessage('too many attributes')
  return { op: 'search', base, scope, sizeLimit, typesOnly, filter, attributes }
}

const readChange = (reader: BerReader): RawModification => {
  const inside = readInside(reader, SEQUENCE)
  const op = oneOf(operations, readEnumeration(inside), 'modification')
  return { op, ...readAttribute(inside) }
}

const decodeModify = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.modify)
  return { op: 'modify', dn: readText(inside), changes: readAll(readInside(inside, SEQUENCE), readChange) }
}

const decodeAdd = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.add)
  return { op: 'add', dn: readText(inside), attributes: readAll(readInside(inside, SEQUENCE), readAttribute) }
}

const decodeModifyDn = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.modifyDn)
  const dn = readText(inside)
  const newRdn = readText(inside)
  const deleteOldRdn = readFlag(inside)
  return {
    op: 'modifyDn',
    dn,
    newRdn,
    deleteOldRdn,
    newSuperior: isAtEnd(inside) ? undefined : readText(inside, context(0)),
  }
}

const decodeCompare = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.compare)
  const dn = readText(inside)
  const assertion = readInside(inside, SEQUENCE)
  return { op: 'compare', dn, attribute: readText(assertion), value: readBytes(assertion) }
}

const decodeExtended = (reader: BerReader): LdapRequest => {
  const inside = readInside(reader, requestTag.extended)
  return {
    op: 'extended',
    oid: readText(inside, context(0)),
    value: isAtEnd(inside) ? null : readBytes(inside, context(1)),
  }
}

const decodeRequest = (reader: BerReader): LdapRequest => {
  const found = nextTag(reader)
  switch (found) {
    case requestTag.bind:
      return decodeBind(reader)
    case requestTag.search:
      return decodeSearch(reader)
    case requestTag.modify:
      return decodeModify(reader)
    case requestTag.add:
      return decodeAdd(reader)
    case requestTag.modifyDn:
      return decodeModifyDn(reader)
    case requestTag.compare:
      return decodeCompare(reader)
    case requestTag.extended:
      return decodeExtended(reader)
    case requestTag.delete:
      return { op: 'delete', dn: readText(reader, found) }
    case requestTag.unbind:
      readBytes(reader, found)
      return { op: 'unbind' }
    case requestTag.abandon:
      readBytes(reader, found)
      return { op: 'abandon' }
    default:
      throw new MalformedMessage(`a request has the unknown tag 0x${found.toString(16)}`)
  }
}

const readControl = (reader: BerReader): LdapControl => {
  const inside = readInside(reader, SEQUENCE)
  const oid = readText(inside)
  const critical = nextIs(inside, Ber.Boolean) ? readFlag(inside) : false
  return { oid, critical, value: isAtEnd(inside) ? null : readBytes(inside) }
}

/** A message from its content (without the outer tag and length). Throws `MalformedMessage`. */
export const decodeMessage = (content: Buffer): LdapMessage => {
  const reader = readerOf(content)
  const id = readInteger(reader)
  const request = decodeRequest(reader)
  const controls = nextIs(reader, contextOf(0)) ? readAll(readInside(reader, contextOf(0)), readControl) : []
  return { id, request, controls }
}
