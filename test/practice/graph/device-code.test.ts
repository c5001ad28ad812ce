import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/model/json.ts'
import { practiceClient } from '../../../src/practice/practice-client.ts'
import { practiceCertificates } from '../../../src/practice/tls/practice-authority.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { type GraphTenant, graphTenant } from './graph-tenant.ts'
import { runNode } from './run-node.ts'

const SCOPE = 'https://graph.microsoft.com/.default'
const ADMIN = 'admin@contoso.onmicrosoft.com'
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code'

interface SignIn {
  post(path: string, form: { readonly [name: string]: string }): Promise<JsonObject & { readonly status: number }>
  begin(scope?: string): Promise<JsonObject>
  redeem(device: JsonObject): Promise<JsonObject & { readonly status: number }>
  /** What the page says. */
  answer(form: { readonly [name: string]: string }): Promise<string>
  refresh(token: unknown): Promise<JsonObject & { readonly status: number }>
}

const signInAt = ({ server }: GraphTenant): SignIn => {
  const base = server.url.replace('/v1.0', '')
  const send = (path: string, form: { readonly [name: string]: string }): Promise<Response> =>
    fetch(`${base}${path}`, { method: 'POST', body: new URLSearchParams(form) })
  const post: SignIn['post'] = async (path, form) => {
    const response = await send(`/contoso.com/oauth2/v2.0${path}`, { client_id: practiceClient.appId, ...form })
    return { ...((await response.json()) as JsonObject), status: response.status }
  }
  return {
    post,
    begin: (scope = `openid profile offline_access ${SCOPE}`) => post('/devicecode', { scope }),
    redeem: ({ device_code }) => post('/token', { grant_type: DEVICE_GRANT, device_code: String(device_code) }),
    answer: async (form) => (await send('/devicelogin', form)).text(),
    refresh: (token) => post('/token', { grant_type: 'refresh_token', refresh_token: String(token) }),
  }
}

/** Signs somebody in on a device and answers what the device gets. */
const signedIn = async (
  at: SignIn,
  user: string,
  scope?: string,
): Promise<JsonObject & { readonly status: number }> => {
  const device = await at.begin(scope)
  await at.answer({ user_code: String(device.user_code), user })
  return at.redeem(device)
}

const bearer = ({ access_token }: JsonObject) => ({ authorization: `Bearer ${String(access_token)}` })

describe('signing in on a device', () => {
  test('gives tokens in the name of whoever typed the code, once', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)

    const device = await at.begin()
    const early = await at.redeem(device)
    const said = await at.answer({ user_code: String(device.user_code).toLowerCase(), user: ADMIN })
    const tokens = await at.redeem(device)
    const again = await at.redeem(device)
    const me = await tenant.get('/me?$select=userPrincipalName', bearer(tokens))

    expect(device).toMatchObject({ expires_in: 900, interval: 5, message: expect.stringContaining('/devicelogin') })
    expect([early.status, early.error]).toEqual([400, 'authorization_pending'])
    expect(said).toContain('You are signed in')
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3599 })
    expect([typeof tokens.refresh_token, typeof tokens.id_token]).toEqual(['string', 'string'])
    expect(me.body.userPrincipalName).toBe(ADMIN)
    expect(again.error_codes).toEqual([7000014])
  })

  test('ends in fifteen minutes, with a no, and is for nobody who may not sign in', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)
    const [late, declined, open] = [await at.begin(), await at.begin(), await at.begin()]

    const no = await at.answer({ user_code: String(declined.user_code), answer: 'no' })
    const nobody = await at.answer({ user_code: String(open.user_code), user: 'nobody@contoso.com' })
    const wrong = await at.answer({ user_code: 'WRONGCODE', user: ADMIN })
    const refused = await at.redeem(declined)
    tenant.pass(901_000)
    const over = await at.redeem(late)

    expect([no, nobody, wrong].map((text) => /<p>(.*)<\/p>/.exec(text)?.[1])).toEqual([
      'The device was told that you do not want to sign in.',
      'There is no account &#34;nobody@contoso.com&#34; that may sign in.',
      'No device waits for that code, or not any more.',
    ])
    expect([refused.error, over.error]).toEqual(['authorization_declined', 'expired_token'])
  })

  test('has a page for it', async () => {
    const { server } = await graphTenant()

    const page = await fetch(`${server.url.replace('/v1.0', '')}/devicelogin`)

    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await page.text()).toContain('name="user_code"')
  })

  test('lets an application do no more than the person may', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)
    const target = await tenant.addUser('adele.vance')
    const rename = (tokens: JsonObject) =>
      tenant.ask('PATCH', `/users/${target}`, { jobTitle: 'Pilot' }, bearer(tokens))

    const lee = await signedIn(at, 'lee.gu@contoso.com')
    const admin = await signedIn(at, ADMIN)
    const [read, byLee, byAdmin] = [
      await tenant.get(`/users/${target}`, bearer(lee)),
      await rename(lee),
      await rename(admin),
    ]

    expect([read.status, byLee.status, byAdmin.status]).toEqual([200, 403, 204])
  })

  test('is for permissions that were consented to', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)

    const fine = await signedIn(at, ADMIN, 'User.Read Group.ReadWrite.All')
    const refused = await signedIn(at, ADMIN, 'Policy.ReadWrite.ConditionalAccess')
    const users = await tenant.get('/users', bearer(fine))

    expect(fine.status).toBe(200)
    expect(users.status).toBe(403)
    expect(refused.error_codes).toEqual([65001])
  })
})

