import { describe, expect, test } from 'vitest'
import { adele, faultOf, inTurn, ok, refusal, stubbed } from './graph-stub.ts'

const DEFAULT =
  'Cannot delete default method with other methods configured. Please change default method before deletion.'
const DEFAULT_PHONE =
  "The requested authentication method id of [3179e48a-750b-4051-897c-87b9720928f7] matches the user's current default authentication method, and cannot be deleted until the default authentication method is changed"

const app = { id: '6803c096-c096-6803-96c0-036896c00368', type: 'microsoftAuthenticator' }
const phone = { id: '3179e48a-750b-4051-897c-87b9720928f7', type: 'phone' }
const key = { id: '-2_GRUg2-HYz6_1YG4YRAQ2', type: 'fido2' }
const done = { status: 204 } as const

const base = `/v1.0/users/${adele}`

describe('sessions', () => {
  test('are ended by one request, which is not repeated', async () => {
    const { writer, received } = await stubbed(inTurn(refusal(503, 'serviceNotAvailable', 'Service unavailable')))

    const fault = await faultOf(writer.revokeSessions(adele))

    expect(fault).toMatchObject({ code: 'entra/unreachable', effect: 'unknown' })
    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${base}/revokeSignInSessions`])
  })

  test('are read with what moves their time', async () => {
    const { reader, received } = await stubbed(
      inTurn(ok({ id: adele, signInSessionsValidFromDateTime: '2026-12-01T08:00:00Z', createdDateTime: null })),
    )

    expect(await reader.sessionsOf(adele)).toEqual({
      validFrom: '2026-12-01T08:00:00Z',
      passwordChanged: null,
      created: null,
    })
    expect(received[0]?.url).toContain('lastPasswordChangeDateTime')
  })
})

describe('sign-in methods', () => {
  test('go each by a request to its own collection', async () => {
    const { writer, received } = await stubbed(inTurn(done))
    const types = [
      'windowsHelloForBusiness',
      'platformCredential',
      'external',
      'email',
      'temporaryAccessPass',
      'softwareOath',
    ]

    await writer.removeMethods(adele, [app, phone, key, ...types.map((type) => ({ id: app.id, type }))])

    expect(received.map(({ method, url }) => `${method} ${url.slice(base.length)}`)).toEqual([
      `DELETE /authentication/microsoftAuthenticatorMethods/${app.id}`,
      `DELETE /authentication/phoneMethods/${phone.id}`,
      `DELETE /authentication/fido2Methods/${key.id}`,
      `DELETE /authentication/windowsHelloForBusinessMethods/${app.id}`,
      `DELETE /authentication/platformCredentialMethods/${app.id}`,
      `DELETE /authentication/externalAuthenticationMethods/${app.id}`,
      `DELETE /authentication/emailMethods/${app.id}`,
      `DELETE /authentication/temporaryAccessPassMethods/${app.id}`,
      `DELETE /authentication/softwareOathMethods/${app.id}`,
    ])
  })

  test.each([DEFAULT, DEFAULT_PHONE])('the default one is asked for again after the others: %s', async (message) => {
    const { writer, received } = await stubbed(inTurn(refusal(400, 'badRequest', message), done))

    await writer.removeMethods(adele, [app, phone])

    expect(received.map(({ url }) => url.split('/').at(-1))).toEqual([app.id, phone.id, app.id])
  })

  test('the default one stays where others are to stay', async () => {
    const { writer, received } = await stubbed(inTurn(refusal(400, 'badRequest', DEFAULT)))

    const fault = await faultOf(writer.removeMethods(adele, [app]))

    expect(fault).toMatchObject({ code: 'entra/default-method', effect: 'none' })
    expect(fault.hint).toContain('remove: all')
    expect(received).toHaveLength(1)
  })

  test('two that need one another end it, and what went before is told', async () => {
    const { writer } = await stubbed(inTurn(done, refusal(400, 'badRequest', DEFAULT)))

    const fault = await faultOf(writer.removeMethods(adele, [key, app, phone]))

    expect(fault).toMatchObject({ code: 'entra/default-method', effect: 'unknown' })
    expect(fault.message).toContain('Before that, 1 of the methods were removed.')
  })

  test('what fails after some were removed has to be read back', async () => {
    const { writer } = await stubbed(
      inTurn(done, refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges')),
    )

    expect(await faultOf(writer.removeMethods(adele, [key, app]))).toMatchObject({
      code: 'entra/denied',
      effect: 'unknown',
    })
  })

  test.each([
    ['a password', { id: '28c10230-6103-485e-b985-444c60001490', type: 'password' }, 'entra/bad-request'],
    ['a QR code', { id: app.id, type: 'qrCodePin' }, 'entra/bad-request'],
    ['an id that leads elsewhere', { id: '../../..', type: 'phone' }, 'entra/not-an-id'],
    ['no id at all', { id: '', type: 'phone' }, 'entra/not-an-id'],
  ])('%s is not asked for', async (_what, method, code) => {
    const { writer, received } = await stubbed(inTurn(done))

    expect((await faultOf(writer.removeMethods(adele, [method]))).code).toBe(code)
    expect(received).toEqual([])
  })
})

describe('a mail', () => {
  test('is plain text, sent once, and kept among the sent items', async () => {
    const { writer, received } = await stubbed(inTurn({ status: 202 }))

    await writer.sendMail(adele, {
      to: ['a@contoso.com'],
      cc: ['b@contoso.com'],
      subject: 'Hello',
      text: 'Line 1\nLine 2',
    })

    expect(received.map(({ method, url }) => `${method} ${url}`)).toEqual([`POST ${base}/sendMail`])
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      message: {
        subject: 'Hello',
        body: { contentType: 'Text', content: 'Line 1\nLine 2' },
        toRecipients: [{ emailAddress: { address: 'a@contoso.com' } }],
        ccRecipients: [{ emailAddress: { address: 'b@contoso.com' } }],
      },
      saveToSentItems: true,
    })
  })

  test.each(['reset', refusal(504, 'UnknownError', ''), refusal(503, 'serviceNotAvailable', 'x')] as const)(
    'that may have gone out is not sent again (%#)',
    async (reply) => {
      const { writer, received } = await stubbed(inTurn(reply))

      const fault = await faultOf(writer.sendMail(adele, { to: ['a@contoso.com'], cc: [], subject: 'x', text: 'x' }))

      expect([fault.effect, received.length]).toEqual(['unknown', 1])
    },
  )
})
