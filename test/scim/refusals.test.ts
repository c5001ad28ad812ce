import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { ask, HR_TOKEN, PAYROLL_TOKEN } from '../service/support/start-service.ts'
import { hostileRows } from '../support/hostile-rows.ts'
import { adele, CORE, ENTERPRISE, ERROR, PATCH, somebody, startScim } from './support/scim-service.ts'

const replaceTitle = {
  schemas: [PATCH],
  Operations: [{ op: 'replace', path: 'title', value: 'Head of Sales' }],
}

describe('nothing of what is refused is kept or said', () => {
  test.each<[string, unknown, number, string | undefined]>([
    ['no JSON', '{"userName":', 400, 'invalidSyntax'],
    ['a list', [adele()], 400, 'invalidSyntax'],
    ['no schema', { userName: 'adele@contoso.com' }, 400, 'invalidSyntax'],
    ['a group', { ...adele(), schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] }, 400, 'invalidSyntax'],
    ['no userName', adele({ userName: undefined }), 400, 'invalidValue'],
    ['an empty userName', adele({ userName: ' ' }), 400, 'invalidValue'],
    ['no number', { ...adele(), [ENTERPRISE]: { department: 'Sales' } }, 400, 'invalidValue'],
    ['a number that is none', { ...adele(), [ENTERPRISE]: { employeeNumber: 'PENDING' } }, 400, 'invalidValue'],
    ['a number as a number', { ...adele(), [ENTERPRISE]: { employeeNumber: 123 } }, 400, 'invalidValue'],
    ['no name', adele({ name: undefined }), 400, 'invalidValue'],
    ['a name with a control character', adele({ name: { givenName: 'Ad\u0007ele' } }), 400, 'invalidValue'],
    ['active as text', adele({ active: 'false' }), 400, 'invalidValue'],
    ['active as nothing', adele({ active: null }), 400, 'invalidValue'],
    ['active as a number', adele({ active: 0 }), 400, 'invalidValue'],
    ['one name twice, in two cases', adele({ USERNAME: 'other@contoso.com' }), 400, 'invalidSyntax'],
    ['a key twice', `{"schemas":["${CORE}"],"userName":"a","userName":"b"}`, 400, 'invalidSyntax'],
    ['a key to the prototype', `{"schemas":["${CORE}"],"userName":"a","__proto__":{"x":1}}`, 400, 'invalidSyntax'],
    ['a text that nobody could read', adele({ title: 'x'.repeat(5000) }), 400, 'invalidValue'],
    [
      'a hundred and one addresses',
      adele({ emails: Array(101).fill({ value: 'a@contoso.com' }) }),
      400,
      'invalidValue',
    ],
    [
      'values without end',
      adele({ 'urn:example:a:2.0:User': { a: { b: { c: { d: { e: { f: 1 } } } } } } }),
      400,
      'invalidValue',
    ],
    ['more than anybody has', adele({ 'urn:example:a:2.0:User': { note: 'x'.repeat(70_000) } }), 400, 'invalidValue'],
  ])('%s', async (_, body, status, scimType) => {
    const scim = await startScim()

    const answer = await scim.send('POST /Users', { body })

    expect(answer).toMatchObject({
      status,
      headers: { 'content-type': 'application/scim+json' },
      body: { schemas: [ERROR], status: String(status), detail: expect.any(String) },
    })
    expect(answer.body.scimType).toBe(scimType)
    expect([scim.news, await scim.users.list('hr')]).toEqual([[], []])
  })

  test('a body that is too large, or of another type', async () => {
    const scim = await startScim()

    const announced = { 'content-type': 'application/scim+json', 'content-length': '1100000' }
    const headers = { authorization: `Bearer ${HR_TOKEN}`, ...announced }
    const large = await ask(scim, '/scim/hr/v2/Users', { method: 'POST', headers, unsent: true })
    const other = await scim.send('POST /Users', { body: adele(), headers: { 'content-type': 'text/xml' } })

    expect([large.status, JSON.parse(large.text).schemas, other.status]).toEqual([413, [ERROR], 415])
    expect(scim.news).toEqual([])
  })

  test('whatever hostile JSON there is, alone and beside what is right', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    const rows = hostileRows('prototype')
    const right = JSON.stringify(adele()).slice(0, -1)

    for (const { value, id } of rows) {
      const posted = await scim.send('POST /Users', { body: value })
      const patched = await scim.send(`PATCH /Users/${made.id}`, { body: value })
      const put = await scim.send(`PUT /Users/${made.id}`, { body: `${right},${value.trim().slice(1)}` })

      expect([posted.status, patched.status], id).toEqual([400, 400])
      // What no schema knows is left out.
      expect(
        put.status === 400 || (put.status === 200 && put.body.meta.version === 'W/"1"'),
        `${id} ${put.status}`,
      ).toBe(true)
    }
    for (const { value } of rows.filter((row) => row.value.startsWith('{"Operations"'))) {
      const body = { schemas: [PATCH], ...JSON.parse(value) }
      expect((await scim.send(`PATCH /Users/${made.id}`, { body })).status, value).toBe(400)
    }

    expect(rows.length).toBeGreaterThan(14)
    expect((await scim.send(`GET /Users/${made.id}`)).body).toEqual(made)
    expect(scim.news).toHaveLength(1)
  })
})

