import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as x509 from '@peculiar/x509'
import nock from 'nock'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Cloud, clouds } from '../../src/entra/clouds.ts'
import { makeCredential } from '../../src/entra/credential.ts'
import type { CredentialSpec } from '../../src/entra/entra-settings.ts'
import { tokenSource } from '../../src/entra/token-source.ts'
import { Secret } from '../../src/model/secret.ts'
import { quickClock } from '../support/quick-clock.ts'
import { faultOf } from './graph-stub.ts'
import { aadsts, signInService } from './sign-in-service.ts'

const client = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const withSecret: CredentialSpec = { kind: 'secret', client, secret: new Secret('Kq8~practice-client-secret') }

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'joinery-credential-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => nock.disableNetConnect())
afterEach(() => {
  nock.cleanAll()
  nock.enableNetConnect()
})

const sourceOf = (tenant: string, credential: CredentialSpec, cloud: Cloud = 'global', clock = quickClock()) =>
  tokenSource({ tenant, cloud, credential }, { clock })

/** A certificate and its key in one PEM file, as an administrator would put it beside joinery.yaml. */
const certificateFile = async (): Promise<string> => {
  x509.cryptoProvider.set(webcrypto)
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048,
  }
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=Joinery',
    keys,
    signingAlgorithm: algorithm,
  })
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const path = join(folder, 'app.pem')
  writeFileSync(
    path,
    `-----BEGIN PRIVATE KEY-----\n${key.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n${certificate.toString('pem')}\n`,
  )
  return path
}

