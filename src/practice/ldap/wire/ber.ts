import { Ber, BerReader, BerWriter } from 'ldapts'

/** The bytes are no LDAP message. The connection cannot go on, for nobody knows where the next message begins. */
export class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage'
}

export const SEQUENCE = Ber.Sequence | Ber.Constructor
export const SET = Ber.Set | Ber.Constructor
export const OCTETS = Ber.OctetString
/** Tag of the n-th alternative or optional part: plain, or holding elements itself. */
export const context = (n: number): number => Ber.Context | n
export const contextOf = (n: number): number => Ber.Context | Ber.Constructor | n

const orMalformed = <T>(read: () => T | null, what: string): T => {
  let value: T | null
  try {
    value = read()
  } catch (cause) {
    throw new MalformedMessage(`${what} cannot be read`, { cause })
  }
  if (value === null) throw new MalformedMessage(`${what} is cut short`)
  return value
}

/** The content of the next element, which has to have this tag; never more than what its container holds. */
export const readBytes = (reader: BerReader, tag: number = OCTETS): Buffer =>
  orMalformed(() => reader.readString(tag, true), `element 0x${tag.toString(16)}`)

/** A reader over the content of the next element. */
export const readInside = (reader: BerReader, tag: number): BerReader => new BerReader(readBytes(reader, tag))

export const readText = (reader: BerReader, tag: number = OCTETS): string => readBytes(reader, tag).toString('utf8')
export const readInteger = (reader: BerReader): number => orMalformed(() => reader.readInt(), 'integer')
export const readEnumeration = (reader: BerReader): number => orMalformed(() => reader.readEnumeration(), 'enumeration')
export const readFlag = (reader: BerReader): boolean => orMalformed(() => reader.readBoolean(), 'boolean')

export const isAtEnd = (reader: BerReader): boolean => reader.remain <= 0
export const nextIs = (reader: BerReader, tag: number): boolean => reader.peek() === tag
export const nextTag = (reader: BerReader): number => orMalformed(() => reader.peek(), 'tag')

/** Every element of a container, read by `read`. */
export const readAll = <T>(reader: BerReader, read: (reader: BerReader) => T): readonly T[] => {
  const items: T[] = []
  while (!isAtEnd(reader)) items.push(read(reader))
  return items
}

export type Write = (writer: BerWriter) => void

/** The bytes that `write` makes. */
export const encoded = (write: Write): Buffer => {
  const writer = new BerWriter({ size: 256 })
  write(writer)
  return writer.buffer
}

/**
 * Writes an element that holds what `write` makes. The writer's own `endSequence` moves long contents by a byte without making room for
 * it, so the content is made apart.
 */
export const writeInside = (writer: BerWriter, tag: number, write: Write): void =>
  writer.writeBuffer(encoded(write), tag)

export const readerOf = (bytes: Buffer): BerReader => new BerReader(bytes)
