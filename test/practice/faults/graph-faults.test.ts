import { describe, expect, test } from 'vitest'
import { newUser, referenceTo } from '../graph/graph-tenant.ts'
import { type FaultyPractice, faultyPractice, type Reply } from './faulty-practice.ts'

const adele = newUser('adele.vance')
const isThere = ({ company }: FaultyPractice): boolean =>
  company.entra.find('userPrincipalName', 'adele.vance@contoso.com').length === 1

const addAdele = async (practice: FaultyPractice): Promise<string> => {
  const reply = await practice.ask('POST', '/users', adele)
  return String(reply?.body.id)
}

const retryAfterOf = (reply: Reply | null): string => reply?.headers.get('retry-after') ?? ''

describe('a fault of Graph', () => {
  test('throttled: 429 that asks to wait, and nothing is done', async () => {
    const practice = await faultyPractice({ graph: { throttled: 1, retryAfterSeconds: 5 } })

    const replies = await Promise.all(Array.from({ length: 20 }, () => practice.ask('POST', '/users', adele)))

    expect(replies.map((reply) => reply?.status)).toEqual(Array(20).fill(429))
    expect(replies[0]?.body).toMatchObject({ error: { code: 'TooManyRequests' } })
    const waits = replies.map(retryAfterOf)
    expect(waits.filter((wait) => /^[1-5]$/.test(wait)).length).toBeGreaterThan(8)
    expect(waits.some((wait) => /^Tue, 01 Dec 2026 08:00:0[1-5] GMT$/.test(wait))).toBe(true)
    expect(isThere(practice)).toBe(false)
    expect(practice.faults.fired().graph).toMatchObject({ throttled: 20, failing: 0 })
  })

  test('failing: a server error of each kind, and nothing is done', async () => {
    const practice = await faultyPractice({ graph: { failing: 1 } })

    const replies = await Promise.all(Array.from({ length: 30 }, () => practice.ask('POST', '/users', adele)))

    expect(new Set(replies.map((reply) => reply?.status))).toEqual(new Set([500, 502, 503, 504]))
    expect(isThere(practice)).toBe(false)
    expect(practice.faults.fired().graph.failing).toBe(30)
  })

  test('reset: the connection ends, and nothing is done', async () => {
    const practice = await faultyPractice({ graph: { reset: 1 } })

    expect(await practice.ask('POST', '/users', adele)).toBeNull()
    expect(isThere(practice)).toBe(false)
    expect(practice.faults.fired().graph.reset).toBe(1)
  })

  test('lost: it is done, and the connection ends or a gateway says that it waited in vain', async () => {
    const practice = await faultyPractice({ graph: { lost: 1 } })

    const first = await practice.ask('POST', '/users', adele)
    const done = isThere(practice)
    const others = await Promise.all(Array.from({ length: 12 }, () => practice.ask('GET', '/organization')))

    expect(done).toBe(true)
    expect(new Set([first, ...others].map((reply) => reply?.status))).toEqual(new Set([504, undefined]))
    expect(practice.faults.fired().graph.lost).toBe(13)
  })

  test('ignored: 204, and nothing is done; writes that have another answer are carried out', async () => {
    const practice = await faultyPractice({ graph: { ignored: 1 } })
    const id = await addAdele(practice)
    const group = practice.idOf('displayName', 'Sales Team')

    const changed = await practice.ask('PATCH', `/users/${id}`, { jobTitle: 'Director' })
    const added = await practice.ask('POST', `/groups/${group}/members/$ref`, referenceTo(id))
    const deleted = await practice.ask('DELETE', `/users/${id}`)

    expect([changed, added, deleted].map((reply) => reply?.status)).toEqual([204, 204, 204])
    expect(practice.company.entra.user(id)?.properties.jobTitle).toBeUndefined()
    expect(practice.company.entra.members.has(group, id)).toBe(false)
    expect(isThere(practice)).toBe(true)
    expect(practice.faults.fired().graph.ignored).toBe(3)
  })

  test('latency: every answer is held back', async () => {
    const practice = await faultyPractice({ graph: { latencyMs: 40 } })
    const began = performance.now()

    for (let count = 0; count < 10; count++) await practice.ask('GET', '/organization')

    expect(performance.now() - began).toBeGreaterThan(60)
  })
})