describe('signing in', () => {
  test('with a client secret asks the authority of the cloud for its scope', async () => {
    const { tenant, asked } = signInService('https://login.microsoftonline.us')

    const token = await sourceOf(tenant, withSecret, 'usgov')()

    expect(token.reveal()).toBe('token-from-sign-in')
    expect(
      asked.map(({ host, form }) => [host, form.get('grant_type'), form.get('scope'), form.get('client_id')]),
    ).toEqual([
      [
        'login.microsoftonline.us',
        'client_credentials',
        expect.stringContaining('https://graph.microsoft.us/.default'),
        client,
      ],
    ])
  })

  test.each(Object.entries(clouds))(
    'in the cloud %s asks for the scope of its Graph',
    async (cloud, { graph, authority }) => {
      const { tenant, asked } = signInService(authority)

      await sourceOf(tenant, withSecret, cloud as Cloud)()

      expect(asked.map(({ host, form }) => [host, form.get('scope')?.split(' ')[0]])).toEqual([
        [new URL(authority).host, `${graph}/.default`],
      ])
    },
  )

  test('with a certificate sends a signed assertion and no secret', async () => {
    const { tenant, asked } = signInService('https://login.microsoftonline.com')
    const certificate = await certificateFile()

    const token = await sourceOf(tenant, { kind: 'certificate', client, certificate })()

    expect(token.reveal()).toBe('token-from-sign-in')
    expect(asked[0]?.form.get('client_assertion')?.split('.')).toHaveLength(3)
    expect(asked[0]?.form.has('client_secret')).toBe(false)
  })

  test('with a workload identity sends the token of the pod', async () => {
    const { tenant, asked } = signInService('https://login.microsoftonline.com')
    const tokenFile = join(folder, 'token')
    writeFileSync(tokenFile, 'token-of-the-pod')

    await sourceOf(tenant, { kind: 'workload-identity', client, tokenFile })()

    expect(asked[0]?.form.get('client_assertion')).toBe('token-of-the-pod')
  })

  test('happens once for all who ask at the same time, and again shortly before the token expires', async () => {
    const { tenant, asked } = signInService('https://login.microsoftonline.com')
    const clock = quickClock(Date.now())
    const source = sourceOf(tenant, withSecret, 'global', clock)

    await Promise.all([source(), source(), source()])
    await source()
    expect(asked).toHaveLength(1)

    clock.pass(3_599_000 - 4 * 60_000)
    await source()
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  test.each([
    { kind: 'managed-identity' },
    { kind: 'managed-identity', client },
    { kind: 'azure-cli' },
    { kind: 'device-code', client },
  ] satisfies CredentialSpec[])('$kind is built without sending anything', async (spec) => {
    const credential = await makeCredential(spec, { tenant: 'contoso.com', cloud: 'global' }, () => {})

    expect(credential.getToken).toBeInstanceOf(Function)
  })

  test('a device code needs somebody to show it to', async () => {
    const fault = await faultOf(sourceOf('contoso.com', { kind: 'device-code', client })())

    expect(fault).toMatchObject({ code: 'entra/sign-in-failed', category: 'denied' })
  })
})

describe('a failed sign-in', () => {
  test.each([
    [7000215, 'Invalid client secret provided.', 'The client secret is wrong'],
    [7000222, 'The provided client secret keys are expired.', 'has expired'],
    [700016, 'Application was not found in the directory.', 'does not know this application'],
    [90002, "Tenant 'contoso.example' not found.", 'no such tenant'],
    [50034, 'The user account does not exist in the directory.', 'cannot sign in'],
    [700027, 'Client assertion contains an invalid signature.', 'certificate is not accepted'],
    [53003, 'Access has been blocked by Conditional Access policies.', 'Conditional Access'],
    [999999, 'Something that nobody has seen yet.', 'https://login.microsoftonline.com/error?code=999999'],
  ])('AADSTS%i says what to do', async (number, text, hint) => {
    const { tenant, asked } = signInService('https://login.microsoftonline.com', {
      status: 401,
      json: aadsts(number, text),
    })

    const fault = await faultOf(sourceOf(tenant, withSecret)())

    expect(fault).toMatchObject({
      code: 'entra/sign-in-failed',
      category: 'denied',
      effect: 'none',
      message: expect.stringContaining(`AADSTS${number}: ${text.replace(/\.$/, '')}`),
      hint: expect.stringContaining(hint),
    })
    expect(fault.message).not.toContain('Trace ID')
    expect(asked).toHaveLength(1)
  })

  test('because the service is not reached is no refusal', async () => {
    nock('https://login.microsoftonline.com')
      .persist()
      .get(/.*/)
      .query(true)
      .replyWithError(
        Object.assign(new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'), { code: 'ENOTFOUND' }),
      )

    expect(await faultOf(sourceOf('contoso.com', withSecret)())).toMatchObject({
      code: 'entra/unreachable',
      category: 'unreachable',
      effect: 'none',
    })
  })

  test('because the service never answers ends at the deadline', async () => {
    nock.enableNetConnect('127.0.0.1')
    const server = createServer(() => {})
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const authority = `https://127.0.0.1:${(server.address() as AddressInfo).port}`
    const source = tokenSource(
      { tenant: 'contoso.com', cloud: 'global', credential: withSecret, authority },
      { clock: quickClock() },
      0.3,
    )

    const fault = await faultOf(source())
    server.close()

    expect(fault).toMatchObject({ code: 'entra/silent', category: 'unreachable', effect: 'none' })
  })

  test('because the certificate file is missing names the file', async () => {
    signInService('https://login.microsoftonline.com')
    const missing = join(folder, 'gone.pem')

    expect(
      await faultOf(sourceOf('contoso.com', { kind: 'certificate', client, certificate: missing })()),
    ).toMatchObject({
      code: 'entra/sign-in-failed',
      message: expect.stringContaining('gone.pem'),
    })
  })

  test('because the Azure CLI is not there says how to get it', async () => {
    const before = process.env['PATH']
    process.env['PATH'] = folder
    const fault = await faultOf(sourceOf('contoso.com', { kind: 'azure-cli' })()).finally(() => {
      process.env['PATH'] = before
    })

    expect(fault).toMatchObject({ code: 'entra/sign-in-failed', hint: expect.stringContaining('az login') })
  })

  test('because the pod has no token is a refusal with advice', async () => {
    expect(
      await faultOf(sourceOf('contoso.com', { kind: 'workload-identity', client, tokenFile: join(folder, 'none') })()),
    ).toMatchObject({
      code: 'entra/sign-in-failed',
      hint: expect.stringContaining('AZURE_FEDERATED_TOKEN_FILE'),
    })
  })

  test('shows no secret', async () => {
    const secret = 'Kq8~practice-client-secret'
    const { tenant } = signInService('https://login.microsoftonline.com', {
      status: 401,
      json: aadsts(7000215, `Invalid secret ${secret}.`),
    })

    const fault = await faultOf(sourceOf(tenant, withSecret)())

    expect(`${fault.message} ${fault.hint} ${JSON.stringify(fault)}`).not.toContain(secret)
  })
})
