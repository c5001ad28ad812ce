import { context, contextOf, encoded, OCTETS, SEQUENCE, SET, type Write, writeInside } from './ber.ts'

/** Attribute of an entry as it goes out. */
export interface WireAttribute {
  readonly type: string
  readonly values: readonly Buffer[]
}

export interface Result {
  readonly code: number
  readonly message: string
  readonly matchedDn: string
  /** Where else to ask; only with the result code referral. */
  readonly referrals?: readonly string[]
}

export const done: Result = { code: 0, message: '', matchedDn: '' }

export interface ResponseControl {
  readonly oid: string
  readonly value: Buffer
}

/** Requests that end with a result of their own, by the tag of that result. */
const responseTag = {
  bind: 0x61,
  search: 0x65,
  modify: 0x67,
  add: 0x69,
  delete: 0x6b,
  modifyDn: 0x6d,
  compare: 0x6f,
  extended: 0x78,
} as const
export type Answered = keyof typeof responseTag

const ENTRY_TAG = 0x64
const REFERENCE_TAG = 0x73
/** https://www.rfc-editor.org/rfc/rfc4511#section-4.4.1 */
const NOTICE_OF_DISCONNECTION = '1.3.6.1.4.1.1466.20036'
const PROTOCOL_ERROR = 2

const message = (id: number, operation: Write, controls: readonly ResponseControl[] = []): Buffer =>
  encoded((outer) =>
    writeInside(outer, SEQUENCE, (writer) => {
      writer.writeInt(id)
      operation(writer)
      if (controls.length > 0) writeInside(writer, contextOf(0), (list) => writeControls(controls)(list))
    }),
  )

const writeControls =
  (controls: readonly ResponseControl[]): Write =>
  (writer) => {
    for (const { oid, value } of controls) {
      writeInside(writer, SEQUENCE, (inside) => {
        inside.writeString(oid)
        inside.writeBuffer(value, OCTETS)
      })
    }
  }

const writeResult =
  ({ code, message: text, matchedDn, referrals }: Result): Write =>
  (writer) => {
    writer.writeEnumeration(code)
    writer.writeString(matchedDn)
    writer.writeString(text)
    if (!referrals) return
    writeInside(writer, contextOf(3), (urls) => {
      for (const url of referrals) urls.writeString(url)
    })
  }

/** The answer that ends a request. */
export const encodeResult = (
  id: number,
  op: Answered,
  result: Result,
  controls: readonly ResponseControl[] = [],
): Buffer => message(id, (writer) => writeInside(writer, responseTag[op], writeResult(result)), controls)

export const encodeExtended = (id: number, result: Result, value: Buffer | null, oid: string | null = null): Buffer =>
  message(id, (writer) =>
    writeInside(writer, responseTag.extended, (inside) => {
      writeResult(result)(inside)
      if (oid !== null) inside.writeString(oid, context(10))
      if (value !== null) inside.writeBuffer(value, context(11))
    }),
  )

/** Tells the client that the connection ends, and why. */
export const encodeDisconnection = (why: string): Buffer =>
  encodeExtended(0, { code: PROTOCOL_ERROR, message: why, matchedDn: '' }, null, NOTICE_OF_DISCONNECTION)

const writeAttribute =
  ({ type, values }: WireAttribute): Write =>
  (writer) =>
    writeInside(writer, SEQUENCE, (inside) => {
      inside.writeString(type)
      writeInside(inside, SET, (set) => {
        for (const value of values) set.writeBuffer(value, OCTETS)
      })
    })

export const encodeEntry = (id: number, dn: string, attributes: readonly WireAttribute[]): Buffer =>
  message(id, (writer) =>
    writeInside(writer, ENTRY_TAG, (inside) => {
      inside.writeString(dn)
      writeInside(inside, SEQUENCE, (list) => {
        for (const attribute of attributes) writeAttribute(attribute)(list)
      })
    }),
  )

/** Where the rest of a search's tree is. */
export const encodeReference = (id: number, urls: readonly string[]): Buffer =>
  message(id, (writer) =>
    writeInside(writer, REFERENCE_TAG, (inside) => {
      for (const url of urls) inside.writeString(url)
    }),
  )
