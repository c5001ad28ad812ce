import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { adele, CORE, ENTERPRISE, JOINERY, LIST, PATCH, somebody, startScim } from './support/scim-service.ts'

const DAY_MS = 86_400_000

describe('a user that is created', () => {
  test('is answered with an id, a place and a version, and its person is news', async () => {
    const scim = await startScim()

    const { status, headers, body } = await scim.send('POST /Users', {
      body: adele({ password: 'Secret-123', [JOINERY]: { startDate: '2026-12-01', office: 'Oslo' } }),
    })

    expect(status).toBe(201)
    expect(headers).toMatchObject({
      'content-type': 'application/scim+json',
      location: `${scim.base}/Users/${body.id}`,
      etag: 'W/"1"',
    })
    expect(body).toEqual({
      ...adele(),
      schemas: [CORE, ENTERPRISE, JOINERY],
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      [JOINERY]: { startDate: '2026-12-01', office: 'Oslo' },
      meta: {
        resourceType: 'User',
        created: '2026-11-22T11:00:00.000Z',
        lastModified: '2026-11-22T11:00:00.000Z',
        location: `${scim.base}/Users/${body.id}`,
        version: 'W/"1"',
      },
    })
    expect(scim.person('00123')).toMatchObject({
      givenName: 'Adele',
      surname: 'Vance',
      title: 'Sales Manager',
      department: 'Sales',
      office: 'Oslo',
      startDate: '2026-12-01',
    })
    expect(scim.news).toMatchObject([{ source: 'hr', rows: 1, complete: false, refused: [] }])
    expect(JSON.stringify([scim.news, await scim.users.list('hr')])).not.toContain('Secret-123')
  })

  test('twice is there once, and the second answer names it', async () => {
    const scim = await startScim()
    const { body: first } = await scim.send('POST /Users', { body: adele() })

    const again = await scim.send('POST /Users', { body: adele() })
    const renamed = await scim.send('POST /Users', { body: adele({ userName: 'other@contoso.com' }) })
    const namesake = await scim.send('POST /Users', {
      body: somebody('00124', { userName: 'ADELE@contoso.com' }),
    })

    for (const { status, body } of [again, renamed, namesake]) {
      expect([status, body.scimType, body.status]).toEqual([409, 'uniqueness', '409'])
      expect(body.detail).toContain(first.id)
    }
    expect(scim.news).toHaveLength(1)
  })

  test('names its manager by the id of another user', async () => {
    const scim = await startScim()
    const manager = await scim.send('POST /Users', { body: somebody('00100') })
    const extension = { employeeNumber: '00123', manager: { value: manager.body.id } }

    await scim.send('POST /Users', { body: adele({ [ENTERPRISE]: extension }) })
    const unknown = await scim.send('POST /Users', {
      body: somebody('00124', { [ENTERPRISE]: { employeeNumber: '00124', manager: { value: 'nobody' } } }),
    })

    expect(scim.person('00123')?.manager).toBe('00100')
    expect([unknown.status, unknown.body.detail]).toEqual([400, expect.stringContaining('Create the manager first')])
  })
})

describe('a user that is changed', () => {
  test('by PUT is as it was sent, and by PATCH as before in everything else', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    scim.pass(DAY_MS)
    const put = await scim.send(`PUT /Users/${made.id}`, {
      body: adele({ id: 'another', title: 'Head of Sales', emails: undefined }),
    })
    const patched = await scim.send(`PATCH /Users/${made.id}`, {
      body: {
        schemas: [PATCH],
        Operations: [{ op: 'replace', path: `${ENTERPRISE}:department`, value: 'Marketing' }],
      },
    })

    expect(put).toMatchObject({
      status: 200,
      body: { id: made.id, title: 'Head of Sales' },
      headers: { etag: 'W/"2"' },
    })
    expect(put.body).not.toHaveProperty('emails')
    expect(patched.body).toMatchObject({
      title: 'Head of Sales',
      [ENTERPRISE]: { department: 'Marketing', employeeNumber: '00123' },
      meta: { version: 'W/"3"', created: made.meta.created, lastModified: '2026-11-23T11:00:00.000Z' },
    })
    expect((await scim.send(`GET /Users/${made.id}`)).body).toEqual(patched.body)
    expect(scim.person('00123')).toMatchObject({ title: 'Head of Sales', department: 'Marketing' })
  })

  test('into what it was already keeps its version, and is no news', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    const { status, body } = await scim.send(`PUT /Users/${made.id}`, { body: adele() })

    expect([status, body]).toEqual([200, made])
    expect(scim.news).toHaveLength(1)
  })

  test('never becomes another person', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    const other = { ...adele(), [ENTERPRISE]: { employeeNumber: '00999' } }
    const { status, body } = await scim.send(`PUT /Users/${made.id}`, { body: other })

    expect([status, body.scimType]).toEqual([400, 'mutability'])
    expect(scim.person('00999')).toBeUndefined()
  })

  test('by its userName stays the same person', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    const { body } = await scim.send(`PUT /Users/${made.id}`, { body: adele({ userName: 'adele.weber@contoso.com' }) })

    expect([body.id, body.userName]).toEqual([made.id, 'adele.weber@contoso.com'])
    expect(scim.person('00123')).not.toHaveProperty('lastDay')
  })
})

