import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { type GraphTenant, graphTenant, type Reply } from './graph-tenant.ts'

const LIDIA = 'lidia.holloway@contoso.com'
const NESTOR = 'nestor.wilke@contoso.com'

const rootOf = async ({ get }: GraphTenant, upn: string): Promise<string> =>
  `/drives/${(await get(`/users/${upn}/drive`)).body.id}/items/root`

const share = (tenant: GraphTenant, root: string, more: JsonObject = {}): Promise<Reply> =>
  tenant.ask('POST', `${root}/invite`, {
    recipients: [{ objectId: tenant.userNamed(NESTOR) }],
    requireSignIn: true,
    sendInvitation: false,
    roles: ['write'],
    ...more,
  })

const rightsOf = async (tenant: GraphTenant, root: string): Promise<readonly unknown[]> =>
  (await tenant.list(`${root}/permissions`)).map(({ roles, grantedToV2, expirationDateTime }) => {
    const { user, siteGroup } = grantedToV2 as { readonly user?: JsonObject; readonly siteGroup?: JsonObject }
    return [(user ?? siteGroup)?.displayName, roles, expirationDateTime]
  })

describe('a OneDrive', () => {
  test('says how full it is, and its id leads to it', async () => {
    const tenant = await graphTenant()

    const { body } = await tenant.get(`/users/${LIDIA}/drive?$select=id,quota,webUrl`)

    expect(body).toMatchObject({
      id: expect.stringMatching(/^b![\w-]{40,}$/),
      webUrl: 'https://contoso-my.sharepoint.com/personal/lidia_holloway_contoso_com/Documents',
      quota: { used: 60 * 1024 ** 3 },
    })
    expect(await rightsOf(tenant, `/drives/${body.id}/items/root`)).toEqual([
      ['Lidia Holloway', ['owner'], undefined],
      ['Owners of this site', ['owner'], undefined],
    ])
  })

  test.each(['raul.razo@contoso.com', 'adele.vance@contoso.com'])(
    'is not there for %s, who never opened it',
    async (upn) => {
      const tenant = await graphTenant()
      await tenant.addUser('adele.vance')

      expect((await tenant.get(`/users/${upn}/drive`)).refusal).toBe("ResourceNotFound: User's mysite not found.")
    },
  )

  test.each(['b!AAAA', 'b!', 'me', '11111111-2222-4333-8444-555555555555'])('is not found under %s', async (id) => {
    const { get } = await graphTenant()

    expect((await get(`/drives/${id}/items/root/permissions`)).refusal).toBe(
      'itemNotFound: The resource could not be found.',
    )
  })
})

describe('sharing it', () => {
  test('answers the right with its id, which takes it back', async () => {
    const tenant = await graphTenant()
    const root = await rootOf(tenant, LIDIA)
    const before = await rightsOf(tenant, root)

    const { status, body } = await share(tenant, root, { expirationDateTime: '2027-01-31T22:59:59Z' })
    const [right] = body.value as readonly JsonObject[]
    const shared = await rightsOf(tenant, root)
    const taken = await tenant.ask('DELETE', `${root}/permissions/${right?.id}`)

    expect([status, taken.status]).toEqual([200, 204])
    expect(shared).toEqual([...before, ['Nestor Wilke', ['write'], '2027-01-31T22:59:59Z']])
    expect(await rightsOf(tenant, root)).toEqual(before)
    expect((await tenant.ask('DELETE', `${root}/permissions/${right?.id}`)).status).toBe(404)
  })

  test('ends by itself', async () => {
    const tenant = await graphTenant()
    const root = await rootOf(tenant, LIDIA)
    await share(tenant, root, { expirationDateTime: '2026-12-01T09:00:00Z' })
    const during = (await rightsOf(tenant, root)).length

    tenant.pass(3_600_000)

    expect([during, (await rightsOf(tenant, root)).length]).toEqual([3, 2])
  })

  test.each([
    [{ recipients: [] }, 'invalidRequest: At least one recipient is needed.'],
    [
      { recipients: [{ email: 'nobody@fabrikam.com' }] },
      'invalidRequest: One or more recipients could not be resolved.',
    ],
    [{ roles: ['admin'] }, 'invalidRequest: The roles are not valid.'],
    [{ expirationDateTime: '2020-01-01T00:00:00Z' }, 'invalidRequest: The expiration has to be in the future.'],
    [
      { expirationDateTime: 'soon' },
      "BadRequest: Cannot convert the literal 'soon' to the expected type 'Edm.DateTimeOffset'.",
    ],
  ])('is refused: %j', async (more, refusal) => {
    const tenant = await graphTenant()
    const root = await rootOf(tenant, LIDIA)

    expect((await share(tenant, root, more as JsonObject)).refusal).toBe(refusal)
    expect(await rightsOf(tenant, root)).toHaveLength(2)
  })

  test('needs the permission to write files', async () => {
    const tenant = await graphTenant()
    const root = await rootOf(tenant, LIDIA)
    const authorization = `Bearer ${tenant.server.tokenFor({ roles: ['Files.Read.All', 'User.ReadWrite.All'] })}`

    const reply = await tenant.ask('POST', `${root}/invite`, { roles: ['read'] }, { authorization })

    expect(reply.status).toBe(403)
    expect((await tenant.get(`${root}/permissions`, { authorization })).status).toBe(200)
  })
})

test('somebody else’s whole OneDrive was shared before', async () => {
  const tenant = await graphTenant()

  expect(await rightsOf(tenant, await rootOf(tenant, 'pradeep.gupta@contoso.com'))).toContainEqual([
    'Nestor Wilke',
    ['write'],
    undefined,
  ])
})