describe('replication that lags', () => {
  const lagging = (): Promise<FaultyPractice> => faultyPractice({ graph: { lagging: 1, lagMs: 30_000 } })

  test('does not show a new object for a while, by id or in a list', async () => {
    const practice = await lagging()
    const id = await addAdele(practice)
    const byName = "/users?$filter=userPrincipalName eq 'adele.vance@contoso.com'"

    const early = [await practice.ask('GET', `/users/${id}`), await practice.ask('GET', byName)]
    practice.pass(30_000)
    const late = [await practice.ask('GET', `/users/${id}`), await practice.ask('GET', byName)]

    expect(early.map((reply) => reply?.status)).toEqual([404, 200])
    expect(early[1]?.body.value).toEqual([])
    expect(late.map((reply) => reply?.status)).toEqual([200, 200])
    expect(late[1]?.body.value).toHaveLength(1)
    expect(practice.faults.fired().graph.lagging).toBe(2)
  })

  test('shows what was there before a change: values, members and what was deleted', async () => {
    const practice = await lagging()
    const group = practice.idOf('displayName', 'Sales Team')
    const user = await addAdele(practice)
    practice.pass(30_000)
    const member = practice.company.entra.members.of(group).values().next().value ?? ''

    await practice.ask('PATCH', `/users/${user}`, { jobTitle: 'Chief' })
    await practice.ask('DELETE', `/groups/${group}/members/${member}/$ref`)
    const early = await practice.ask('GET', `/users/${user}?$select=jobTitle`)
    const members = await practice.ask('GET', `/groups/${group}/members?$top=999&$select=id`)
    practice.pass(30_000)
    const late = await practice.ask('GET', `/users/${user}?$select=jobTitle`)
    const rest = await practice.ask('GET', `/groups/${group}/members?$top=999&$select=id`)

    expect([early?.body.jobTitle, late?.body.jobTitle]).toEqual([null, 'Chief'])
    expect(members?.body.value).toContainEqual(expect.objectContaining({ id: member }))
    expect(rest?.body.value).not.toContainEqual(expect.objectContaining({ id: member }))
  })

  test('refuses writes about what it has not heard of, in the words of Graph', async () => {
    const practice = await lagging()
    const id = await addAdele(practice)
    const group = practice.idOf('displayName', 'Sales Team')

    const changed = await practice.ask('PATCH', `/users/${id}`, { jobTitle: 'Director' })
    const added = await practice.ask('POST', `/groups/${group}/members/$ref`, referenceTo(id))
    practice.pass(30_000)
    const later = await practice.ask('POST', `/groups/${group}/members/$ref`, referenceTo(id))

    expect(changed).toMatchObject({ status: 404, body: { error: { code: 'Request_ResourceNotFound' } } })
    expect(added).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining("don't exist") } } })
    expect(later?.status).toBe(204)
  })

  test('knows a usage location later at the licence service', async () => {
    const practice = await lagging()
    const id = await addAdele(practice)
    practice.pass(30_000)
    await practice.ask('PATCH', `/users/${id}`, { usageLocation: 'GB' })
    const [sku] = practice.company.entra.skus.filter(({ skuPartNumber }) => skuPartNumber === 'SPE_E3')
    const wish = { addLicenses: [{ skuId: sku?.skuId, disabledPlans: [] }], removeLicenses: [] }

    const early = await practice.ask('POST', `/users/${id}/assignLicense`, wish)
    practice.pass(30_000)
    const late = await practice.ask('POST', `/users/${id}/assignLicense`, wish)

    expect(early).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('usage location') } },
    })
    expect(late?.status).toBe(200)
  })
})

describe('faults and batches', () => {
  const batchOf = (count: number) => ({
    requests: Array.from({ length: count }, (_, at) => ({ id: String(at), method: 'GET', url: '/organization' })),
  })

  test('each part meets faults of its own, with its own Retry-After', async () => {
    const practice = await faultyPractice({ graph: { throttled: 0.5 } })

    const reply = await practice.ask('POST', '/$batch', batchOf(20))

    const parts = reply?.body.responses as readonly { status: number; headers: { 'retry-after'?: string } }[]
    expect(reply?.status).toBe(200)
    expect(new Set(parts.map(({ status }) => status))).toEqual(new Set([200, 429]))
    expect(parts.every(({ status, headers }) => (status === 429) === (headers['retry-after'] !== undefined))).toBe(true)
  })

  test('a part that breaks the connection breaks it for all', async () => {
    const practice = await faultyPractice({ graph: { reset: 0.3 } })

    expect(await practice.ask('POST', '/$batch', batchOf(20))).toBeNull()
  })
})

describe('signing in', () => {
  const signIn = async ({ info }: FaultyPractice): Promise<number | null> => {
    const form = { client_id: info.client, client_secret: info.secret, grant_type: 'client_credentials' }
    const body = new URLSearchParams({ ...form, scope: 'https://graph.microsoft.com/.default' })
    const url = `${info.graph.replace('/v1.0', '')}/${info.tenant}/oauth2/v2.0/token`
    const response = await fetch(url, { method: 'POST', body }).catch(() => null)
    return response?.status ?? null
  }

  test.each([
    [200, false],
    [429, true],
  ])('answers %i where faults are asked for there too: %s', async (status, asked) => {
    const practice = await faultyPractice({ graph: { throttled: 1, signIn: asked } })

    expect(await signIn(practice)).toBe(status)
  })
})
