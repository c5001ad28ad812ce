import { describe, expect, test } from 'vitest'
import { emptyFeedReport } from '../support/empty-feed-report.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import {
  ADELE,
  AGENCY_SECRET,
  agency,
  ask,
  bearer,
  HR_TOKEN,
  hr,
  PAYROLL_TOKEN,
  signed,
  startService,
} from './support/start-service.ts'

describe('a source with a token', () => {
  test('brings people in and learns what was taken', async () => {
    const service = await startService()

    const answer = await ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })

    expect(answer.status, answer.text).toBe(202)
    expect(JSON.parse(answer.text)).toMatchObject({
      format: 'joinery.hook/1',
      accepted: 1,
      events: [{ type: 'joiner', person: '01024' }],
      request: answer.headers['x-request-id'],
    })
    expect(service.taken).toEqual([{ source: 'hr', text: ADELE }])
  })

  test('cannot speak for another source, and is not told whether there is one', async () => {
    const service = await startService()

    const answers = await Promise.all(
      ['/hooks/payroll', '/hooks/agency', '/hooks/nobody', '/scim/hr/v2/Users', '/scim/nobody/v2/Users'].map((path) =>
        ask(service, path, { headers: bearer(HR_TOKEN), body: ADELE }),
      ),
    )

    expect(answers.slice(0, 3).map(({ status, text }) => [status, text])).toEqual(
      Array.from({ length: 3 }, () => [401, '{"error":{"status":401}}']),
    )
    expect(answers.map(({ status }) => status).filter((status) => status < 400)).toEqual([])
    expect(service.taken).toEqual([])
  })

  test('learns that there is nothing where it asks, once it has proved who it is', async () => {
    const service = await startService()
    const at = (headers: { readonly [name: string]: string }) => ask(service, '/hooks/hr/people', { headers })

    const answers = [await at(bearer(HR_TOKEN)), await at({})]

    expect(answers.map(({ status }) => status)).toEqual([404, 401])
  })

  test('gets in by no other way of writing its path', async () => {
    const service = await startService()
    const paths = [
      ...[
        '/hooks/hr',
        '/hooks/hr/',
        '//hooks/hr',
        '/hooks//hr',
        '/hooks/h%72',
        '/HOOKS/hr',
        '/hooks/HR',
        '/hooks/./hr',
      ],
      ...[
        '/hooks/payroll/../hr',
        '/hooks/hr?x=1',
        '/hooks/hr;x',
        '/hooks/hr%2f',
        '/hooks/payroll%2f..%2fhr',
        '/hooks/hr#x',
      ],
    ]

    for (const path of paths) {
      for (const headers of [{ 'content-type': 'application/json' }, bearer(PAYROLL_TOKEN)]) {
        const { status } = await ask(service, path, { headers, body: ADELE })
        expect([path, status >= 400]).toEqual([path, true])
      }
    }

    expect(service.taken).toEqual([])
  })
})

const MOST_BYTES = 1_048_576

/** A token, or most of one, as somebody who guesses would send it. */
const guesses = (count: number): readonly string[] => {
  const random = seededRandom('guesses')
  return Array.from({ length: count }, (_, index) => {
    const at = random.integer(HR_TOKEN.length)
    const other = String.fromCharCode(33 + random.integer(94))
    const ways = [
      HR_TOKEN.slice(0, at) + other + HR_TOKEN.slice(at + 1),
      HR_TOKEN.slice(0, at),
      HR_TOKEN + other,
      HR_TOKEN.toUpperCase(),
      random.uuid(),
      Buffer.from(HR_TOKEN).toString('base64'),
    ]
    return (ways[index % ways.length] ?? '').replace(HR_TOKEN, 'x')
  }).filter((guess) => guess !== HR_TOKEN)
}