describe('a user that is not active', () => {
  const deactivate = { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: false } }] }
  const activate = { schemas: [PATCH], Operations: [{ op: 'replace', value: { active: true } }] }

  test('has had a last day, which stays what it is, and none once it is active again', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    await scim.send(`PATCH /Users/${made.id}`, { body: deactivate })
    const left = scim.person('00123')?.lastDay
    scim.pass(DAY_MS)
    await scim.send(`PUT /Users/${made.id}`, { body: adele({ active: false, title: 'Former Sales Manager' }) })
    const later = scim.person('00123')?.lastDay
    await scim.send(`PATCH /Users/${made.id}`, { body: activate })

    expect([left, later]).toEqual(['2026-11-22T11:00:00.000Z', '2026-11-22T11:00:00.000Z'])
    expect(scim.person('00123')).not.toHaveProperty('lastDay')
  })

  test('leaves on the day that it says itself', async () => {
    const scim = await startScim()

    await scim.send('POST /Users', { body: adele({ active: false, [JOINERY]: { lastDay: '2026-12-31' } }) })

    expect(scim.person('00123')?.lastDay).toBe('2026-12-31')
  })

  test('is not active again because a PUT says nothing of it', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    await scim.send(`PATCH /Users/${made.id}`, { body: deactivate })

    const { body } = await scim.send(`PUT /Users/${made.id}`, { body: adele({ active: undefined, title: 'Advisor' }) })

    expect([body.active, body.title]).toEqual([false, 'Advisor'])
    expect(scim.person('00123')?.lastDay).toBe('2026-11-22T11:00:00.000Z')
  })
})

describe('a user that is deleted', () => {
  test('is gone for its source, and its person is no leaver: somebody is told', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    const { status, body } = await scim.send(`DELETE /Users/${made.id}`)

    expect([status, body]).toEqual([204, null])
    for (const method of ['GET', 'DELETE']) expect((await scim.send(`${method} /Users/${made.id}`)).status).toBe(404)
    expect((await scim.send('GET /Users')).body.totalResults).toBe(0)
    expect(scim.lost).toEqual(['hr 00123'])
    expect(scim.news).toHaveLength(1)
  })

  test('leaves where the settings of the source say so', async () => {
    const scim = await startScim({ absence: 'leaver' })
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    await scim.send(`DELETE /Users/${made.id}`)

    expect(scim.person('00123')?.lastDay).toBe('2026-11-22T11:00:00.000Z')
    expect(scim.lost).toEqual([])
  })

  test('after it was made inactive, as Entra does it, is nothing new', async () => {
    const scim = await startScim({ absence: 'leaver' })
    const { body: made } = await scim.send('POST /Users', { body: adele({ active: false }) })

    await scim.send(`DELETE /Users/${made.id}`)

    expect(scim.news).toHaveLength(1)
    expect(scim.lost).toEqual([])
  })

  test('may be created again, as another user and the same person', async () => {
    const scim = await startScim({ absence: 'leaver' })
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    await scim.send(`DELETE /Users/${made.id}`)

    const { status, body } = await scim.send('POST /Users', { body: adele() })

    expect(status).toBe(201)
    expect(body.id).not.toBe(made.id)
    expect(scim.person('00123')).not.toHaveProperty('lastDay')
  })
})

