import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { graphPipe } from '../../src/entra/graph-pipe.ts'
import { graphRoot } from '../../src/entra/graph-root.ts'
import { urls } from '../../src/entra/graph-url.ts'
import { middlewareChain, runDigits } from '../../src/entra/middleware.ts'
import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import {
  adele,
  adeleAsRead,
  closedPort,
  faultOf,
  graphStub,
  inTurn,
  megan,
  ok,
  refusal,
  sales,
  stubbed,
  token,
} from './graph-stub.ts'

const newUser = {
  properties: { userPrincipalName: 'adele.vance@contoso.com', displayName: 'Adele Vance', accountEnabled: true },
  password: new Secret('Vj7-kq2W_first'),
  mustChangePassword: true,
}

/** The pipe alone over a stub, for what happens below the retries. */
const pipeTo = (baseUrl: string) => {
  const root = graphRoot({ cloud: 'global', baseUrl })
  return graphPipe(root, middlewareChain({ root, token: async () => token, random: seededRandom() }))
}

const readUser = { method: 'GET', path: urls.userRead(adele, ['id']), doing: 'reading a user' } as const
const writeUser = { method: 'PATCH', path: urls.user(adele), body: {}, doing: 'changing a user' } as const

describe('the token', () => {
  beforeEach(() => nock.disableNetConnect())
  afterEach(() => {
    nock.cleanAll()
    nock.enableNetConnect()
  })

  test('goes to a practice tenant on http, where the client itself would send none', async () => {
    nock.enableNetConnect('127.0.0.1')
    const { reader, received } = await stubbed(inTurn(ok(adeleAsRead)))

    await reader.user(adele)

    expect(received[0]?.headers.authorization).toBe(`Bearer ${token.reveal()}`)
  })

  test('goes to the Graph of the cloud', async () => {
    const graph = nock('https://graph.microsoft.us', { reqheaders: { authorization: `Bearer ${token.reveal()}` } })
      .get(`/v1.0/users/${adele}`)
      .query(true)
      .reply(200, adeleAsRead as object)
    const deps = { clock: quickClock(), random: seededRandom() }
    const { reader } = await openEntra({ tenant: 'x', cloud: 'usgov', credential: { kind: 'token', token } }, deps)

    expect((await reader.user(adele))?.displayName).toBe('Adele Vance')
    expect(graph.isDone()).toBe(true)
  })

  test.each([
    'https://graph.microsoft.com:x@evil.example/v1.0/users',
    'https://graph.microsoft.com.evil.example/v1.0/users',
    'https://graph.microsoft.com:8443/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com/beta/users',
  ])('does not go to %s, and nothing is sent there', async (request) => {
    let sent = 0
    const chain = middlewareChain({
      root: graphRoot({ cloud: 'global' }),
      token: async () => token,
      random: seededRandom(),
      fetch: async () => {
        sent += 1
        return new Response()
      },
    })
    for (const [index, middleware] of chain.entries()) {
      const next = chain[index + 1]
      if (next) middleware.setNext?.(next)
    }

    await expect(chain[0]?.execute({ request, options: {} })).rejects.toMatchObject({
      customError: { code: 'entra/foreign-link' },
    })
    expect(sent).toBe(0)
  })
})

