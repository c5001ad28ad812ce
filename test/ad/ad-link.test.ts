import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { guidToBytes } from '../../src/ad/ldap-values.ts'
import { type AdConnection, type AdSettings, openAd } from '../../src/ad/open-ad.ts'
import { valuesOf } from '../../src/model/ad-entry.ts'
import { accounts } from '../../src/model/ad-query.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { type FakeLdapServer, type FakeRequest, fakeLdapServer } from '../support/fake-ldap-server.ts'
import { systemClock } from '../support/system-clock.ts'

const ID = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
const DN = 'CN=Adele Vance,OU=Staff,DC=contoso,DC=com'
const GUID = guidToBytes(ID)

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop()
})

/** A server of which a test answers everything but the sign-in, and a connection to it. */
const connected = async (
  answer: (request: FakeRequest) => void,
  settings: Partial<AdSettings> = {},
): Promise<{ server: FakeLdapServer; ad: AdConnection }> => {
  const server = await fakeLdapServer((request) => (request.op === 'bind' ? request.done() : answer(request)))
  const ad = await openAd({ ...server.settings, ...settings }, { clock: systemClock })
  stops.push(async () => {
    await ad.close()
    await server.stop()
  })
  return { server, ad }
}

const codeAndEffect = async (action: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await action
    return ['no fault']
  } catch (error) {
    return error instanceof Fault ? [error.code, error.effect] : [String(error)]
  }
}

const found = (request: FakeRequest): void => {
  request.entry(DN, { objectGUID: [GUID], cn: ['Adele Vance'] })
  request.done()
}

const setTitle = (ad: AdConnection): Promise<void> =>
  ad.writer.modify(ID, [{ op: 'replace', attribute: 'title', values: ['Clerk'] }])

describe('a connection that was dropped', () => {
  test('is opened anew once, however many reads wait for it', async () => {
    const { server, ad } = await connected(found)
    server.dropAll()
    await sleep(20)

    const entries = await Promise.all(Array.from({ length: 20 }, () => ad.reader.byId(ID, ['cn'])))

    expect(entries.map((entry) => entry?.id)).toEqual(Array(20).fill(ID))
    expect(server.connections()).toBe(2)
    expect(server.requests.filter((request) => request.op === 'bind')).toHaveLength(2)
  })

  test('in the middle of an answer does not spoil the next answer', async () => {
    let cuts = 0
    const { server, ad } = await connected((request) => {
      if (cuts++ > 0) return found(request)
      request.raw(Buffer.from([0x30, 0x50, 0x02, 0x01]))
      setTimeout(() => request.cut(), 20)
    })

    const entry = await ad.reader.byId(ID, ['cn'])

    expect(entry?.attributes).toEqual({ cn: ['Adele Vance'] })
    expect(server.connections()).toBe(2)
  })

  test('while a read waits is opened anew a few times and not for ever', async () => {
    const { server, ad } = await connected((request) => request.cut())

    expect(await codeAndEffect(ad.reader.byId(ID, ['cn']))).toEqual(['ad/connection-lost', 'none'])
    expect(server.requests.filter((request) => request.op === 'search')).toHaveLength(5)
  })

  test('in the middle of a list of pages begins the list anew, for the server knows the page no more', async () => {
    const unknownPage = 53
    const { server, ad } = await connected(({ cookie, connection, cut, entry, done }) => {
      if (cookie !== '' && connection === 1) return cut()
      if (cookie !== '' && cookie !== `next ${connection}`) return done(unknownPage)
      entry(`CN=${cookie === '' ? 'first' : 'next'},DC=contoso,DC=com`, { objectGUID: [GUID] })
      done(0, '', cookie === '' ? `next ${connection}` : '')
    })

    const filter = { op: 'present', attribute: 'objectClass' } as const
    const entries = await ad.reader.search({ base: 'DC=contoso,DC=com', scope: 'sub', filter, attributes: [] })

    expect(entries.map(({ dn }) => dn)).toEqual(['CN=first,DC=contoso,DC=com', 'CN=next,DC=contoso,DC=com'])
    expect(server.connections()).toBe(2)
  })

  test('while a write waits leaves its effect unknown, and the write is not sent again', async () => {
    const { server, ad } = await connected((request) => request.cut())

    expect(await codeAndEffect(setTitle(ad))).toEqual(['ad/connection-lost', 'unknown'])
    await sleep(50)
    expect(server.requests.filter((request) => request.op === 'modify')).toHaveLength(1)
  })

  test('before a write was sent changed nothing', async () => {
    const { server, ad } = await connected(found)
    await server.stop()
    await sleep(20)

    expect(await codeAndEffect(setTitle(ad))).toEqual(['ad/unreachable', 'none'])
  })
})