describe('a version', () => {
  test('that is not the present one changes nothing', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    const put = (version: string, title: string) =>
      scim.send(`PUT /Users/${made.id}`, { body: adele({ title }), headers: { 'if-match': version } })

    const right = await put('W/"1"', 'Head of Sales')
    const stale = await put('W/"1"', 'Clerk')
    const removed = await scim.send(`DELETE /Users/${made.id}`, { headers: { 'if-match': 'W/"1"' } })
    const any = await put('*', 'Director')

    expect([right.status, stale.status, removed.status, any.status]).toEqual([200, 412, 412, 200])
    expect(stale.body).toMatchObject({ status: '412', detail: expect.stringContaining('W/"2"') })
    expect(scim.person('00123')?.title).toBe('Director')
  })

  test('that is known already is not sent again', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })

    const { status, body } = await scim.send(`GET /Users/${made.id}`, { headers: { 'if-none-match': 'W/"1"' } })

    expect([status, body]).toEqual([304, null])
  })
})

describe('users', () => {
  test('are listed in pages, with how many there are', async () => {
    const scim = await startScim()
    for (const number of ['00101', '00102', '00103']) await scim.send('POST /Users', { body: somebody(number) })
    const names = async (query: string) => {
      const { body } = await scim.send(`GET /Users?${query}`)
      const { totalResults, startIndex, itemsPerPage, Resources, schemas } = body
      expect([schemas, totalResults]).toEqual([[LIST], 3])
      return [startIndex, itemsPerPage, ...Resources.map((user: { userName: string }) => user.userName.slice(0, 6))]
    }

    const all = await names('')

    expect(all.slice(0, 2)).toEqual([1, 3])
    expect(await names('startIndex=1&count=2')).toEqual([1, 2, ...all.slice(2, 4)])
    expect(await names('startIndex=3&count=2')).toEqual([3, 1, all[4]])
    expect(await names('startIndex=4')).toEqual([4, 0])
    expect(await names('startIndex=-5&count=0')).toEqual([1, 0])
    expect((await scim.send('GET /Users?count=many')).body).toMatchObject({ status: '400', scimType: 'invalidValue' })
  })

  test('are found by filters, in the address and in the body', async () => {
    const scim = await startScim()
    await scim.send('POST /Users', { body: adele() })
    await scim.send('POST /Users', { body: somebody('00101') })
    const found = async (filter: string) => {
      const byAddress = await scim.send(`GET /Users?filter=${encodeURIComponent(filter)}`)
      const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter }
      const bySearch = await scim.send('POST /Users/.search', { body })
      expect(bySearch.body).toEqual(byAddress.body)
      return byAddress.body.Resources?.map((user: { userName: string }) => user.userName) ?? byAddress.body.scimType
    }

    expect(await found('userName eq "Adele@Contoso.com"')).toEqual(['adele@contoso.com'])
    expect(await found('externalId eq "adelev"')).toEqual(['adele@contoso.com'])
    expect(await found(`${ENTERPRISE}:employeeNumber eq "00101"`)).toEqual(['p00101@contoso.com'])
    expect(await found('emails[type eq "work" and value sw "adele"]')).toEqual(['adele@contoso.com'])
    expect(await found('userName eq "nobody@contoso.com"')).toEqual([])
    expect(await found('userName eq')).toBe('invalidFilter')
  })

  test('are answered with the attributes that are asked for', async () => {
    const scim = await startScim()
    const { body: made } = await scim.send('POST /Users', { body: adele() })
    const get = async (query: string) => {
      const { schemas: _, id: __, ...rest } = (await scim.send(`GET /Users/${made.id}?${query}`)).body
      return rest
    }

    expect(await get('attributes=userName,name.familyName,emails.value')).toEqual({
      userName: 'adele@contoso.com',
      name: { familyName: 'Vance' },
      emails: [{ value: 'adele@contoso.com' }],
    })
    expect(await get(`attributes=${ENTERPRISE}:department,nonsense`)).toEqual({ [ENTERPRISE]: { department: 'Sales' } })
    const { title, emails, ...others } = adele()
    expect(await get('excludedAttributes=title,emails,meta,id')).toEqual({ ...others, schemas: undefined })
    expect((await scim.send('GET /Users?attributes=userName')).body.Resources).toEqual([
      { schemas: made.schemas, id: made.id, userName: 'adele@contoso.com' },
    ])
    expect([title, emails.length]).toEqual(['Sales Manager', 1])
  })

  test('are still there when the service starts again', async () => {
    const folder = temporaryFolder()
    const { body: made } = await (await startScim({ folder })).send('POST /Users', { body: adele() })

    const { body } = await (await startScim({ folder })).send(`GET /Users/${made.id}`)

    expect([body.userName, body.meta.version]).toEqual(['adele@contoso.com', 'W/"1"'])
  })
})
