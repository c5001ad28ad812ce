import type { BerReader } from 'ldapts'
import type { Filter } from '../../ad/search/filter.ts'
import {
  context,
  contextOf,
  isAtEnd,
  MalformedMessage,
  nextIs,
  nextTag,
  readAll,
  readBytes,
  readInside,
  readText,
  SEQUENCE,
} from './ber.ts'

/** Deeper filters are no honest ones, and every level costs a call. */
const DEEPEST = 200

const tag = {
  and: contextOf(0),
  or: contextOf(1),
  not: contextOf(2),
  equals: contextOf(3),
  substrings: contextOf(4),
  atLeast: contextOf(5),
  atMost: contextOf(6),
  present: context(7),
  approx: contextOf(8),
  extensible: contextOf(9),
} as const

const decodeSubstrings = (reader: BerReader): Filter => {
  const inside = readInside(reader, tag.substrings)
  const attribute = readText(inside)
  const parts = readInside(inside, SEQUENCE)
  let initial: Buffer | null = null
  let final: Buffer | null = null
  const any: Buffer[] = []
  while (!isAtEnd(parts)) {
    if (nextIs(parts, context(0))) initial = readBytes(parts, context(0))
    else if (nextIs(parts, context(2))) final = readBytes(parts, context(2))
    else any.push(readBytes(parts, context(1)))
  }
  return { op: 'substrings', attribute, initial, any, final }
}

const optionalText = (reader: BerReader, n: number): string | null =>
  nextIs(reader, context(n)) ? readText(reader, context(n)) : null

/** `dnAttributes` is read and has no effect, as with AD. */
const decodeExtensible = (reader: BerReader): Filter => {
  const inside = readInside(reader, tag.extensible)
  const rule = optionalText(inside, 1)
  const attribute = optionalText(inside, 2)
  return { op: 'extensible', rule, attribute, value: readBytes(inside, context(3)) }
}

const decodeAssertion = (reader: BerReader, op: 'equals' | 'atLeast' | 'atMost', found: number): Filter => {
  const inside = readInside(reader, found)
  return { op, attribute: readText(inside), value: readBytes(inside) }
}

/** A filter of a search request. Approximate matching is plain equality, as with AD. Throws `MalformedMessage`. */
export const decodeFilter = (reader: BerReader, depth = 0): Filter => {
  if (depth > DEEPEST) throw new MalformedMessage('a filter is too deep')
  const deeper = (inner: BerReader): Filter => decodeFilter(inner, depth + 1)
  const found = nextTag(reader)
  switch (found) {
    case tag.and:
      return { op: 'and', of: readAll(readInside(reader, found), deeper) }
    case tag.or:
      return { op: 'or', of: readAll(readInside(reader, found), deeper) }
    case tag.not:
      return { op: 'not', of: deeper(readInside(reader, found)) }
    case tag.present:
      return { op: 'present', attribute: readText(reader, found) }
    case tag.equals:
    case tag.approx:
      return decodeAssertion(reader, 'equals', found)
    case tag.atLeast:
      return decodeAssertion(reader, 'atLeast', found)
    case tag.atMost:
      return decodeAssertion(reader, 'atMost', found)
    case tag.substrings:
      return decodeSubstrings(reader)
    case tag.extensible:
      return decodeExtensible(reader)
    default:
      throw new MalformedMessage(`a filter has the unknown tag 0x${found.toString(16)}`)
  }
}
