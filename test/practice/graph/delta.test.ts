import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { openCompany } from '../../../src/practice/company.ts'
import { startGraphServer } from '../../../src/practice/graph/start-graph-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type GraphTenant, graphTenant, newUser, type Reply, referenceTo } from './graph-tenant.ts'

interface Round {
  readonly value: readonly JsonObject[]
  readonly pages: number
  /** Behind `/v1.0`. */
  readonly delta: string
}

const behindVersion = (link: unknown): string => String(link).replace('https://graph.microsoft.com/v1.0', '')

/** Follows the links of a round to its end. */
const roundOf = async (
  { get }: Pick<GraphTenant, 'get'>,
  path: string,
  headers?: { prefer: string },
): Promise<Round> => {
  const value: JsonObject[] = []
  let next = path
  for (let pages = 1; ; pages++) {
    const { status, body, text } = await get(next, headers)
    if (status !== 200) throw new Error(text)
    value.push(...(body.value as JsonObject[]))
    if (body['@odata.deltaLink']) return { value, pages, delta: behindVersion(body['@odata.deltaLink']) }
    next = behindVersion(body['@odata.nextLink'])
  }
}

const latest = async (tenant: GraphTenant, path: string): Promise<string> =>
  (await roundOf(tenant, `${path}${path.includes('?') ? '&' : '?'}$deltatoken=latest`)).delta

describe('changes of users', () => {
  test('begin with everybody, each once and without what was never set, page after page', async () => {
    const tenant = await graphTenant()
    for (let count = 0; count < 70; count++) await tenant.addUser(`temp.worker${count}`)

    const { value, pages } = await roundOf(tenant, '/users/delta')

    const { entra } = tenant.company
    expect(pages).toBeGreaterThan(1)
    expect(value.map(({ id }) => String(id)).sort()).toEqual(
      entra
        .users()
        .map(({ id }) => id)
        .sort(),
    )
    const worker = value.find(({ userPrincipalName }) => userPrincipalName === 'temp.worker7@contoso.com')
    expect(worker).toEqual({
      id: worker?.id,
      businessPhones: [],
      displayName: 'temp.worker7',
      userPrincipalName: 'temp.worker7@contoso.com',
    })
  })

  test('are what was made, changed and deleted since the last round, and nothing when nothing was', async () => {
    const tenant = await graphTenant()
    const stays = await tenant.addUser('rosa.diaz')
    const goes = await tenant.addUser('omar.hassan')
    const first = await roundOf(tenant, '/users/delta?$select=displayName,jobTitle')
    const still = await roundOf(tenant, first.delta)

    const made = await tenant.addUser('adele.vance')
    await tenant.ask('PATCH', `/users/${stays}`, { jobTitle: 'Director' })
    await tenant.ask('DELETE', `/users/${goes}`)
    const second = await roundOf(tenant, still.delta)
    await tenant.ask('DELETE', `/directory/deletedItems/${goes}`)
    await tenant.ask('PATCH', `/users/${stays}`, { jobTitle: null })
    const third = await roundOf(tenant, second.delta)

    expect(still.value).toEqual([])
    expect(second.value).toEqual([
      { id: made, displayName: 'adele.vance' },
      { id: stays, displayName: 'rosa.diaz', jobTitle: 'Director' },
      { id: goes, '@removed': { reason: 'changed' } },
    ])
    expect(third.value).toEqual([
      { id: goes, '@removed': { reason: 'deleted' } },
      { id: stays, displayName: 'rosa.diaz', jobTitle: null },
    ])
  })

  test('are those of selected properties alone, of the changed ones alone where the client wants the least', async () => {
    const tenant = await graphTenant()
    const id = await tenant.addUser('adele.vance')
    const delta = await latest(tenant, '/users/delta?$select=displayName,department')

    await tenant.ask('PATCH', `/users/${id}`, { jobTitle: 'Director' })
    const unselected = await roundOf(tenant, delta)
    await tenant.ask('PATCH', `/users/${id}`, { department: 'Sales' })
    const least = await roundOf(tenant, delta, { prefer: 'return=minimal' })

    expect(unselected.value).toEqual([])
    expect(least.value).toEqual([{ id, department: 'Sales' }])
  })

  test('are only those of the users that were asked for, and tell of a manager when that was selected', async () => {
    const tenant = await graphTenant()
    const [adele, alex] = [await tenant.addUser('adele.vance'), await tenant.addUser('rosa.diaz')]
    const [lee, miriam] = [tenant.userNamed('lee.gu@contoso.com'), tenant.userNamed('miriam.graham@contoso.com')]
    await tenant.ask('PUT', `/users/${adele}/manager/$ref`, referenceTo(lee))
    const first = await roundOf(tenant, `/users/delta?$select=id,manager&$filter=id eq '${adele}'`)

    await tenant.ask('PUT', `/users/${adele}/manager/$ref`, referenceTo(miriam))
    await tenant.ask('PUT', `/users/${alex}/manager/$ref`, referenceTo(lee))
    const second = await roundOf(tenant, first.delta)

    const user = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id })
    expect(first.value).toEqual([{ id: adele, 'manager@delta': [user(lee)] }])
    expect(second.value).toEqual([
      { id: adele, 'manager@delta': [{ ...user(lee), '@removed': { reason: 'deleted' } }, user(miriam)] },
    ])
  })

  test('come back whole when somebody is restored', async () => {
    const tenant = await graphTenant()
    const id = await tenant.addUser('adele.vance')
    const delta = await latest(tenant, '/users/delta?$select=displayName')

    await tenant.ask('DELETE', `/users/${id}`)
    await tenant.ask('POST', `/directory/deletedItems/${id}/restore`)

    expect((await roundOf(tenant, delta)).value).toEqual([{ id, displayName: 'adele.vance' }])
  })
})

