import { connect as connectTls, type TLSSocket } from 'node:tls'
import fc from 'fast-check'
import { BerWriter } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { MalformedMessage } from '../../src/practice/ldap/wire/ber.ts'
import { decodeMessage } from '../../src/practice/ldap/wire/decode-message.ts'
import { Frames } from '../../src/practice/ldap/wire/frames.ts'
import { base, find, type PracticeDirectory, practiceDirectory } from './practice-directory.ts'

/** A connection on which a test says what it likes; the answer is everything until the server closes. */
const rawSocket = (directory: PracticeDirectory): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connectTls({ host: '127.0.0.1', port: directory.port, ca: directory.ca }, () => resolve(socket))
    socket.on('error', reject)
    onTestFinished(() => {
      socket.destroy()
    })
  })

const untilClosed = (socket: TLSSocket): Promise<Buffer> =>
  new Promise((resolve) => {
    const chunks: Buffer[] = []
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    socket.on('close', () => resolve(Buffer.concat(chunks)))
  })

const searchRoot = (id: number): Buffer => {
  const writer = new BerWriter()
  writer.startSequence()
  writer.writeInt(id)
  writer.startSequence(0x63)
  writer.writeString('')
  writer.writeEnumeration(0)
  writer.writeEnumeration(0)
  writer.writeInt(0)
  writer.writeInt(0)
  writer.writeBoolean(false)
  writer.writeString('objectClass', 0x87)
  writer.startSequence()
  writer.writeString('defaultNamingContext')
  writer.endSequence()
  writer.endSequence()
  writer.endSequence()
  return Buffer.from(writer.buffer)
}

describe('the server', () => {
  test.each([
    ['no BER at all', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['a length that nobody can have', Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff])],
    ['a message without content', Buffer.from([0x30, 0x00])],
    ['an unknown request', Buffer.from([0x30, 0x05, 0x02, 0x01, 0x01, 0x7f, 0x00])],
    ['a request that is cut short inside', Buffer.from([0x30, 0x06, 0x02, 0x01, 0x01, 0x63, 0x7f, 0x04])],
  ])('says why and closes the connection on %s', async (_what, bytes) => {
    const directory = await practiceDirectory()
    const socket = await rawSocket(directory)

    socket.write(bytes)

    expect((await untilClosed(socket)).toString('latin1')).toContain('Error decoding ldap message')
    expect(await find(await directory.connect(), '(employeeID=00111)')).toEqual(['John Smith'])
  })

  test('answers what came before the nonsense', async () => {
    const socket = await rawSocket(await practiceDirectory())

    socket.write(searchRoot(1))
    socket.write(Buffer.from('nonsense'))

    const answer = (await untilClosed(socket)).toString('latin1')
    expect(answer).toContain(base)
    expect(answer).toContain('Error decoding ldap message')
  })

  test('understands a message that comes byte by byte', async () => {
    const socket = await rawSocket(await practiceDirectory())
    const answered = new Promise<Buffer>((resolve) => socket.once('data', resolve))

    for (const byte of searchRoot(7)) socket.write(Buffer.from([byte]))

    expect((await answered).toString('latin1')).toContain(base)
  })

  test('lives on when a client goes away in the middle of a message', async () => {
    const directory = await practiceDirectory()
    const socket = await rawSocket(directory)

    socket.write(searchRoot(1).subarray(0, 10))
    socket.destroy()

    expect(await find(await directory.connect(), '(employeeID=00111)')).toEqual(['John Smith'])
  })

  test('answers many requests at once, each with its own', async () => {
    const client = await (await practiceDirectory()).connect()
    const numbers = Array.from({ length: 200 }, (_, n) => String(100 + (n % 30)).padStart(5, '0'))

    const found = await Promise.all(
      numbers.map((number) =>
        client.search(base, { scope: 'sub', filter: `(employeeID=${number})`, attributes: ['employeeID'] }),
      ),
    )

    for (const [n, { searchEntries }] of found.entries()) {
      for (const entry of searchEntries) expect(entry['employeeID']).toBe(numbers[n])
    }
  })

  test('stops with connections open', async () => {
    const directory = await practiceDirectory()
    await rawSocket(directory)
    const client = await directory.connect()

    expect(client.isConnected).toBe(true)
  })
})

describe('whatever bytes arrive', () => {
  test('they are a message or are refused as none', () => {
    const message = searchRoot(3)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(message.length - 1), fc.nat(255)), { maxLength: 6 }), (edits) => {
        const bytes = Buffer.from(message)
        for (const [at, byte] of edits) bytes[at] = byte
        try {
          for (const content of new Frames().take(bytes)) decodeMessage(content)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessage)
        }
      }),
      { numRuns: 3_000, seed: 42 },
    )
  })

  test('they are cut into the same messages however they are split', () => {
    const stream = Buffer.concat([searchRoot(1), searchRoot(2), searchRoot(300)])
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const frames = new Frames()
        const at = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const ids = at
          .slice(1)
          .flatMap((end, n) =>
            [...frames.take(stream.subarray(at[n], end))].map((content) => decodeMessage(content).id),
          )
        expect(ids).toEqual([1, 2, 300])
      }),
      { numRuns: 300, seed: 42 },
    )
  })
})