describe('a source', () => {
  test('neither sees nor changes users of another', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    const payroll = { source: 'payroll', token: PAYROLL_TOKEN }

    const answers = [
      await scim.send(`GET /Users/${made.id}`, payroll),
      await scim.send(`PUT /Users/${made.id}`, { ...payroll, body: adele({ active: false }) }),
      await scim.send(`PATCH /Users/${made.id}`, { ...payroll, body: replaceTitle }),
      await scim.send(`DELETE /Users/${made.id}`, payroll),
    ]
    const list = await scim.send('GET /Users?filter=userName%20pr', payroll)
    const strange = await scim.send('GET /Users', { source: 'hr', token: PAYROLL_TOKEN })

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
    expect([list.body.totalResults, strange.status]).toEqual([0, 401])
    expect(strange.body).toEqual({ schemas: [ERROR], status: '401', detail: expect.any(String) })
    expect((await scim.send(`GET /Users/${made.id}`)).body).toEqual(made)
  })

  test('is told why somebody is not taken who belongs to another', async () => {
    const scim = await startScim({
      sync: async ({ people }) => ({
        verdict: 'refused',
        why: '1 of 1 rows are refused',
        refused: people.map(({ row, person }) => ({ row, employeeId: person.employeeId, why: 'belongs to payroll' })),
      }),
    })

    const { status, body } = await scim.send('POST /Users', { body: adele() })

    expect([status, body.detail]).toEqual([403, 'Not taken: belongs to payroll'])
    expect(await scim.users.list('hr')).toEqual([])
  })

  test('is told when too many leave, and whatever it says of the person stays unsaid until somebody has looked', async () => {
    let isAllowed = true
    const scim = await startScim({
      sync: async () => (isAllowed ? {} : { verdict: 'refused', why: '6 people leave at once' }),
    })
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    isAllowed = false

    const inactive = { schemas: [PATCH], Operations: [{ op: 'replace', path: 'active', value: false }] }
    const refused = await scim.send(`PATCH /Users/${made.id}`, { body: inactive })
    const meanwhile = await scim.send(`GET /Users/${made.id}`)
    isAllowed = true
    const again = await scim.send(`PATCH /Users/${made.id}`, { body: inactive })

    expect([refused.status, refused.body.detail]).toEqual([403, 'Not taken: 6 people leave at once'])
    expect(meanwhile.body.active).toBe(true)
    expect([again.status, again.body.active]).toEqual([200, false])
    expect(scim.person('00123')?.lastDay).toBe('2026-11-22T11:00:00.000Z')
  })

  test('comes again where the directories cannot be asked', async () => {
    let isAway = true
    const scim = await startScim({
      sync: async () => {
        if (isAway) throw new Fault('feed/busy', { feed: 'hr' })
        return {}
      },
    })

    const first = await scim.send('POST /Users', { body: adele() })
    isAway = false
    const second = await scim.send('POST /Users', { body: adele() })

    expect([first.status, first.headers['retry-after'], second.status]).toEqual([503, '30', 201])
    expect(scim.failed).toEqual(['feed/busy'])
    expect(first.body.detail).not.toContain('hr')
  })

  test('is told nothing of what is wrong here', async () => {
    const scim = await startScim({ sync: async () => Promise.reject(new Error('secret of the house')) })

    const { status, body } = await scim.send('POST /Users', { body: adele() })

    expect([status, body.schemas]).toEqual([500, [ERROR]])
    expect(JSON.stringify(body)).not.toContain('house')
  })
})