describe('a server that is busy', () => {
  const busy = 51

  test('is asked again by whoever reads, and not by whoever writes', async () => {
    let refusals = 0
    const { server, ad } = await connected((request) => (refusals++ < 3 ? request.done(busy) : found(request)))

    const entry = await ad.reader.byId(ID, ['cn'])
    refusals = 0
    const written = await codeAndEffect(setTitle(ad))

    expect(entry?.id).toBe(ID)
    expect(written).toEqual(['ad/busy', 'none'])
    expect(server.requests.filter(({ op }) => op === 'modify')).toHaveLength(1)
  })

  test('and stays so is told of', async () => {
    const { ad } = await connected((request) => request.done(busy))

    expect(await codeAndEffect(ad.reader.byId(ID, ['cn']))).toEqual(['ad/busy', 'none'])
  })
})

describe('a server that does not answer', () => {
  test('ends a read and leaves the effect of a write unknown', async () => {
    const { ad } = await connected(() => {}, { timeoutMs: 150 })

    expect(await codeAndEffect(ad.reader.byId(ID, ['cn']))).toEqual(['ad/silent', 'none'])
    expect(await codeAndEffect(setTitle(ad))).toEqual(['ad/silent', 'unknown'])
  })

  test('to one request does not take the others with it', async () => {
    const { server, ad } = await connected(
      (request) => {
        if (request.op !== 'search') return
        if (request.search?.attributes.includes('title')) setTimeout(() => found(request), 600)
        else found(request)
      },
      { timeoutMs: 1000 },
    )

    const silent = codeAndEffect(setTitle(ad))
    await sleep(200)
    const slow = ad.reader.byId(ID, ['title'])
    await ad.reader.byId(ID, ['cn'])

    expect(await silent).toEqual(['ad/silent', 'unknown'])
    expect((await slow)?.id).toBe(ID)
    expect(server.connections()).toBe(1)
    await expect.poll(() => server.requests.filter((request) => request.op === 'abandon')).toHaveLength(1)
  })

  test('in words of LDAP ends the connection at once', async () => {
    const { ad } = await connected((request) => request.raw(Buffer.from([0x30, 0x03, 0x04, 0x01, 0x00])))

    expect(await codeAndEffect(setTitle(ad))).toEqual(['ad/connection-lost', 'unknown'])
  })
})

describe('an answer in parts', () => {
  test('is whole although a page in the middle is empty', async () => {
    const { ad } = await connected((request) => {
      if (request.cookie !== 'second') request.entry(`CN=${request.cookie || 'first'},DC=x`, { objectGUID: [GUID] })
      request.done(0, '', { '': 'second', second: 'third', third: '' }[request.cookie])
    })

    const entries = await ad.reader.search({ base: 'DC=x', scope: 'sub', filter: accounts, attributes: [] })

    expect(entries.map((entry) => entry.dn)).toEqual(['CN=first,DC=x', 'CN=third,DC=x'])
  })

  test('has every value of a list that the server cuts into ranges', async () => {
    const members = Array.from({ length: 3700 }, (_, n) => `CN=P${n},DC=x`)
    const { ad } = await connected((request) => {
      const from = Number(/;range=(\d+)-\*/.exec(request.search?.attributes.join() ?? '')?.[1] ?? 0)
      const to = from + 1500 < members.length ? String(from + 1499) : '*'
      request.entry(DN, {
        objectGUID: [GUID],
        member: [],
        [`member;range=${from}-${to}`]: members.slice(from, from + 1500),
      })
      request.done()
    })

    const group = await ad.reader.byId(ID, ['member'])

    expect(valuesOf(group ?? { attributes: {} }, 'member')).toEqual(members)
  })

  test('leaves out referrals to other servers', async () => {
    const { ad } = await connected((request) => {
      request.reference('ldaps://other.contoso.com/DC=other')
      found(request)
    })

    const entries = await ad.reader.search({ base: 'DC=x', scope: 'sub', filter: accounts, attributes: ['cn'] })

    expect(entries).toHaveLength(1)
  })

  test('cut short by the server is a fault and not an answer', async () => {
    const { ad } = await connected((request) => {
      request.entry(DN, { objectGUID: [GUID] })
      request.done(4, '00000000: size limit')
    })

    const search = ad.reader.search({ base: 'DC=x', scope: 'sub', filter: accounts, attributes: ['cn'] })

    expect(await codeAndEffect(search)).toEqual(['ad/answer-cut', 'none'])
  })

  test('without the id of an object is a fault, for nothing could be changed by it', async () => {
    const { ad } = await connected((request) => {
      request.entry(DN, { cn: ['Adele Vance'] })
      request.done()
    })

    expect(await codeAndEffect(ad.reader.byId(ID, ['cn']))).toEqual(['ad/denied', 'none'])
  })
})