describe('headers', () => {
  test('the language is English, because Node would ask for any and some services fail at that', async () => {
    const { reader, received } = await stubbed(inTurn(ok(adeleAsRead)))

    await reader.user(adele)

    expect(received[0]?.headers['accept-language']).toBe('en-US')
    expect(received[0]?.headers['user-agent']).toBe('joinery')
  })

  test('each request has an id of its own that begins with the digits of the run', async () => {
    const run = '3f1c9a52-0000-4000-8000-000000000001'
    const { reader, received } = await stubbed(inTurn(ok(adeleAsRead)), { correlation: run })

    await reader.user(adele)
    await reader.user(adele)

    const ids = received.map(({ headers }) => headers['client-request-id'])
    expect(new Set(ids).size).toBe(2)
    for (const id of ids) expect(id).toMatch(/^3f1c9a52-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
    expect(runDigits('not a uuid')).toMatch(/^[0-9a-f]{8}$/)
  })

  test('the id of a run, a day and eight digits, is in it as a whole', async () => {
    const { reader, received } = await stubbed(inTurn(ok(adeleAsRead)), { correlation: '20261201-1a2b3c4d' })

    await reader.user(adele)

    expect(received[0]?.headers['client-request-id']).toMatch(/^20261201-1a2b-3c4d-[0-9a-f]{4}-[0-9a-f]{12}$/)
  })
})

describe('what goes over the wire is encoded', () => {
  test.each(hostileRows('odata-filter').filter(({ value }) => value !== ''))(
    '$id arrives as one literal: $why',
    async ({ value }) => {
      const { reader, received } = await stubbed(inTurn(ok({ value: [] })))

      await reader.usersBy('employeeId', value)

      const query = (received[0]?.url ?? '').split('?').slice(1).join('?')
      const filters = query.split('&').filter((option) => option.startsWith('$filter='))
      expect(filters.map((option) => decodeURIComponent(option.slice('$filter='.length)))).toEqual([
        `employeeId eq '${value.replaceAll("'", "''")}'`,
      ])
      expect(query.split('&')).toHaveLength(3)
    },
  )

  test.each(hostileRows('graph-path').filter(({ expect: wanted }) => wanted === 'reject'))(
    '$id reaches no server as an id: $why',
    async ({ value }) => {
      const { reader, writer, received } = await stubbed(inTurn({ status: 204 }))

      const codes = await Promise.all(
        [
          reader.user(value),
          writer.deleteUser(value),
          writer.removeMember(sales, value),
          writer.addMember(value, adele),
        ].map(async (promise) => (await faultOf(promise)).code),
      )

      expect(new Set(codes)).toEqual(new Set(['entra/not-an-id']))
      expect(received).toEqual([])
    },
  )

  test('references point below the public root, and a member is removed by its reference', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 204 }))

    await writer.setManager(adele, megan)
    await writer.addMember(sales, adele)
    await writer.removeMember(sales, adele)

    expect(received.map(({ method, url, body }) => [method, url, body && JSON.parse(body)])).toEqual([
      ['PUT', `/v1.0/users/${adele}/manager/$ref`, { '@odata.id': `https://graph.microsoft.com/v1.0/users/${megan}` }],
      [
        'POST',
        `/v1.0/groups/${sales}/members/$ref`,
        { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${adele}` },
      ],
      ['DELETE', `/v1.0/groups/${sales}/members/${adele}/$ref`, ''],
    ])
  })
})

describe('a write is sent once', () => {
  test.each([500, 502, 503, 504, 408])(
    'a POST answered %i is one request, and whether it happened is not known',
    async (status) => {
      const { writer, received } = await stubbed(inTurn(refusal(status, 'UnknownError', 'x')))

      const fault = await faultOf(writer.addUser(newUser))

      expect(fault).toMatchObject({ code: 'entra/unreachable', effect: 'unknown' })
      expect(received).toHaveLength(1)
    },
  )

  test('a PATCH answered 429 is one request that changed nothing, with the wait Graph asks for', async () => {
    const { writer, received } = await stubbed(inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': '300' })))

    const fault = await faultOf(writer.modifyUser(adele, { jobTitle: 'Engineer' }))

    expect(fault).toMatchObject({ code: 'entra/throttled', effect: 'none', retryAfterMs: 300_000 })
    expect(received).toHaveLength(1)
  })

  test('inside the time that Graph asked for no write is sent, afterwards it is', async () => {
    const { writer, clock, received } = await stubbed(
      inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': '300' }), { status: 204 }),
    )
    await faultOf(writer.modifyUser(adele, { jobTitle: 'Engineer' }))
    clock.pass(100_000)

    const tooEarly = await faultOf(writer.modifyUser(megan, { jobTitle: 'Engineer' }))
    clock.pass(200_000)
    await writer.modifyUser(megan, { jobTitle: 'Engineer' })

    expect(tooEarly).toMatchObject({ code: 'entra/throttled', effect: 'none', retryAfterMs: 200_000 })
    expect(received).toHaveLength(2)
  })

  test('a connection that breaks after sending leaves it open whether the write happened', async () => {
    const { writer, received } = await stubbed(inTurn('reset'))

    expect(await faultOf(writer.deleteUser(adele))).toMatchObject({ code: 'entra/unreachable', effect: 'unknown' })
    expect(received).toHaveLength(1)
  })

  test('a connection that never came about changed nothing', async () => {
    const pipe = pipeTo(`http://127.0.0.1:${await closedPort()}/v1.0`)

    expect(await faultOf(pipe(writeUser))).toMatchObject({
      code: 'entra/unreachable',
      effect: 'none',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })

  test('an answer that breaks off after a write leaves it open whether it happened', async () => {
    const { baseUrl } = await graphStub(inTurn('half'))

    expect(await faultOf(pipeTo(baseUrl)(writeUser, 0.2))).toMatchObject({ code: 'entra/silent', effect: 'unknown' })
  })

  test('no password is in the fault of a write that failed', async () => {
    const { writer } = await stubbed(
      inTurn(refusal(400, 'Request_BadRequest', `Password ${newUser.password.reveal()} is bad.`)),
    )

    const fault = await faultOf(writer.addUser(newUser))

    expect(JSON.stringify([fault, fault.message, String(fault.stack)])).not.toContain(newUser.password.reveal())
  })
})

describe('a read is tried again', () => {
  test.each([
    ['500', refusal(500, 'InternalServerError', 'x')],
    ['502 with a page', { status: 502, text: '<html>Bad Gateway</html>' }],
    ['503', refusal(503, 'serviceNotAvailable', 'x')],
    ['504', refusal(504, 'UnknownError', 'x')],
    ['409', refusal(409, 'Directory_ConcurrencyViolation', 'x')],
    ['429 without a time', refusal(429, 'TooManyRequests', 'x')],
    ['a broken connection', 'reset'],
    ['a page instead of JSON', { status: 200, text: '<html>Sign in to the proxy</html>' }],
  ] as const)('after %s', async (_why, trouble) => {
    const { reader, received } = await stubbed(inTurn(trouble, trouble, ok(adeleAsRead)))

    expect((await reader.user(adele))?.id).toBe(adele)
    expect(received).toHaveLength(3)
  })

  test.each([
    ['300', 300_000],
    ['Tue, 01 Dec 2026 08:05:00 GMT', 300_000],
  ])('exactly when Retry-After "%s" says, longer than the client would wait', async (header, expected) => {
    const { reader, clock } = await stubbed(
      inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': header }), ok(adeleAsRead)),
    )

    await reader.user(adele)

    expect(clock.slept).toEqual([expected])
  })

  test('a Retry-After that makes no sense is not taken for "at once"', async () => {
    const { reader, clock } = await stubbed(
      inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': 'soon' }), ok(adeleAsRead)),
    )

    await reader.user(adele)

    expect(clock.slept).toHaveLength(1)
    expect(clock.slept[0]).toBeGreaterThanOrEqual(250)
  })

  test('a wait of an hour is not slept through but reported', async () => {
    const { reader, clock, received } = await stubbed(
      inTurn(refusal(429, 'TooManyRequests', 'x', { 'Retry-After': '3600' })),
    )

    expect(await faultOf(reader.user(adele))).toMatchObject({ code: 'entra/throttled', retryAfterMs: 3_600_000 })
    expect(clock.slept).toEqual([])
    expect(received).toHaveLength(1)
  })

  test('not for ever: a lasting server error ends within a minute and a half', async () => {
    const { reader, clock } = await stubbed(inTurn(refusal(503, 'serviceNotAvailable', 'x')))

    expect(await faultOf(reader.user(adele))).toMatchObject({ code: 'entra/unreachable', effect: 'none' })
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(90_000)
  })

  test.each([400, 401, 403])('not after %i', async (status) => {
    const { reader, received } = await stubbed(inTurn(refusal(status, 'Request_BadRequest', 'x')))

    await faultOf(reader.user(adele))

    expect(received).toHaveLength(1)
  })
})

describe('silence', () => {
  test.each(['silence', 'half'] as const)('%s ends at the deadline', async (reply) => {
    const { baseUrl } = await graphStub(inTurn(reply))

    expect(await faultOf(pipeTo(baseUrl)(readUser, 0.2))).toMatchObject({
      code: 'entra/silent',
      category: 'unreachable',
    })
  })
})

describe('redirects', () => {
  test('to another host carry neither body nor token', async () => {
    const elsewhere = await graphStub(inTurn({ status: 200, json: {} }))
    const location = `${elsewhere.baseUrl}/users`
    const { writer, received } = await stubbed(inTurn({ status: 307, headers: { location } }))

    const fault = await faultOf(writer.addUser(newUser))

    expect(fault).toMatchObject({ code: 'entra/foreign-link', effect: 'none' })
    expect(received).toHaveLength(1)
    expect(elsewhere.received).toEqual([])
  })
})
