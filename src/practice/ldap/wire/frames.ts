import { MalformedMessage } from './ber.ts'

const SEQUENCE_TAG = 0x30
const LONG_FORM = 0x80
/** MaxReceiveBuffer of AD's query policy. https://learn.microsoft.com/troubleshoot/windows-server/active-directory/view-set-ldap-policy-using-ntdsutil */
const LONGEST_MESSAGE = 10_485_760

interface Header {
  readonly headerBytes: number
  readonly contentBytes: number
}

/** Length of the message that begins here; null while its header is not there yet. */
const readHeader = (bytes: Buffer): Header | null => {
  const [tag, first] = bytes
  if (tag === undefined) return null
  if (tag !== SEQUENCE_TAG) throw new MalformedMessage('a message begins with another tag than a sequence')
  if (first === undefined) return null
  if (first < LONG_FORM) return { headerBytes: 2, contentBytes: first }
  const lengthBytes = first - LONG_FORM
  if (lengthBytes === 0 || lengthBytes > 4) throw new MalformedMessage('the length of a message cannot be read')
  if (bytes.length < 2 + lengthBytes) return null
  return { headerBytes: 2 + lengthBytes, contentBytes: bytes.readUIntBE(2, lengthBytes) }
}

/** Cuts the bytes of a connection into messages. */
export class Frames {
  #chunks: Buffer[] = []
  #length = 0

  #joined(): Buffer {
    const [only] = this.#chunks
    if (this.#chunks.length === 1 && only) return only
    const joined = Buffer.concat(this.#chunks, this.#length)
    this.#chunks = [joined]
    return joined
  }

  /** Takes bytes as they arrive and gives the contents of the messages that are complete. Throws `MalformedMessage`. */
  *take(chunk: Buffer): Iterable<Buffer> {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    for (;;) {
      const bytes = this.#joined()
      const header = readHeader(bytes)
      if (header && header.contentBytes > LONGEST_MESSAGE) throw new MalformedMessage('a message is too long')
      const total = header ? header.headerBytes + header.contentBytes : Number.POSITIVE_INFINITY
      if (!header || bytes.length < total) return
      this.#chunks = [bytes.subarray(total)]
      this.#length = bytes.length - total
      yield bytes.subarray(header.headerBytes, total)
    }
  }
}