describe('a refresh token', () => {
  test('gives new tokens until sessions are revoked, and again after the next sign-in', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)
    const first = await signedIn(at, 'lee.gu@contoso.com')
    tenant.pass(2 * 3_600_000)

    const refreshed = await at.refresh(first.refresh_token)
    const [old, fresh] = [await tenant.get('/me', bearer(first)), await tenant.get('/me', bearer(refreshed))]
    await tenant.ask('POST', '/users/lee.gu@contoso.com/revokeSignInSessions')
    const revoked = await at.refresh(refreshed.refresh_token)
    const again = await signedIn(at, 'lee.gu@contoso.com')

    expect([old.status, fresh.status]).toEqual([401, 200])
    expect([revoked.error, revoked.error_codes]).toEqual(['invalid_grant', [50173]])
    expect((await at.refresh(again.refresh_token)).status).toBe(200)
  })

  test('is worth nothing once its owner is blocked or gone, or after ninety days', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)
    const [blocked, gone] = [await tenant.addUser('adele.vance'), await tenant.addUser('rosa.diaz')]
    const of = async (user: string) => (await signedIn(at, `${user}@contoso.com`)).refresh_token
    const tokens = { blocked: await of('adele.vance'), gone: await of('rosa.diaz'), old: await of('lee.gu') }
    await tenant.ask('PATCH', `/users/${blocked}`, { accountEnabled: false })
    await tenant.ask('DELETE', `/users/${gone}`)

    const codes = [await at.refresh(tokens.blocked), await at.refresh(tokens.gone), await at.refresh('rubbish')]
    tenant.pass(91 * 24 * 3_600_000)

    expect(codes.map(({ error_codes }) => error_codes)).toEqual([[50057], [50034], [70000]])
    expect((await at.refresh(tokens.old)).error_codes).toEqual([70000])
  })
})

describe('the roles of an application', () => {
  test('follow its consent: the next token has what was granted, and not what was taken back', async () => {
    const tenant = await graphTenant()
    const at = signInAt(tenant)
    const principalOf = async (name: string): Promise<JsonObject> => {
      const [found] = await tenant.list(`/servicePrincipals?$filter=displayName eq '${name}'&$select=id,appRoles`)
      return found ?? {}
    }
    const [client, graph] = [await principalOf('Joinery'), await principalOf('Microsoft Graph')]
    const role = (graph.appRoles as readonly JsonObject[]).find(({ value }) => value === 'Group.ReadWrite.All')
    const path = `/servicePrincipals/${client.id}/appRoleAssignments`
    const granted = (await tenant.list(path)).find(({ appRoleId }) => appRoleId === role?.id)
    const groupsWithNewToken = async (): Promise<number> => {
      const form = { grant_type: 'client_credentials', client_secret: practiceClient.secret, scope: SCOPE }
      const token = await at.post('/token', form)
      return (await tenant.ask('POST', '/groups', {}, bearer(token))).status
    }

    const before = await groupsWithNewToken()
    await tenant.ask('DELETE', `${path}/${granted?.id}`)
    const without = await groupsWithNewToken()
    const wish = { principalId: client.id, resourceId: graph.id, appRoleId: role?.id }
    const regranted = await tenant.ask('POST', `/servicePrincipals/${graph.id}/appRoleAssignedTo`, wish)
    const after = await groupsWithNewToken()

    // An empty group is refused for what it lacks, once the application may make groups at all.
    expect([before, without, regranted.status, after]).toEqual([400, 403, 201, 400])
  })
})

test('@azure/identity signs somebody in on a device, unchanged', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  const tls = await practiceCertificates(null, { now: () => Date.now() })
  const { server, company } = await graphTenant({ tls: { cert: tls.cert, key: tls.key } })
  const ca = join(folder, 'ca.pem')
  writeFileSync(ca, tls.caPem)
  const script = `
    import { DeviceCodeCredential } from '@azure/identity'
    const [, authorityHost, tenantId, clientId, graph] = process.argv
    const userPromptCallback = ({ userCode, verificationUri }) =>
      fetch(verificationUri, { method: 'POST', body: new URLSearchParams({ user_code: userCode, user: '${ADMIN}' }) })
    const credential = new DeviceCodeCredential({ authorityHost, tenantId, clientId, userPromptCallback, disableInstanceDiscovery: true })
    const { token } = await credential.getToken('${SCOPE}')
    const response = await fetch(graph + '/me?$select=displayName', { headers: { authorization: 'Bearer ' + token } })
    console.log(response.status, (await response.json()).displayName)
    const again = await credential.getToken('${SCOPE}')
    console.log(again.token === token)
  `

  const args = [server.url.replace('/v1.0', ''), company.entra.tenant.id, practiceClient.appId, server.url]
  const output = await runNode(script, args, { NODE_EXTRA_CA_CERTS: ca })

  expect(output.trim().split('\n')).toEqual(['200 Tenant Administrator', 'true'])
})
