import { describe, expect, test } from 'vitest'
import { type FaultyPractice, faultyPractice, type Reply } from './faulty-practice.ts'

const many = async (count: number, ask: () => Promise<Reply | null>): Promise<readonly Reply[]> => {
  const replies: Reply[] = []
  for (let done = 0; done < count; done++) {
    const reply = await ask()
    if (reply) replies.push(reply)
  }
  return replies
}

const statuses = (replies: readonly Reply[]): readonly number[] => replies.map(({ status }) => status)
const header = (reply: Reply | undefined, name: string): string | null => reply?.headers.get(name) ?? null
const pagesOfUsers = (practice: FaultyPractice, count: number) => many(count, () => practice.ask('GET', '/users'))

describe('the documented quotas', () => {
  test('are resource units of 3,500 in 10 seconds for a small tenant, and fill again', async () => {
    // 35 units: a list of users costs 2.
    const practice = await faultyPractice({ graph: { quota: 0.01 } })

    const replies = await pagesOfUsers(practice, 18)
    const refused = replies[17]
    practice.pass(Number(header(refused, 'retry-after')) * 1000)
    const [again] = await pagesOfUsers(practice, 1)

    expect(statuses(replies)).toEqual([...Array(17).fill(200), 429])
    expect(header(replies[12], 'x-ms-throttle-limit-percentage')).toBeNull()
    expect(header(replies[15], 'x-ms-throttle-limit-percentage')).toBe('0.9')
    expect(refused?.body).toMatchObject({ error: { code: 'TooManyRequests' } })
    expect(header(refused, 'retry-after')).toBe('1')
    expect(header(refused, 'x-ms-throttle-information')).toBe('ResourceUnitLimitExceeded')
    expect(header(refused, 'x-ms-throttle-scope')).toBe(
      `Tenant_Application/ReadWrite/${practice.info.client}/${practice.info.tenant}`,
    )
    expect(again?.status).toBe(200)
    expect(practice.faults.fired().graph.throttled).toBe(1)
  })

  test('are writes of their own, 3,000 in 150 seconds', async () => {
    const practice = await faultyPractice({ graph: { quota: 0.01 } })
    const id = practice.idOf('userPrincipalName', 'admin@contoso.onmicrosoft.com')
    const write = () => practice.ask('PATCH', `/users/${id}`, { usageLocation: 'US' })

    const replies = await many(31, write)
    practice.pass(Number(header(replies[30], 'retry-after')) * 1000)

    expect(statuses(replies)).not.toContain(undefined)
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(header(replies[30], 'x-ms-throttle-information')).toBe('WriteLimitExceeded')
    // 30 writes come back in 150 seconds, one in five.
    expect(header(replies[30], 'retry-after')).toBe('5')
    expect((await write())?.status).not.toBe(429)
  })

  test('allow five looks at sign-in methods in ten seconds, and do not hold up anything else', async () => {
    const practice = await faultyPractice('throttling')
    const path = `/users/${practice.idOf('userPrincipalName', 'lee.gu@contoso.com')}/authentication/methods`

    const looks = await many(6, () => practice.ask('GET', path))
    const [users] = await pagesOfUsers(practice, 1)

    expect(statuses(looks)).toEqual([200, 200, 200, 200, 200, 429])
    expect(header(looks[5], 'retry-after')).toBe('10')
    expect(users?.status).toBe(200)
  })

  test('judge each part of a batch by itself', async () => {
    const practice = await faultyPractice({ graph: { quota: 0.01 } })
    const requests = Array.from({ length: 20 }, (_, at) => ({ id: String(at), method: 'GET', url: '/users' }))

    const reply = await practice.ask('POST', '/$batch', { requests })

    const parts = reply?.body.responses as readonly { status: number; headers: { 'retry-after'?: string } }[]
    expect(parts.filter(({ status }) => status === 200)).toHaveLength(17)
    expect(parts.filter(({ headers }) => headers['retry-after'] === '1')).toHaveLength(3)
  })
})

