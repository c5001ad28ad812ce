import { describe, expect, test } from 'vitest'
import type { Json } from '../../src/model/json.ts'
import {
  adele,
  adeleAsRead,
  faultOf,
  finance,
  megan,
  ok,
  type Received,
  type Reply,
  refusal,
  sales,
  stubbed,
} from './graph-stub.ts'

interface Item {
  readonly id: string
  readonly method: string
  readonly url: string
}

const itemsOf = ({ body }: Received): readonly Item[] => (JSON.parse(body) as { requests: readonly Item[] }).requests

const isBatch = ({ url }: Received): boolean => url === '/v1.0/$batch'

const group = (id: string, displayName: string): Json => ({ id, displayName, groupTypes: [], securityEnabled: true })

/** Answers a batch item by item, in reverse order as Graph may, and everything else as given. */
const batching =
  (item: (url: string) => Json, single: (received: Received) => Reply = () => refusal(500, 'x', 'y')) =>
  (received: Received): Reply =>
    isBatch(received)
      ? ok({
          responses: itemsOf(received)
            .toReversed()
            .map(({ id, url }) => ({ id, ...(item(url) as object) })),
        })
      : single(received)

describe('reads of one turn', () => {
  test('go out as one batch with relative addresses, and each gets its own answer', async () => {
    const { reader, received } = await stubbed(
      batching((url) =>
        url.startsWith('/users')
          ? { status: 200, headers: { 'Content-Type': 'application/json' }, body: adeleAsRead }
          : { status: 404, body: { error: { code: 'Request_ResourceNotFound', message: 'Resource does not exist' } } },
      ),
    )

    const [user, none] = await Promise.all([reader.user(adele), reader.group(sales)])

    expect([user?.displayName, none]).toEqual(['Adele Vance', null])
    expect(received).toHaveLength(1)
    expect(received[0] && itemsOf(received[0]).map(({ method, url }) => [method, url.split('?')[0]])).toEqual([
      ['GET', `/users/${adele}`],
      ['GET', `/groups/${sales}`],
    ])
  })

  test('go out twenty at a time', async () => {
    const { reader, received } = await stubbed(batching(() => ({ status: 200, body: adeleAsRead })))

    await Promise.all(
      Array.from({ length: 45 }, (_, at) => reader.user(`${adele.slice(0, -2)}${String(at).padStart(2, '0')}`)),
    )

    expect(received.map((request) => itemsOf(request).length).sort()).toEqual([20, 20, 5])
  })

  test('that are the same question are asked once, and each gets the answer', async () => {
    const { reader, received } = await stubbed(() => ok(adeleAsRead))

    const users = await Promise.all(Array.from({ length: 30 }, () => reader.user(adele)))

    expect(users.map((found) => found?.id)).toEqual(Array(30).fill(adele))
    expect(received.map(({ method }) => method)).toEqual(['GET'])
  })

  test('a single one goes out as it is', async () => {
    const { reader, received } = await stubbed(() => ok(adeleAsRead))

    await reader.user(adele)

    expect(received[0]?.method).toBe('GET')
  })

  test('a throttled part is asked for again by itself after the wait that it names', async () => {
    const throttled = {
      status: 429,
      headers: { 'Retry-After': '17' },
      body: { error: { code: 'TooManyRequests', message: 'x' } },
    }
    const { reader, clock, received } = await stubbed(
      batching(
        (url) => (url.startsWith(`/groups/${sales}`) ? throttled : { status: 200, body: group(finance, 'Finance') }),
        () => ok(group(sales, 'Sales')),
      ),
    )

    const groups = await Promise.all([reader.group(sales), reader.group(finance)])

    expect(groups.map((found) => found?.displayName)).toEqual(['Sales', 'Finance'])
    expect(clock.slept).toEqual([17_000])
    expect(received.map(({ method }) => method)).toEqual(['POST', 'GET'])
  })

  test.each([
    ['an answer that lacks a part', (): Reply => ok({ responses: [] })],
    ['an answer without parts', (): Reply => ok({})],
    ['a server that takes no batch', (): Reply => refusal(400, 'BadRequest', 'Invalid batch payload format.')],
  ])('after %s each is asked for by itself', async (_why, answer) => {
    const { reader } = await stubbed((received) => (isBatch(received) ? answer() : ok(group(sales, 'Sales'))))

    const groups = await Promise.all([reader.group(sales), reader.group(finance)])

    expect(groups.map((found) => found?.displayName)).toEqual(['Sales', 'Sales'])
  })

  test('a refused part fails alone', async () => {
    const { reader } = await stubbed(
      batching((url) =>
        url.startsWith(`/users/${megan}`)
          ? {
              status: 403,
              body: { error: { code: 'Authorization_RequestDenied', message: 'Insufficient privileges' } },
            }
          : { status: 200, body: adeleAsRead },
      ),
    )

    const [found, refused] = await Promise.all([reader.user(adele), faultOf(reader.user(megan))])

    expect(found?.id).toBe(adele)
    expect(refused.code).toBe('entra/denied')
  })

  test('a batch that fails as a whole is tried again, for it changes nothing', async () => {
    let count = 0
    const { reader } = await stubbed((received) => {
      count += 1
      return count < 3
        ? refusal(503, 'serviceNotAvailable', 'x')
        : batching(() => ({ status: 200, body: adeleAsRead }))(received)
    })

    const users = await Promise.all([reader.user(adele), reader.user(sales)])

    expect(users.map((found) => found?.id)).toEqual([adele, adele])
  })
})
