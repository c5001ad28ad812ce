import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { practiceClient } from '../../../src/practice/practice-client.ts'
import { practiceCertificates } from '../../../src/practice/tls/practice-authority.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { graphTenant } from './graph-tenant.ts'
import { rsaCertificate } from './rsa-certificate.ts'
import { runNode } from './run-node.ts'

const SCOPE = 'https://graph.microsoft.com/.default'
const NOW = Date.parse('2026-12-01T08:00:00Z')
const { appId, secret } = practiceClient
const form = (change: { readonly [name: string]: string | undefined } = {}): URLSearchParams => {
  const fields = { grant_type: 'client_credentials', client_id: appId, client_secret: secret, scope: SCOPE, ...change }
  const filled = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) filled.append(name, value)
  return filled
}

describe('the token endpoint', () => {
  test('gives an application a token that Graph takes', async () => {
    const { server, company, get } = await graphTenant()
    const base = server.url.replace('/v1.0', '')

    const response = await fetch(`${base}/${company.entra.tenant.id}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form(),
    })
    const body = (await response.json()) as { access_token: string; expires_in: number }

    expect([response.status, body.expires_in]).toEqual([200, 3599])
    expect((await get('/organization', { authorization: `Bearer ${body.access_token}` })).status).toBe(200)
  })

  test.each([
    ['a wrong secret', {}, { client_secret: 'wrong' }, 401, 'AADSTS7000215'],
    ['no secret', {}, { client_secret: undefined }, 401, 'AADSTS7000218'],
    ['an unknown application', {}, { client_id: '11111111-2222-4333-8444-555555555555' }, 400, 'AADSTS700016'],
    ['another grant', {}, { grant_type: 'password' }, 400, 'AADSTS70003'],
    ['a scope of single permissions', {}, { scope: 'User.Read.All' }, 400, 'AADSTS1002012'],
    ['another tenant', { tenant: 'fabrikam.com' }, {}, 400, 'AADSTS90002'],
    [
      'a rubbish assertion',
      {},
      {
        client_secret: undefined,
        client_assertion: 'a.b',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      },
      401,
      'AADSTS50027',
    ],
  ])('refuses %s', async (_what, { tenant = 'contoso.com' }: { tenant?: string }, change, status, code) => {
    const { server } = await graphTenant()

    const response = await fetch(`${server.url.replace('/v1.0', '')}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: form(change),
    })
    const body = (await response.json()) as { error_description: string; error_codes: number[] }

    expect(response.status).toBe(status)
    expect(body.error_description).toContain(`${code}: `)
    expect(body.error_codes).toEqual([Number(code.replace('AADSTS', ''))])
  })

  test('describes itself, and only for tenants that it has', async () => {
    const { server } = await graphTenant()
    const base = server.url.replace('/v1.0', '')

    const known = await fetch(`${base}/contoso.com/v2.0/.well-known/openid-configuration`)
    const unknown = await fetch(`${base}/fabrikam.com/v2.0/.well-known/openid-configuration`)
    const discovery = await fetch(`${base}/common/discovery/instance?api-version=1.1`)

    expect(await known.json()).toMatchObject({ token_endpoint: `${base}/contoso.com/oauth2/v2.0/token` })
    expect(unknown.status).toBe(400)
    expect(await discovery.json()).toMatchObject({ metadata: [{ aliases: [new URL(base).host] }] })
  })
})

describe('a certificate', () => {
  const assertion = (pem: string, key: string, claims: object = {}): string => {
    const now = NOW / 1000
    const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const x5t = createHash('sha1').update(new X509Certificate(pem).raw).digest('base64url')
    const head = `${encode({ alg: 'RS256', typ: 'JWT', x5t })}.${encode({ iss: appId, sub: appId, exp: now + 600, ...claims })}`
    return `${head}.${sign('sha256', Buffer.from(head), key).toString('base64url')}`
  }
  const withAssertion = (text: string): URLSearchParams =>
    form({
      client_secret: undefined,
      client_assertion: text,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    })

  test('that is registered stands for the secret; another, an old assertion and a foreign name do not', async () => {
    const { cert, key } = await rsaCertificate()
    const stranger = await rsaCertificate()
    const { server } = await graphTenant({ certificates: [cert], clientClock: { now: () => NOW } })
    const ask = async (text: string): Promise<number> =>
      (
        await fetch(`${server.url.replace('/v1.0', '')}/contoso.com/oauth2/v2.0/token`, {
          method: 'POST',
          body: withAssertion(text),
        })
      ).status
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })

    const statuses = [
      await ask(assertion(cert, key)),
      await ask(assertion(stranger.cert, stranger.key)),
      await ask(assertion(cert, privateKey)),
      await ask(assertion(cert, key, { exp: 1 })),
      await ask(assertion(cert, key, { sub: 'somebody' })),
    ]

    expect(statuses).toEqual([200, 401, 401, 401, 401])
  })
})

test('@azure/identity signs in unchanged, by secret and by certificate', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  const tls = await practiceCertificates(null, { now: () => Date.now() })
  const { cert, key } = await rsaCertificate()
  const { server, company } = await graphTenant({ tls: { cert: tls.cert, key: tls.key }, certificates: [cert] })
  const [ca, certificate] = [join(folder, 'ca.pem'), join(folder, 'app.pem')]
  writeFileSync(ca, tls.caPem)
  writeFileSync(certificate, `${key}\n${cert}`)
  const script = `
    import { ClientCertificateCredential, ClientSecretCredential } from '@azure/identity'
    const [, authorityHost, tenant, client, secret, certificate, graph] = process.argv
    const options = { authorityHost, disableInstanceDiscovery: true }
    for (const credential of [new ClientSecretCredential(tenant, client, secret, options), new ClientCertificateCredential(tenant, client, certificate, options)]) {
      const { token } = await credential.getToken('${SCOPE}')
      const response = await fetch(graph + '/organization?$select=displayName', { headers: { authorization: 'Bearer ' + token } })
      console.log(response.status, (await response.json()).value[0].displayName)
    }
  `

  const args = [server.url.replace('/v1.0', ''), company.entra.tenant.id, appId, secret, certificate, server.url]
  const output = await runNode(script, args, { NODE_EXTRA_CA_CERTS: ca })

  expect(output.trim().split('\n')).toEqual(['200 Contoso', '200 Contoso'])
})
