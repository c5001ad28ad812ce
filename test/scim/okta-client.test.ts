import { describe, expect, test } from 'vitest'
import { CORE, ENTERPRISE, PATCH, startScim, type TestScim } from './support/scim-service.ts'

/** The requests of Okta as it documents them: https://developer.okta.com/docs/api/openapi/okta-scim/guides/scim-20 */
const isaac = {
  schemas: [CORE, ENTERPRISE],
  userName: 'isaac.brock@contoso.com',
  name: { givenName: 'Isaac', familyName: 'Brock' },
  emails: [{ primary: true, value: 'isaac.brock@contoso.com', type: 'work' }],
  displayName: 'Isaac Brock',
  locale: 'en-US',
  externalId: '00ujl29u0le5T6Aj10h7',
  groups: [],
  password: '1mz050nq',
  active: true,
  [ENTERPRISE]: { employeeNumber: '00888' },
}

const created = async (scim: TestScim) => (await scim.send('POST /Users', { body: isaac })).body

describe('Okta', () => {
  test('looks for a user page by page, adds it, and reads it', async () => {
    const scim = await startScim()
    const query = 'GET /Users?filter=userName%20eq%20%22isaac.brock%40contoso.com%22&startIndex=1&count=100'
    const before = await scim.send(query)

    const made = await created(scim)
    const after = await scim.send(query)

    expect([before.body.totalResults, after.body.totalResults, after.body.startIndex]).toEqual([0, 1, 1])
    expect(after.body.Resources).toEqual([made])
    expect((await scim.send(`GET /Users/${made.id}`)).body).toEqual(made)
    expect(made).not.toHaveProperty('password')
  })

  test('replaces a user with all that it knows of it', async () => {
    const scim = await startScim()
    const made = await created(scim)

    const body = { ...isaac, id: made.id, meta: made.meta, name: { givenName: 'Isaac', familyName: 'Newton' } }
    const { status } = await scim.send(`PUT /Users/${made.id}`, { body })

    expect([status, scim.person('00888')?.surname]).toEqual([200, 'Newton'])
  })

  test('takes a user away and brings it back by active alone', async () => {
    const scim = await startScim()
    const made = await created(scim)
    const patch = (active: boolean) =>
      scim.send(`PATCH /Users/${made.id}`, {
        body: { schemas: [PATCH], Operations: [{ op: 'replace', value: { active } }] },
      })

    const off = await patch(false)
    const left = scim.person('00888')?.lastDay
    const on = await patch(true)

    expect([off.body.active, left, on.body.active]).toEqual([false, '2026-11-22T11:00:00.000Z', true])
    expect(scim.person('00888')).not.toHaveProperty('lastDay')
  })

  test('takes a user away by a whole user that is not active', async () => {
    const scim = await startScim()
    const made = await created(scim)

    await scim.send(`PUT /Users/${made.id}`, { body: { ...isaac, active: false } })

    expect(scim.person('00888')?.lastDay).toBe('2026-11-22T11:00:00.000Z')
  })

  test('reads all users in pages', async () => {
    const scim = await startScim()
    await created(scim)

    const { body } = await scim.send('GET /Users?startIndex=1&count=2')

    expect([body.totalResults, body.itemsPerPage]).toEqual([1, 1])
  })
})