describe('500 forged requests', () => {
  test('are all turned away, with nothing said of why', async () => {
    const service = await startService()
    const tokens = guesses(260).map((guess) => ({ path: '/hooks/hr', headers: bearer(guess) }))
    const random = seededRandom('forged')
    const signatures = Array.from({ length: 250 }, (_, index) => {
      const at = service.now() + (random.integer(2) === 0 ? 0 : random.integer(200_000))
      const right = signed(ADELE, at)
      const forged = [
        signed(ADELE, at, `${AGENCY_SECRET}x`),
        signed(ADELE.replace('01024', '00001'), at),
        { ...right, 'x-timestamp': String(Number(right['x-timestamp']) + 1) },
        { ...right, 'x-signature': right['x-signature']?.slice(0, -1) ?? '' },
        { ...right, 'x-signature': '' },
        { 'content-type': 'application/json' },
        { ...bearer(AGENCY_SECRET) },
        signed(ADELE, service.now() - 300_001 - random.integer(9_000_000)),
        signed(ADELE, service.now() + 310_000 + random.integer(9_000_000)),
        { ...right, 'x-timestamp': 'NaN' },
      ]
      return { path: '/hooks/agency', headers: forged[index % forged.length] ?? {} }
    })
    const all = [...tokens, ...signatures]
    expect(all.length).toBeGreaterThanOrEqual(500)

    const answers = []
    for (const { path, headers } of all) answers.push(await ask(service, path, { headers, body: ADELE }))

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`))).toEqual(
      new Set(['401 {"error":{"status":401}}']),
    )
    expect(service.taken).toEqual([])
  })
})

describe('a source that signs', () => {
  test('is taken once; the same request again is not, also after a restart', async () => {
    const folder = temporaryFolder()
    const first = await startService({ folder })
    const headers = signed(ADELE, first.now())

    const once = await ask(first, '/hooks/agency', { headers, body: ADELE })
    const twice = await ask(first, '/hooks/agency', { headers, body: ADELE })
    await first.stop()
    const second = await startService({ folder })
    const later = await ask(second, '/hooks/agency', { headers, body: ADELE })
    const fresh = await ask(second, '/hooks/agency', { headers: signed(ADELE, second.now() + 2000), body: ADELE })

    expect([once, twice, later, fresh].map(({ status }) => status)).toEqual([202, 401, 401, 202])
    expect([first.taken.length, second.taken.length]).toEqual([1, 1])
  })

  test('and two copies of one request at the same moment are one', async () => {
    const service = await startService()
    const headers = signed(ADELE, service.now())

    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask(service, '/hooks/agency', { headers, body: ADELE })),
    )

    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array.from({ length: 7 }, () => 401)])
    expect(service.taken).toHaveLength(1)
  })

  test('may be off by its window and no more', async () => {
    const service = await startService()
    const at = (offset: number) =>
      ask(service, '/hooks/agency', { headers: signed(ADELE, service.now() + offset), body: ADELE })

    const inside = [await at(-200_000), await at(200_000)]
    const outside = [await at(-310_000), await at(310_000)]

    expect([...inside, ...outside].map(({ status }) => status)).toEqual([202, 202, 401, 401])
  })

  test('whose request could not be carried out may send it once more', async () => {
    let isAway = true
    const taken: string[] = []
    const service = await startService({
      take: async (source) => {
        if (isAway) throw new Error('the database is away')
        taken.push(source)
        return {
          ...emptyFeedReport,
          rows: 1,
          accepted: 1,
        }
      },
    })
    const headers = signed(ADELE, service.now())

    const failed = await ask(service, '/hooks/agency', { headers, body: ADELE })
    isAway = false
    const again = await ask(service, '/hooks/agency', { headers, body: ADELE })

    expect([failed.status, failed.text, again.status]).toEqual([500, '{"error":{"status":500}}', 202])
    expect(taken).toEqual(['agency'])
  })

  test('is not taken where nothing can remember that it was', async () => {
    const broken = { read: async () => null, write: async () => Promise.reject(new Error('disk full')) }
    const service = await startService({ memory: broken })

    const answer = await ask(service, '/hooks/agency', { headers: signed(ADELE, service.now()), body: ADELE })

    expect(answer.status).toBe(503)
    expect(service.taken).toEqual([])
  })
})

describe('what a source sends', () => {
  test.each([
    ['no JSON', '<person/>', { 'content-type': 'application/xml' }, 415],
    [
      'a form, as a page in a browser could send it',
      'a=b',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
    ],
    ['something packed', ADELE, { 'content-type': 'application/json', 'content-encoding': 'gzip' }, 415],
  ])('%s is turned away', async (_what, body, more, status) => {
    const service = await startService()

    const answer = await ask(service, '/hooks/hr', { headers: { ...bearer(HR_TOKEN), ...more }, body })

    expect(answer.status).toBe(status)
    expect(service.taken).toEqual([])
  })

  test('a body that says that it is above the limit is turned away before it is sent', async () => {
    const service = await startService()
    const headers = { ...bearer(HR_TOKEN), 'content-length': String(MOST_BYTES + 1) }

    const answer = await ask(service, '/hooks/hr', { method: 'POST', headers, unsent: true })

    expect(answer.status).toBe(413)
    expect(service.taken).toEqual([])
  })

  test('a body without a length is cut off at the limit', async () => {
    const service = await startService()
    const headers = { ...bearer(HR_TOKEN), 'transfer-encoding': 'chunked' }

    const body = Buffer.alloc(MOST_BYTES + 1, ' ')

    // The connection may be closed before the answer has been read.
    const answer = await ask(service, '/hooks/hr', { headers, body }).catch(() => null)

    expect(answer?.status ?? 413).toBe(413)
    expect(service.taken).toEqual([])
  })

  test('its own mistake is explained to it', async () => {
    const service = await startService()

    const answer = await ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: '{"broken":1}' })

    expect(answer.status).toBe(422)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'feed/no-records', hint: 'Send one.' } })
  })

  test('too much of it waits, and the others do not', async () => {
    const service = await startService({ settings: { sources: [{ ...hr, perMinute: 3 }, agency] } })
    const go = () => ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })

    const answers = [await go(), await go(), await go(), await go()]
    const other = await ask(service, '/hooks/agency', { headers: signed(ADELE, service.now()), body: ADELE })
    service.pass(21_000)
    const later = await go()

    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 429])
    expect(Number(answers[3]?.headers['retry-after'])).toBeGreaterThan(0)
    expect([other.status, later.status]).toEqual([202, 202])
  })

  test('guesses do not use up what the source itself may send', async () => {
    const service = await startService({ settings: { sources: [{ ...hr, perMinute: 1 }] } })

    for (let count = 0; count < 5; count += 1)
      await ask(service, '/hooks/hr', { headers: bearer('wrong'), body: ADELE })
    const own = await ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })

    expect(own.status).toBe(202)
  })

  test('only POST is a webhook', async () => {
    const service = await startService()

    const answers = await Promise.all(
      ['GET', 'PUT', 'DELETE', 'PATCH'].map((method) =>
        ask(service, '/hooks/hr', { method, headers: bearer(HR_TOKEN) }),
      ),
    )

    expect(answers.map(({ status, headers }) => [status, headers['allow']])).toEqual(
      Array.from({ length: 4 }, () => [405, 'POST']),
    )
  })
})

describe('the name that a request is addressed to', () => {
  test.each([
    ['localhost', 200],
    ['127.0.0.1:7300', 200],
    ['[::1]:7300', 200],
    ['joinery.contoso.com', 200],
    ['JOINERY.contoso.com.:443', 200],
    ['attacker.example.com', 421],
    ['127.0.0.1.example.com', 421],
    ['localhost.example.com', 421],
    ['localhost@example.com', 400],
    ['10.0.0.1', 421],
  ])('%s is answered with %d', async (host, status) => {
    const service = await startService({ settings: { names: ['joinery.contoso.com'] } })

    const answer = await ask(service, '/health', { headers: { host } })

    expect(answer.status).toBe(status)
  })
})