describe('changes of groups', () => {
  test('tell who came and who left', async () => {
    const tenant = await graphTenant()
    const [group, adele] = [await tenant.addGroup('Pilots'), await tenant.addUser('adele.vance')]
    const lee = tenant.userNamed('lee.gu@contoso.com')
    await tenant.ask('POST', `/groups/${group}/members/$ref`, referenceTo(lee))
    const first = await roundOf(tenant, '/groups/delta')

    await tenant.ask('POST', `/groups/${group}/members/$ref`, referenceTo(adele))
    await tenant.ask('DELETE', `/groups/${group}/members/${lee}/$ref`)
    const second = await roundOf(tenant, first.delta)

    const user = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id })
    expect(first.value.find(({ id }) => id === group)).toMatchObject({ 'members@delta': [user(lee)] })
    expect(second.value).toHaveLength(1)
    expect(second.value[0]).toMatchObject({
      id: group,
      displayName: 'Pilots',
      'members@delta': [user(adele), { ...user(lee), '@removed': { reason: 'deleted' } }],
    })
  })

  test('do not count memberships where only properties were selected', async () => {
    const tenant = await graphTenant()
    const [group, adele] = [await tenant.addGroup('Pilots'), await tenant.addUser('adele.vance')]
    const delta = await latest(tenant, '/groups/delta?$select=displayName')

    await tenant.ask('POST', `/groups/${group}/members/$ref`, referenceTo(adele))

    expect((await roundOf(tenant, delta)).value).toEqual([])
  })

  test('give a large group on several pages under the same id, also when it changes in between', async () => {
    const tenant = await graphTenant()
    const { entra } = tenant.company
    const group = await tenant.addGroup('Everybody')
    const members = Array.from({ length: 2500 }, (_, at) => entra.ids.uuid('crowd', at))
    for (const id of members) {
      const properties = { displayName: id, userPrincipalName: `${id}@contoso.com` }
      entra.put({ type: 'user', id, deletedDateTime: null, licences: [], methods: [], properties })
      entra.link('members', group, id)
    }

    const path = `/groups/delta?$select=displayName,members&$filter=id eq '${group}'`
    const quiet = await roundOf(tenant, path)
    const first = await tenant.get(path)
    entra.unlink('members', group, members[3] ?? '')
    const rest = await roundOf(tenant, behindVersion(first.body['@odata.nextLink']))

    const idsIn = (value: readonly JsonObject[]): readonly string[] =>
      value.flatMap((item) => (item['members@delta'] as readonly JsonObject[]).map(({ id }) => String(id)))
    expect(quiet.value.map(({ id }) => id)).toEqual([group, group, group])
    expect([...idsIn(quiet.value)].sort()).toEqual([...members].sort())
    expect(new Set([...idsIn(first.body.value as JsonObject[]), ...idsIn(rest.value)])).toEqual(new Set(members))
  })
})

