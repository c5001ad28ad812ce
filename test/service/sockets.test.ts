import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as immediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { standardLimits } from '../../src/service/service-settings.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { ADELE, ask, bearer, HR_TOKEN, startService, type TestService } from './support/start-service.ts'

const connected = async ({ port }: TestService): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const closedOf = (socket: Socket): Promise<string> => {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve) => socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1'))))
}

/** A peer may take a fifth of a second, where it has ten seconds in earnest. */
const impatient = { ...standardLimits, headersMs: 200, requestMs: 400 }

const MOST_TRIES = 50

/** On a busy machine even an ordinary request may take longer than such a peer may, so it is tried again. */
const served = async (service: TestService): Promise<void> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await ask(service, '/health').catch(() => null)
    if (answer?.status === 200) return
  }
  throw new Error('the service answers nobody')
}

describe('a peer that takes its time', () => {
  test('with the headers is cut off, and others are served meanwhile', async () => {
    const service = await startService({ settings: { limits: impatient } })
    const slow = await connected(service)
    const closed = closedOf(slow)
    slow.write('POST /hooks/hr HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')

    await served(service)
    const answer = await closed

    expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
  })

  test('with the body is cut off, and nothing of it is taken', async () => {
    const service = await startService({ settings: { limits: impatient } })
    const slow = await connected(service)
    const closed = closedOf(slow)
    slow.write(
      `POST /hooks/hr HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${HR_TOKEN}\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{`,
    )

    await closed

    expect(service.taken).toEqual([])
    await served(service)
  })

  test('and one that opens more connections than there may be keeps the process small', async () => {
    const service = await startService({ settings: { limits: { ...impatient, connections: 3 } } })

    const sockets = await Promise.all(Array.from({ length: 20 }, () => connected(service)))
    await Promise.all(sockets.map(closedOf))

    await served(service)
  })

  test('headers without end are refused', async () => {
    const service = await startService()

    const answer = await ask(service, '/health', { headers: { 'x-much': 'x'.repeat(20_000) } }).catch(cutOff)

    expect(answer?.status ?? 431).toBe(431)
  })
})

/** A server that has read enough may close the connection before its answer has been read. */
const cutOff = ({ code }: NodeJS.ErrnoException): null => {
  expect(['ECONNRESET', 'EPIPE']).toContain(code)
  return null
}

/** Requests as a confused or hostile peer writes them. */
const oddRequests = (count: number): readonly string[] => {
  const random = seededRandom('odd requests')
  const pick = (all: readonly string[]): string => all[random.integer(all.length)] ?? ''
  return Array.from({ length: count }, () =>
    [
      pick(['GET', 'POST', 'post', 'TRACE', 'CONNECT', '', '\u0000', 'PRI']),
      pick([' ', '  ', '\t']),
      pick([
        '/hooks/hr',
        '/',
        '*',
        'http://contoso.com/hooks/hr',
        '/hooks/%',
        '/%00',
        '/hooks/hr?\u0001',
        '\\hooks\\hr',
      ]),
      pick([' HTTP/1.1\r\n', ' HTTP/1.0\r\n', ' HTTP/2.0\r\n', '\r\n', ' HTTP/1.1\n']),
      pick(['Host: localhost\r\n', 'Host: localhost\r\nHost: contoso.com\r\n', '', 'Host:\r\n']),
      pick([
        'Content-Length: 5\r\n',
        'Content-Length: -1\r\n',
        'Content-Length: 9\r\nTransfer-Encoding: chunked\r\n',
        '',
      ]),
      pick(['Authorization: Bearer\r\n', 'Authorization: Bearer \u00e9\r\n', 'X: \u0000\r\n', '']),
      pick(['\r\n', '\r\nhello', '\r\n0\r\n\r\n', '']),
    ].join(''),
  )
}

describe('200 requests that are none', () => {
  test('bring nothing in and the service not down', async () => {
    const service = await startService({ settings: { limits: impatient } })

    const sent = oddRequests(200).map(async (text) => {
      const socket = await connected(service)
      const closed = closedOf(socket)
      socket.end(text, 'latin1')
      return closed
    })
    const answers = await Promise.all(sent)

    expect(answers.filter((answer) => /^HTTP\/1\.1 202/.test(answer))).toEqual([])
    expect(service.taken).toEqual([])
    await served(service)
  })
})

describe('a service that is to stop', () => {
  test('finishes the request that is under way, takes no other, and has then ended', async () => {
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const finished: string[] = []
    const service = await startService({
      take: async (source) => {
        begun.resolve()
        await goOn.promise
        finished.push(source)
        return {
          ...{ format: 'joinery.feed/1', rows: 1, accepted: 1, verdict: 'ok', why: null },
          ...{ refused: [], events: [], missing: [], suspects: [] },
        } as const
      },
    })
    const underWay = ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })
    await begun.promise

    const stopped = service.stop()
    while (!service.lines.some((line) => line.includes('"stopping"'))) await immediate()
    const refused = await ask(service, '/health').catch((thrown: NodeJS.ErrnoException) => thrown.code)
    goOn.resolve()

    expect([(await underWay).status, await stopped, finished]).toEqual([202, true, ['hr']])
    expect(refused).toBe('ECONNREFUSED')
  })

  test('waits for what hangs no longer than it may, and says that it did not end', async () => {
    const begun = Promise.withResolvers<void>()
    const service = await startService({
      settings: { limits: { ...standardLimits, stopMs: 200 } },
      take: () => {
        begun.resolve()
        return new Promise(() => undefined)
      },
    })
    const hanging = ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE }).catch(() => 'cut off')
    await begun.promise

    expect(await service.stop()).toBe(false)
    expect(await hanging).toBe('cut off')
  })

  test('does not wait for connections on which nothing is asked', async () => {
    const service = await startService()
    const idle = await connected(service)
    const closed = closedOf(idle)
    idle.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await once(idle, 'data')

    const isComplete = await service.stop()
    await closed

    expect(isComplete).toBe(true)
  })
})
