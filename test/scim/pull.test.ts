import { describe, expect, test } from 'vitest'
import { plainSettings } from '../../src/feed/read/feed-settings.ts'
import { fetchScimPages } from '../../src/feed/read/fetch-scim-pages.ts'
import { readFeedFully } from '../../src/feed/read/read-feed.ts'
import { Secret } from '../../src/model/secret.ts'
import { HR_TOKEN } from '../service/support/start-service.ts'
import { messages, value } from '../support/checked.ts'
import { ENTERPRISE, JOINERY, LIST, PATCH, somebody, startScim, type TestScim } from './support/scim-service.ts'

const ADDRESS = 'https://hr.contoso.com/scim/hr/v2'

/** The network in which the address is the receiver of the test. `change` sees each page before it is answered. */
const network =
  (
    scim: TestScim,
    change: (page: object, number: number) => object | Promise<object> = (page) => page,
    asked: string[] = [],
  ): typeof fetch =>
  async (input, init) => {
    const url = String(input)
    asked.push(url.slice(ADDRESS.length))
    const answer = await fetch(url.replace(ADDRESS, scim.base), init)
    if (!answer.ok) return answer
    return Response.json(await change((await answer.json()) as object, asked.length))
  }

const pull = (fetcher: typeof fetch, query = '?count=10', token = HR_TOKEN) =>
  fetchScimPages({
    url: `${ADDRESS}/Users${query}`,
    token: new Secret(token),
    fetch: fetcher,
    signal: new AbortController().signal,
  })

const read = async (bytes: Uint8Array) =>
  value(await readFeedFully(bytes, plainSettings, { source: 'hr', fileTime: '2026-11-22T11:00:00Z' }))

const withPeople = async (count: number): Promise<TestScim> => {
  const scim = await startScim()
  const users = Array.from({ length: count }, (_, index) => somebody(String(10_000 + index)))
  for (let from = 0; from < users.length; from += 100) {
    const Operations = users
      .slice(from, from + 100)
      .map((data, index) => ({ method: 'POST', path: '/Users', bulkId: String(index), data }))
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    await scim.send('POST /Bulk', { body: { schemas, Operations } })
  }
  return scim
}

describe('users that are asked for', () => {
  test('come page by page, and are one whole feed', async () => {
    const scim = await withPeople(25)
    const asked: string[] = []

    const { bytes } = value(await pull(network(scim, undefined, asked)))

    const { snapshot, format } = await read(bytes)
    expect(asked).toEqual(['/Users?count=10', '/Users?count=10&startIndex=11', '/Users?count=10&startIndex=21'])
    expect([format, snapshot.rows, snapshot.complete, snapshot.refused]).toEqual(['scim', 25, true, []])
    expect(snapshot.people.map(({ person }) => person.employeeId)).toEqual(
      Array.from({ length: 25 }, (_, index) => String(10_000 + index)),
    )
  })

  test('are read with managers, first and last days, and who is not active', async () => {
    const scim = await withPeople(1)
    const [boss] = await scim.users.list('hr')
    const extension = { employeeNumber: '20001', manager: { value: boss?.id } }
    const { body: made } = await scim.send('POST /Users', {
      body: somebody('20001', { [ENTERPRISE]: extension, [JOINERY]: { startDate: '2026-12-01T00:00:00Z' } }),
    })
    scim.pass(60_000)
    await scim.send(`PATCH /Users/${made.id}`, {
      body: { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: false } }] },
    })

    const { snapshot } = await read(value(await pull(network(scim))).bytes)

    expect(snapshot.people.map(({ person }) => person)).toMatchObject([
      { employeeId: '10000' },
      { employeeId: '20001', manager: '10000', startDate: '2026-12-01', lastDay: '2026-11-22T11:01:00.000Z' },
    ])
  })

  test('on one page are read as they were sent', async () => {
    const scim = await withPeople(3)
    const asked: string[] = []

    const { bytes } = value(await pull(network(scim, undefined, asked), ''))

    expect([asked, (await read(bytes)).snapshot.rows]).toEqual([['/Users'], 3])
  })

  test.each<[string, (page: object, number: number) => object, RegExp]>([
    [
      'somebody comes meanwhile',
      (page, number) => (number === 2 ? { ...page, totalResults: 26 } : page),
      /26 altogether/,
    ],
    [
      'a page is empty',
      (page, number) => (number === 2 ? { ...page, Resources: [] } : page),
      /none of those that are left/,
    ],
    [
      'a page is something else',
      (page, number) => (number === 2 ? { error: 'too many requests' } : page),
      /no page of users/,
    ],
    [
      'a page has too many',
      (page, number) => (number === 3 ? { ...page, Resources: Array(9).fill({ id: 'x' }) } : page),
      /more than are left/,
    ],
  ])('are refused where %s', async (_, change, why) => {
    const scim = await withPeople(25)

    expect(messages(await pull(network(scim, change)))[0]).toMatch(why)
  })

  test('are refused where the server answers the first page again and again', async () => {
    const scim = await withPeople(25)
    const first = await (
      await fetch(`${scim.base}/Users?count=10`, { headers: { authorization: `Bearer ${HR_TOKEN}` } })
    ).json()

    const answer = await pull(network(scim, () => first as object))

    expect(messages(answer)[0]).toMatch(/users that were on a page before/)
  })

  test('are refused where the token is not right, or a later page cannot be read', async () => {
    const scim = await withPeople(25)
    const failing: typeof fetch = async (input, init) =>
      String(input).includes('startIndex') ? new Response(null, { status: 500 }) : network(scim)(input, init)

    const denied = await pull(network(scim), '?count=10', 'wrong-token-for-tests-000000000000')
    const broken = await pull(failing)

    expect(denied).toMatchObject({ ok: false, faults: [{ code: 'feed/denied' }] })
    expect(broken).toMatchObject({ ok: false, faults: [{ code: 'feed/unreachable' }] })
  })

  test('of a list that lies about its length are refused', async () => {
    const scim = await withPeople(3)
    const { bytes } = value(await pull(network(scim, (page) => ({ ...page, totalResults: 5000, Resources: [] }))))

    const reading = await readFeedFully(bytes, plainSettings, { source: 'hr', fileTime: '2026-11-22T11:00:00Z' })

    expect(reading.ok).toBe(false)
    expect(JSON.parse(Buffer.from(bytes).toString()).schemas).toEqual([LIST])
  })
})