describe('an object that was added', () => {
  test('but cannot be read back is told as done', async () => {
    const { ad } = await connected((request) =>
      request.op === 'add' ? request.done() : request.done(52, 'shutting down'),
    )

    const added = ad.writer.add({ dn: DN, attributes: { objectClass: ['user'] } })

    expect(await codeAndEffect(added)).toEqual(['ad/added-unread', 'done'])
  })
})

describe('what is sent', () => {
  test('names objects by their ids alone', async () => {
    const { server, ad } = await connected((request) => request.done())
    const text = (): string => server.requests.at(-1)?.bytes.toString('latin1') ?? ''

    await setTitle(ad)
    expect(text()).toContain(`<GUID=${ID}>`)
    await ad.writer.move(ID, { rdn: 'CN=Vance\\, Adele \\\\', parent: 'OU=Staff,DC=x' })
    expect(text()).toContain(`<GUID=${ID}>`)
    expect(text()).toContain('CN=Vance\\, Adele \\\\')
    await ad.writer.delete(ID)
    expect(text()).toContain(`<GUID=${ID}>`)
    await ad.writer.setPassword(ID, new Secret('Tr0ub4dor&3'), { mustChange: true })
    expect(text()).toContain(Buffer.from('"Tr0ub4dor&3"', 'utf16le').toString('latin1'))
    expect(text()).toContain('pwdLastSet')
    await ad.writer.addMember(ID, ID.replace('3f', '4f'))
    expect(text()).toContain(`<GUID=${ID.replace('3f', '4f')}>`)
  })

  test.each(['not-an-id', '', `${ID}>;<SID=S-1-5-32-544`])('never names an object by %j', async (id) => {
    const { server, ad } = await connected((request) => request.done())
    const before = server.requests.length

    const codes = await Promise.all([
      codeAndEffect(ad.reader.byId(id, [])),
      codeAndEffect(ad.writer.delete(id)),
      codeAndEffect(ad.writer.addMember(ID, id)),
      codeAndEffect(ad.writer.removeMember(id, ID)),
    ])

    expect(codes).toEqual(Array(4).fill(['ad/bad-dn', 'none']))
    expect(server.requests).toHaveLength(before)
  })

  test.each(['sIDHistory', 'unicodePwd', 'member', 'cn;binary', '1.2.840.113556.1.4.8', 'constructor', ''])(
    'never sets the attribute %j as a plain value',
    async (attribute) => {
      const { server, ad } = await connected((request) => request.done())
      const before = server.requests.length

      const codes = await Promise.all([
        codeAndEffect(ad.writer.modify(ID, [{ op: 'replace', attribute, values: ['x'] }])),
        codeAndEffect(ad.writer.add({ dn: DN, attributes: { objectClass: ['user'], [attribute]: ['x'] } })),
      ])

      expect(codes).toEqual(Array(2).fill(['ad/attribute-not-allowed', 'none']))
      expect(server.requests).toHaveLength(before)
    },
  )

  test('is valid Unicode, or nothing is sent', async () => {
    const { server, ad } = await connected((request) => request.done())
    const before = server.requests.length

    const change = ad.writer.modify(ID, [{ op: 'replace', attribute: 'title', values: ['\ud800'] }])

    expect(await codeAndEffect(change)).toEqual(['ad/constraint', 'none'])
    expect(server.requests).toHaveLength(before)
  })
})