test('what was said of a person before the process died is said once more, and the user is kept', async () => {
  let isDead = true
  const scim = await startScim({
    users: (users) => ({ ...users, put: (user) => (isDead ? Promise.reject(new Error('gone')) : users.put(user)) }),
  })

  const first = await scim.send('POST /Users', { body: adele() })
  isDead = false
  const second = await scim.send('POST /Users', { body: adele() })

  expect([first.status, second.status]).toEqual([500, 201])
  expect(scim.news.map(({ people }) => people)).toEqual([scim.news[1]?.people, scim.news[1]?.people])
  expect(await scim.users.list('hr')).toHaveLength(1)
})

test('of two processes that change a user at once, the later one builds on the earlier', async () => {
  let meddle = async (): Promise<unknown> => undefined
  const scim = await startScim({
    users: (users) => ({
      ...users,
      async put(user) {
        const once = meddle
        meddle = async () => undefined
        await once()
        return users.put(user)
      },
    }),
  })
  const { body: made } = await scim.send('POST /Users', { body: adele() })
  meddle = async () => {
    const there = await scim.users.get('hr', made.id)
    if (there) await scim.users.put({ ...there, attributes: { ...there.attributes, nickName: 'Del' }, version: 2 })
  }

  const { status, body } = await scim.send(`PATCH /Users/${made.id}`, { body: replaceTitle })

  expect([status, body.title, body.nickName, body.meta.version]).toEqual([200, 'Head of Sales', 'Del', 'W/"3"'])
  expect(scim.person('00123')).toMatchObject({ title: 'Head of Sales', preferredName: 'Del' })
})

test('many requests for one person at once leave what the last of them says, everywhere', async () => {
  const scim = await startScim()
  const { body: made } = await scim.send('POST /Users', { body: adele() })

  const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`)
  await Promise.all(titles.map((title) => scim.send(`PUT /Users/${made.id}`, { body: adele({ title }) })))

  const { body } = await scim.send(`GET /Users/${made.id}`)
  expect(titles).toContain(body.title)
  expect(scim.person('00123')?.title).toBe(body.title)
  expect(body.meta.version).toBe('W/"21"')
})

describe('what is not there', () => {
  test.each<[string, number]>([
    ['GET /Users/nobody', 404],
    ['GET /Groups', 200],
    ['GET /Groups/1', 404],
    ['POST /Groups', 501],
    ['PATCH /Groups/1', 501],
    ['GET /Me', 501],
    ['DELETE /Users', 405],
    ['PUT /ServiceProviderConfig', 405],
    ['GET /Schemas?filter=id%20pr', 403],
    ['GET /Schemas/urn:nothing', 404],
    ['GET /nothing', 404],
    ['GET /', 404],
  ])('%s is answered as the standard says', async (target, status) => {
    const scim = await startScim()

    const answer = await scim.send(target, target.startsWith('P') ? { body: { schemas: [] } } : {})

    expect(answer.status).toBe(status)
    if (status !== 200) expect(answer.body).toMatchObject({ schemas: [ERROR], status: String(status) })
    else expect(answer.body.totalResults).toBe(0)
  })
})

test('the documents say what this end can do', async () => {
  const scim = await startScim()

  const config = (await scim.send('GET /ServiceProviderConfig')).body
  const types = (await scim.send('GET /ResourceTypes')).body
  const schemas = (await scim.send('GET /Schemas')).body

  expect(config).toMatchObject({
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 200, maxPayloadSize: 1_048_576 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken' }],
  })
  expect(types.Resources).toMatchObject([{ id: 'User', endpoint: '/Users', schema: CORE }])
  expect(schemas.Resources.map(({ id }: { id: string }) => id)).toContain(ENTERPRISE)
  for (const { id } of schemas.Resources) expect((await scim.send(`GET /Schemas/${id}`)).body.id).toBe(id)
  expect((await scim.send('GET /ResourceTypes/User')).body.meta.location).toBe(`${scim.base}/ResourceTypes/User`)
})

test('a settings file may say where the number is', async () => {
  const rule = {
    field: 'employeeId',
    from: 'externalId',
    source: { kind: 'column', name: 'externalId' },
    dates: [],
    map: null,
    others: 'refuse',
    digits: 5,
    split: '|',
  } as const
  const scim = await startScim({ settings: { rules: [rule] } })

  const { status } = await scim.send('POST /Users', {
    body: { ...adele(), externalId: '123', [ENTERPRISE]: undefined },
  })

  expect(status).toBe(201)
  expect(scim.person('00123')?.surname).toBe('Vance')
})

test('a person who is refused for something may be sent right later', async () => {
  const scim = await startScim()
  await scim.send('POST /Users', { body: somebody('00101', { preferredLanguage: 'nonsense language' }) })

  expect((await scim.send('POST /Users', { body: somebody('00101') })).status).toBe(201)
})
