import { describe, expect, test } from 'vitest'
import { type GraphTenant, graphTenant } from './graph-tenant.ts'

const JOHN = '/users/john.smith@contoso.com/authentication'

type Method = { readonly '@odata.type': string; readonly id: string; readonly [name: string]: unknown }

const methods = async ({ list }: GraphTenant, path: string) => (await list(`${path}/methods`)) as unknown as Method[]
const typed = (all: readonly Method[], type: string) =>
  all.filter((method) => method['@odata.type'] === `#microsoft.graph.${type}AuthenticationMethod`)

describe('sign-in methods', () => {
  test('some people have each of the kinds', async () => {
    const { company } = await graphTenant()

    const types = new Set(company.entra.users().flatMap((user) => user.methods.map(({ type }) => type)))

    expect([...types].sort()).toEqual([
      'email',
      'external',
      'fido2',
      'microsoftAuthenticator',
      'phone',
      'platformCredential',
      'qrCodePin',
      'softwareOath',
      'windowsHelloForBusiness',
    ])
  })

  test('the default app cannot go while there are phones', async () => {
    const tenant = await graphTenant()
    const [app] = typed(await methods(tenant, JOHN), 'microsoftAuthenticator')

    const reply = await tenant.ask('DELETE', `${JOHN}/microsoftAuthenticatorMethods/${app?.id}`)

    expect([reply.status, reply.refusal]).toEqual([
      400,
      'badRequest: Cannot delete default method with other methods configured. Please change default method before deletion.',
    ])
  })

  test('the default phone cannot go while there is an app, in other words', async () => {
    const tenant = await graphTenant()
    const zoe = tenant.company.entra.users().find(({ properties }) => properties.employeeId === '00113')
    const path = `/users/${zoe?.id}/authentication`
    const [phone] = typed(await methods(tenant, path), 'phone')

    const reply = await tenant.ask('DELETE', `${path}/phoneMethods/${phone?.id}`)

    expect(reply.refusal).toContain(`[${phone?.id}] matches the user's current default authentication method`)
  })

  test('the first phone cannot go before the second', async () => {
    const tenant = await graphTenant()
    const [first] = typed(await methods(tenant, JOHN), 'phone').filter(({ phoneType }) => phoneType === 'mobile')

    expect((await tenant.ask('DELETE', `${JOHN}/phoneMethods/${first?.id}`)).status).toBe(400)
  })

  test('each goes from its own collection, once', async () => {
    const tenant = await graphTenant()
    const [key] = typed(await methods(tenant, JOHN), 'fido2')

    const wrong = await tenant.ask('DELETE', `${JOHN}/emailMethods/${key?.id}`)
    const first = await tenant.ask('DELETE', `${JOHN}/fido2Methods/${key?.id}`)
    const second = await tenant.ask('DELETE', `${JOHN}/fido2Methods/${key?.id}`)

    expect([wrong.status, first.status, second.status]).toEqual([404, 204, 404])
  })

  test('a QR code cannot be removed by v1.0, and a password by nobody', async () => {
    const tenant = await graphTenant()
    const path = '/users/debra.berger@contoso.com/authentication'
    const [code] = typed(await methods(tenant, path), 'qrCodePin')
    const [password] = typed(await methods(tenant, path), 'password')

    expect((await tenant.ask('DELETE', `${path}/qrCodePinMethod`)).status).toBe(400)
    expect((await tenant.ask('DELETE', `${path}/passwordMethods/${password?.id}`)).status).toBe(400)
    expect(code).toBeDefined()
  })

  test('those of an administrator need an administrator above', async () => {
    const tenant = await graphTenant()
    const { entra } = tenant.company
    const admin = entra.users().find(({ properties }) => properties.displayName === 'Tenant Administrator')
    if (!admin) throw new Error('there is no administrator')
    entra.put({ ...admin, methods: [{ id: 'a0000000-0000-4000-8000-000000000001', type: 'email', properties: {} }] })

    const path = `/users/${admin.id}/authentication/emailMethods/a0000000-0000-4000-8000-000000000001`

    expect((await tenant.ask('DELETE', path)).status).toBe(403)
  })
})

test('sessions count from a later time each time they are ended, also within one second', async () => {
  const { ask, get } = await graphTenant()
  const read = async () =>
    (await get('/users/john.smith@contoso.com?$select=signInSessionsValidFromDateTime')).body
      .signInSessionsValidFromDateTime
  const before = await read()

  const reply = await ask('POST', '/users/john.smith@contoso.com/revokeSignInSessions')
  const once = await read()
  await ask('POST', '/users/john.smith@contoso.com/revokeSignInSessions')

  expect([reply.status, reply.body.value]).toEqual([200, true])
  expect([before, once, await read()]).toEqual(['2026-12-01T08:00:00Z', '2026-12-01T08:00:01Z', '2026-12-01T08:00:02Z'])
})
