import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { CredentialSpec } from '../../src/entra/entra-settings.ts'
import { openEntra } from '../../src/entra/open-entra.ts'
import { Secret } from '../../src/model/secret.ts'
import { type GraphServer, startGraphServer } from '../../src/practice/graph/start-graph-server.ts'
import { practiceClient } from '../../src/practice/practice-client.ts'
import { issueCertificates } from '../../src/practice/tls/issue-certificates.ts'
import { quickClock } from '../support/quick-clock.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { faultOf } from './graph-stub.ts'
import { emptyStore } from './practice-graph.ts'

const trusted = getCACertificates('default')
const store = emptyStore()
let server: GraphServer
let authority: string

beforeAll(async () => {
  const { ca, cert, key } = await issueCertificates(Date.now())
  setDefaultCACertificates([...trusted, ca])
  server = await startGraphServer({ entra: store, commit: () => {} }, { port: 0, tls: { cert, key } })
  authority = new URL(server.url).origin
})
afterAll(async () => {
  setDefaultCACertificates([...trusted])
  await server.stop()
})

const { appId: client, secret } = practiceClient
const withSecret: CredentialSpec = { kind: 'secret', client, secret: new Secret(secret) }

const tenantAs = async (credential: CredentialSpec, tenant = store.tenant.id) => {
  const settings = { tenant, cloud: 'global', credential, authority, baseUrl: server.url } as const
  const { reader } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })
  return reader.tenant()
}

describe('signing in to the practice tenant over TLS', () => {
  test('with the secret of its client opens its Graph', async () => {
    expect(await tenantAs(withSecret)).toEqual({
      id: store.tenant.id,
      displayName: 'Contoso',
      domains: ['contoso.com'],
    })
  })

  test.each([
    [
      'another secret',
      { ...withSecret, secret: new Secret('wrong~Secret~2026') },
      undefined,
      'The client secret is wrong',
    ],
    [
      'another client',
      { ...withSecret, client: '11111111-2222-4333-8444-555555555555' },
      undefined,
      'does not know this application',
    ],
    ['another tenant', withSecret, 'fabrikam.com', 'no such tenant'],
  ] as const)('with %s is refused and says why', async (_what, credential, tenant, hint) => {
    expect(await faultOf(tenantAs(credential, tenant))).toMatchObject({
      code: 'entra/sign-in-failed',
      category: 'denied',
      hint: expect.stringContaining(hint),
    })
  })

  test.each(['sign-in service', 'Graph'])(
    'a %s that is not trusted gets nothing, and the fault says how to trust it',
    async (which) => {
      const { cert, key } = await issueCertificates(Date.now())
      const stranger = await startGraphServer({ entra: store, commit: () => {} }, { port: 0, tls: { cert, key } })
      onTestFinished(() => stranger.stop())
      const token = { kind: 'token', token: new Secret(stranger.token) } as const
      const credential = which === 'Graph' ? token : withSecret
      const { origin } = new URL(stranger.url)
      const settings = {
        tenant: store.tenant.id,
        cloud: 'global',
        credential,
        authority: origin,
        baseUrl: stranger.url,
      } as const
      const { reader } = await openEntra(settings, { clock: quickClock(Date.now()), random: seededRandom() })

      expect(await faultOf(reader.tenant())).toMatchObject({
        code: 'entra/unreachable',
        category: 'unreachable',
        message: expect.stringContaining('unable to verify'),
        hint: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      })
    },
  )
})
