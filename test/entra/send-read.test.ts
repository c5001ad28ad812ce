import { describe, expect, test } from 'vitest'
import type { Pipe } from '../../src/entra/graph-pipe.ts'
import type { GraphAnswer, GraphRequest } from '../../src/entra/graph-request.ts'
import { urls } from '../../src/entra/graph-url.ts'
import { type SendDeps, sendRead } from '../../src/entra/send-read.ts'
import { signInSilence } from '../../src/entra/sign-in-fault.ts'
import { throttleGate } from '../../src/entra/throttle-gate.ts'
import { Fault } from '../../src/model/fault.ts'
import { type QuickClock, quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { adele, faultOf } from './graph-stub.ts'

const user: GraphRequest = { method: 'GET', path: urls.userRead(adele, ['id']), doing: 'reading the user' }
const passes: GraphRequest = { method: 'GET', path: urls.passes(adele), doing: 'reading the passes' }

const answer = (status: number, headers: { readonly [name: string]: string } = {}): GraphAnswer => ({
  status,
  headers: new Headers(headers),
  json: status === 200 ? { value: [] } : { error: { code: 'x', message: 'y' } },
  text: '',
})

const depsOf = (pipe: Pipe, clock: QuickClock, seed?: string): SendDeps => ({
  pipe,
  clock,
  random: seededRandom(seed),
  gate: throttleGate(clock),
})

describe('patience', () => {
  test('a server that is silent for good ends a read within 90 seconds', async () => {
    const clock = quickClock()
    const begun = clock.now()
    const silent: Pipe = async (_request, seconds = 0) => {
      clock.pass(seconds * 1000)
      throw new Fault('entra/silent', { seconds, doing: 'reading the user', state: '' })
    }

    const fault = await faultOf(sendRead(depsOf(silent, clock))(user))

    expect(fault.code).toBe('entra/silent')
    expect(clock.now() - begun).toBeLessThanOrEqual(90_000)
  })

  test('a server where nobody listens ends a read within seconds', async () => {
    const clock = quickClock()
    const begun = clock.now()
    const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' })
    const nobodyThere: Pipe = async () => {
      throw new Fault('entra/unreachable', { doing: 'x', detail: 'y', state: '' }, { cause: refused })
    }

    await faultOf(sendRead(depsOf(nobodyThere, clock))(user))

    expect(clock.now() - begun).toBeLessThanOrEqual(5_000)
  })

  test('a certificate that is not trusted is not asked for twice', async () => {
    let asked = 0
    const untrusted = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    const pipe: Pipe = async () => {
      asked += 1
      throw new Fault('entra/unreachable', { doing: 'x', detail: 'y', state: '' }, { cause: untrusted })
    }

    await faultOf(sendRead(depsOf(pipe, quickClock()))(user))

    expect(asked).toBe(1)
  })

  test('four answers in ten that go wrong fail no read of two thousand', async () => {
    const chance = seededRandom('weather')
    const bad = [answer(429), answer(500), answer(503), answer(504)]
    const pipe: Pipe = async () =>
      chance.integer(10) < 4 ? (bad[chance.integer(bad.length)] ?? answer(500)) : answer(200)
    const read = sendRead(depsOf(pipe, quickClock(), 'pauses'))

    for (let index = 0; index < 2000; index += 1) expect((await read(user)).status).toBe(200)
  })
})

test('whoever is to stop does not wait for the next attempt', async () => {
  const stop = new AbortController()
  const stopping = new Error('interrupted')
  const pipe: Pipe = async () => {
    stop.abort(stopping)
    return answer(503)
  }

  const ended = sendRead({ ...depsOf(pipe, quickClock()), signal: stop.signal })(user)

  await expect(ended).rejects.toBe(stopping)
})

describe('throttling', () => {
  test('one 429 holds back all reads of the same service until its time is over, and no request falls inside', async () => {
    const clock = quickClock()
    const sentAt: number[] = []
    const begun = clock.now()
    const pipe: Pipe = async () => {
      sentAt.push(clock.now() - begun)
      return sentAt.length === 1 ? answer(429, { 'Retry-After': '40' }) : answer(200)
    }
    const read = sendRead(depsOf(pipe, clock))

    await read(user)
    await read(user)

    expect(sentAt).toEqual([0, 40_000, 40_000])
  })

  test('a limit on authentication methods does not hold back the directory', async () => {
    const clock = quickClock()
    const pipe: Pipe = async ({ path }) =>
      path.includes('/authentication/') ? answer(429, { 'Retry-After': '3600' }) : answer(200)
    const read = sendRead(depsOf(pipe, clock))

    expect(await faultOf(read(passes))).toMatchObject({ code: 'entra/throttled', retryAfterMs: 3_600_000 })
    expect((await read(user)).status).toBe(200)
    expect(clock.slept).toEqual([])
  })
})

test('a sign-in that failed is not repeated, for the package has tried several times', async () => {
  let asked = 0
  const pipe: Pipe = async () => {
    asked += 1
    throw signInSilence(30, 'https://login.microsoftonline.com')
  }

  await faultOf(sendRead(depsOf(pipe, quickClock()))(user))

  expect(asked).toBe(1)
})
