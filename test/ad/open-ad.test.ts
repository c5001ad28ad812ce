import { afterEach, describe, expect, test } from 'vitest'
import { type AdSettings, openAd } from '../../src/ad/open-ad.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { issueCertificates } from '../../src/practice/tls/issue-certificates.ts'
import { type FakeLdapServer, fakeLdapServer, silentServer } from '../support/fake-ldap-server.ts'
import { systemClock } from '../support/system-clock.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

const start = async (...args: Parameters<typeof fakeLdapServer>): Promise<FakeLdapServer> => {
  const server = await fakeLdapServer(...args)
  stops.push(() => server.stop())
  return server
}

const open = async (settings: AdSettings): ReturnType<typeof openAd> => {
  const ad = await openAd(settings, { clock: systemClock })
  stops.push(() => ad.close())
  return ad
}

const faultOf = async (action: Promise<unknown>): Promise<Fault> => {
  const thrown = await action.then(
    () => 'nothing',
    (error: unknown) => error,
  )
  if (thrown instanceof Fault) return thrown
  throw new Error(`no fault, but ${thrown}`)
}

describe('opening Active Directory', () => {
  test('signs in with the name given and says which server it is', async () => {
    const server = await start()

    const ad = await open(server.settings)

    expect(ad.server).toBe(`ldaps://127.0.0.1:${server.port}`)
    expect(server.requests.map((request) => [request.op, request.user])).toEqual([
      ['bind', 'svc-joinery@corp.contoso.com'],
    ])
  })

  test.each([
    'ldap://127.0.0.1',
    'LDAP://dc1',
    'dc1.corp.contoso.com',
    'https://dc1',
    'ldaps://',
    'ldaps://a@dc1',
    'ldaps://dc1/DC=x',
    '',
  ])('refuses the address %j before anything is sent', async (url) => {
    const server = await start()

    const fault = await faultOf(open({ ...server.settings, servers: [...server.settings.servers, url] }))

    expect([fault.code, fault.category]).toEqual(['ad/not-ldaps', 'input'])
    expect(server.connections()).toBe(0)
  })

  test('refuses an empty password, which servers take for an anonymous sign-in', async () => {
    const server = await start()

    const fault = await faultOf(open({ ...server.settings, password: new Secret('') }))

    expect(fault.code).toBe('ad/empty-password')
    expect(server.connections()).toBe(0)
  })

  test.each([
    ['52e', 'wrong'],
    ['525', 'no account'],
    ['530', 'time'],
    ['531', 'machine'],
    ['532', 'password has expired'],
    ['533', 'disabled'],
    ['701', 'account has expired'],
    ['773', 'change its password'],
    ['775', 'locked'],
  ])('tells a refused sign-in with code %s apart', async (data, word) => {
    const server = await start((request) =>
      request.done(49, `80090308: LdapErr: DSID-0C09041C, comment: AcceptSecurityContext error, data ${data}, v4563\0`),
    )

    const fault = await faultOf(open(server.settings))

    expect([fault.code, fault.category]).toEqual(['ad/bad-credentials', 'denied'])
    expect(fault.message).toContain(word)
  })

  test('does not offer a refused password to the other servers, for each try counts towards a lock', async () => {
    const first = await start((request) => request.done(49, '80090308: data 52e'))
    const second = await start()

    const fault = await faultOf(
      open({ ...first.settings, servers: [...first.settings.servers, ...second.settings.servers] }),
    )

    expect(fault.code).toBe('ad/bad-credentials')
    expect(first.requests.filter((request) => request.op === 'bind')).toHaveLength(1)
    expect(second.connections()).toBe(0)
  })

  test('takes the first server that answers and stays with it', async () => {
    const silent = await silentServer()
    stops.push(() => silent.stop())
    const server = await start()
    const servers = ['ldaps://127.0.0.1:9', silent.url, ...server.settings.servers, 'ldaps://127.0.0.1:10']

    const ad = await open({ ...server.settings, connectTimeoutMs: 300, servers })

    expect(ad.server).toBe(`ldaps://127.0.0.1:${server.port}`)
  })

  test('says so when no server can be reached', async () => {
    const server = await start()

    const one = await faultOf(open({ ...server.settings, servers: ['ldaps://127.0.0.1:9'] }))
    const two = await faultOf(open({ ...server.settings, servers: ['ldaps://127.0.0.1:9', 'ldaps://127.0.0.1:10'] }))

    expect([one.code, one.category]).toEqual(['ad/unreachable', 'unreachable'])
    expect(one.message).toContain('ldaps://127.0.0.1:9')
    expect(two.message).toMatch(/ldaps:\/\/127.0.0.1:9, ldaps:\/\/127.0.0.1:10: .*ECONNREFUSED.*; .*ECONNREFUSED/)
  })

  test('does not wait for ever for a server that says nothing, at whichever point', async () => {
    const silent = await silentServer()
    stops.push(() => silent.stop())
    const mute = await start(() => {})

    const first = await faultOf(open({ ...mute.settings, servers: [silent.url], connectTimeoutMs: 200 }))
    const second = await faultOf(open({ ...mute.settings, connectTimeoutMs: 200 }))

    expect([first.code, second.code]).toEqual(['ad/silent', 'ad/silent'])
    expect([first.category, first.effect]).toEqual(['unreachable', 'none'])
  })
})

describe('the certificate of a server', () => {
  test('must come from the authority that is named', async () => {
    const server = await start()
    const { ca } = await issueCertificates(Date.now())

    const fault = await faultOf(open({ ...server.settings, ca }))

    expect([fault.code, fault.category]).toEqual(['ad/certificate-not-trusted', 'unreachable'])
    expect(fault.hint).toContain('ad.ca')
    expect(server.requests).toEqual([])
  })

  test('must come from an authority that the machine knows where none is named', async () => {
    const server = await start()
    const { ca: _, ...settings } = server.settings

    expect((await faultOf(open(settings))).code).toBe('ad/certificate-not-trusted')
  })

  test('must not have expired', async () => {
    const server = await start(undefined, { certificatesFrom: Date.parse('2020-01-01') })

    const fault = await faultOf(open(server.settings))

    expect(fault.code).toBe('ad/certificate-not-trusted')
    expect(fault.message).toContain('expired')
  })

  test('must be for the host that was asked for', async () => {
    const server = await start(undefined, { host: '127.0.0.2' })

    const fault = await faultOf(open(server.settings))

    expect(fault.code).toBe('ad/certificate-wrong-host')
    expect(server.requests).toEqual([])
  })
})