describe('a token', () => {
  const linkAfter = async (tenant: GraphTenant, days: number): Promise<Reply> => {
    const delta = await latest(tenant, '/users/delta')
    tenant.pass(days * 24 * 3_600_000)
    return tenant.get(delta)
  }

  test('is good for seven days', async () => {
    const tenant = await graphTenant()

    const [late, tooLate] = [await linkAfter(tenant, 6.9), await linkAfter(tenant, 7.1)]

    expect(late.status).toBe(200)
    expect([tooLate.status, tooLate.refusal]).toEqual([400, expect.stringMatching(/^syncStateNotFound: /)])
  })

  test('outlives a restart of the servers', async () => {
    const folder = temporaryFolder()
    const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
    const served = async (
      use: (ask: (method: string, path: string, body?: JsonObject) => Promise<JsonObject>) => Promise<string>,
    ) => {
      const company = await openCompany({ folder, people: 20, clock })
      const server = await startGraphServer(company, { port: 0 })
      const end = await use(async (method, path, body) => {
        const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
        const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
        const text = await (await fetch(`${server.url}${path}`, init)).text()
        return text === '' ? {} : (JSON.parse(text) as JsonObject)
      })
      await server.stop()
      company.close()
      return end
    }

    const delta = await served(async (ask) => {
      const { '@odata.deltaLink': link } = await ask('GET', '/users/delta?$select=displayName&$deltatoken=latest')
      await ask('POST', '/users', newUser('adele.vance'))
      return behindVersion(link)
    })
    const after = await served(async (ask) => JSON.stringify((await ask('GET', delta)).value))

    expect(JSON.parse(after)).toEqual([{ id: expect.any(String), displayName: 'adele.vance' }])
  })

  test('of a tenant that was reset says where to begin anew', async () => {
    const tenant = await graphTenant()
    const delta = await latest(tenant, '/users/delta')
    const { entra } = tenant.company
    entra.tenant = { ...entra.tenant, createdDateTime: '2027-01-01T00:00:00Z' }

    const gone = await tenant.get(delta)
    const again = await roundOf(tenant, behindVersion(gone.headers.get('location')))

    expect(gone.status).toBe(410)
    expect(again.value).toHaveLength(entra.users().length)
  })

  test('that was never given is refused', async () => {
    const { get } = await graphTenant()

    expect((await get('/users/delta?$deltatoken=rubbish')).refusal).toMatch(/^Directory_ExpiredPageToken: /)
  })
})

test.each([
  ['/users/microsoft.graph.delta()', 200],
  ['/groups/delta()', 200],
  ['/users/delta?$orderby=displayName', 400],
  ['/users/delta?$expand=manager', 400],
  ['/users/delta?$top=5', 400],
  ["/users/delta?$filter=startsWith(displayName,'A')", 400],
  ['/users/delta?$select=nonsense', 400],
])('GET %s answers %i', async (path, status) => {
  const { get } = await graphTenant()

  expect((await get(path)).status).toBe(status)
})