describe('other faults of the tenant', () => {
  test('an expired token is refused before anything is done', async () => {
    const practice = await faultyPractice({ graph: { expired: 1 } })

    const reply = await practice.ask('DELETE', `/groups/${practice.idOf('displayName', 'Sales Team')}`)

    expect([reply?.status, reply?.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('Bearer')])
    expect(practice.company.entra.find('displayName', 'Sales Team')).toHaveLength(1)
  })

  test('writes may be refused because another is under way, and reads are not', async () => {
    const practice = await faultyPractice({ graph: { concurrent: 1 } })
    const path = `/groups/${practice.idOf('displayName', 'Sales Team')}`

    const [read, written] = [await practice.ask('GET', path), await practice.ask('DELETE', path)]

    expect(read?.status).toBe(200)
    expect(written).toMatchObject({ status: 409, body: { error: { code: 'Directory_ConcurrencyViolation' } } })
    expect(practice.company.entra.find('displayName', 'Sales Team')).toHaveLength(1)
  })

  test('an index that lags answers advanced queries, and those alone', async () => {
    const practice = await faultyPractice({ graph: { indexLagMs: 60_000 } })
    const group = { displayName: 'Pilots', mailNickname: 'pilots', mailEnabled: false, securityEnabled: true }
    await practice.ask('POST', '/groups', group)
    const plain = `/groups?$filter=displayName eq 'Pilots'`
    const found = async (path: string, eventual: boolean): Promise<number> => {
      const headers = {
        authorization: `Bearer ${practice.info.token}`,
        ...(eventual ? { consistencylevel: 'eventual' } : {}),
      }
      const body = (await (await fetch(`${practice.info.graph}${path}`, { headers })).json()) as { value: unknown[] }
      return body.value.length
    }

    const early = [await found(plain, false), await found(`${plain}&$count=true`, true)]
    practice.pass(60_000)
    const late = await found(`${plain}&$count=true`, true)

    expect([...early, late]).toEqual([1, 0, 1])
  })

  test('a replica may hear of each object at a time of its own, and never of its past after its present', async () => {
    const practice = await faultyPractice({ graph: { lagging: 1, lagMs: 20_000, lagPerObject: true } })
    const { entra } = practice.company
    const users = entra.users().slice(0, 10)
    const titlesSeen = async (): Promise<readonly unknown[]> => {
      const reply = await practice.ask('GET', '/users?$select=id,jobTitle&$top=999')
      const list = reply?.body.value as readonly { readonly id: string; readonly jobTitle: string | null }[]
      return users.map(({ id }) => list.find((one) => one.id === id)?.jobTitle)
    }
    const write = (jobTitle: string): void => {
      for (const { id } of users) {
        const user = entra.user(id)
        if (user) entra.put({ ...user, properties: { ...user.properties, jobTitle } })
      }
      practice.company.commit()
    }

    write('one')
    practice.pass(1_000)
    write('two')
    const seen: (readonly unknown[])[] = []
    for (let at = 0; at < 11; at++) {
      practice.pass(2_000)
      seen.push(await titlesSeen())
    }

    const order = (title: unknown): number => ['one', 'two'].indexOf(String(title))
    for (const [at] of users.entries()) {
      const history = seen.map((titles) => order(titles[at]))
      expect(history).toEqual(history.toSorted((a, b) => a - b))
    }
    expect(seen.at(-1)).toEqual(Array(10).fill('two'))
    expect(seen.some((titles) => new Set(titles).size > 1)).toBe(true)
  })

  test('work in the background takes as long as it is told to, and as before without', async () => {
    const practice = await faultyPractice('workers')
    const { entra, exchange } = practice.company

    const slow = [entra.groupLicenceMs, exchange.lags.provisioningMs]
    practice.faults.set({})

    expect(slow).toEqual([120_000, 300_000])
    expect([entra.groupLicenceMs, exchange.lags.provisioningMs]).toEqual([0, 10_000])
  })
})
