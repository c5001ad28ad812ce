import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdLink } from '../../src/ad/ad-link.ts'
import { createAdReader } from '../../src/ad/ad-reader.ts'
import { type AdConnection, type AdSettings, openAd } from '../../src/ad/open-ad.ts'
import { gatherSearches } from '../../src/ad/search-gatherer.ts'
import { parseServer } from '../../src/ad/server-address.ts'
import { type AdFilter, type AdQuery, equals } from '../../src/model/ad-query.ts'
import { joinDn, rdn } from '../../src/model/distinguished-name.ts'
import { Fault } from '../../src/model/fault.ts'
import { Secret } from '../../src/model/secret.ts'
import { type HostileRow, hostileRows } from '../support/hostile-rows.ts'
import { isSambaRequired, newOu, type SharedSamba, sambaMissing, sharedSamba } from '../support/shared-samba.ts'
import { systemClock } from '../support/system-clock.ts'

const missing = sambaMissing()
const literals = (kind: string): readonly HostileRow[] => hostileRows(kind).filter((row) => row.expect === 'literal')

if (missing) {
  test(`nothing is tried on a real domain controller here: ${missing}`, () => {
    expect(isSambaRequired(), missing).toBe(false)
  })
}

describe.runIf(!missing)('on a real domain controller', () => {
  let samba: SharedSamba
  let settings: AdSettings
  let ad: AdConnection
  let ou: string

  beforeAll(async () => {
    samba = await sharedSamba()
    ou = await newOu(samba)
    settings = {
      servers: [samba.url],
      user: samba.service.user,
      password: new Secret(samba.service.password),
      ca: readFileSync(samba.caFile, 'utf8'),
    }
    ad = await openAd(settings, { clock: systemClock })
  })
  afterAll(() => ad?.close())

  const account = async (
    cn: string,
    attributes: { readonly [name: string]: readonly string[] } = {},
  ): Promise<string> => {
    const given = {
      objectClass: ['user'],
      sAMAccountName: [`a-${randomBytes(6).toString('hex')}`],
      userAccountControl: ['514'],
    }
    return (await ad.writer.add({ dn: joinDn(rdn('CN', cn), ou), attributes: { ...given, ...attributes } })).id
  }

  const signIn = async (changes: Partial<AdSettings>): Promise<string> => {
    try {
      await (await openAd({ ...settings, ...changes }, { clock: systemClock })).close()
      return 'signed in'
    } catch (error) {
      return error instanceof Fault ? `${error.code}: ${error.message}` : String(error)
    }
  }

  test.each(literals('ldap-dn'))(
    '$id ($why) is stored as a name byte for byte, as another client sees it',
    async ({ value }) => {
      const id = await account(value)

      const entry = await ad.reader.byId(id, ['cn'])
      const [seen] = await samba.ldapsearch('(objectClass=user)', ['cn', 'name'], entry?.dn)
      expect(entry?.attributes).toEqual({ cn: [value] })
      expect(seen?.attributes).toEqual({ cn: [value], name: [value] })
      expect((await ad.reader.byDn(joinDn(rdn('CN', value), ou), []))?.id).toBe(id)
      await ad.writer.delete(id)
    },
  )

  test.each([...literals('ldap-filter'), ...literals('ldap-dn')])(
    '$id ($why) is found as itself and finds nothing else',
    async ({ id: row, value }) => {
      const id = await account(row, { employeeID: [value.slice(0, 16)], info: [value] })

      const found = await ad.reader.search({
        base: ou,
        scope: 'sub',
        filter: equals('info', value),
        attributes: ['info'],
      })

      expect(found.map((entry) => [entry.id, entry.attributes])).toEqual([[id, { info: [value] }]])
      await ad.writer.delete(id)
    },
  )

  test('a wrong password ends within 10 s as a refused sign-in', async () => {
    const begun = performance.now()

    const answer = await signIn({ password: new Secret('not-the-password') })

    expect(answer).toMatch(/^ad\/bad-credentials: .*wrong/)
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  test('a disabled account and one that has to change its password are told apart', async () => {
    const password = new Secret(`Ready-${randomBytes(6).toString('hex')}!A`)
    const user = `${`s-${randomBytes(6).toString('hex')}`}@${samba.realm.toLowerCase()}`
    const id = await account('Service', { userPrincipalName: [user] })
    await ad.writer.setPassword(id, password, { mustChange: false })

    expect(await signIn({ user, password })).toContain('disabled')
    await ad.writer.modify(id, [{ op: 'replace', attribute: 'userAccountControl', values: ['512'] }])
    expect(await signIn({ user, password })).toBe('signed in')
    await ad.writer.setPassword(id, password, { mustChange: true })
    expect(await signIn({ user, password })).toContain('change its password')
  })

  test('an authority that is not named is not trusted', async () => {
    const { ca: _, ...unnamed } = settings

    const fault = await openAd(unnamed, { clock: systemClock }).catch((error: unknown) => error)

    expect(fault).toMatchObject({ code: 'ad/certificate-not-trusted' })
    expect((fault as Fault).hint).toContain('ad.ca')
  })

  test('the service account has no rights outside its OU', async () => {
    const dn = joinDn('CN=Adele Vance,CN=Users', samba.base)
    const [administrator] = await samba.ldapsearch('(sAMAccountName=Administrator)', ['objectGUID', 'title'])
    const found = await ad.reader.byDn(administrator?.dn ?? '', [])

    const added = await ad.writer.add({ dn, attributes: { objectClass: ['user'] } }).catch((error: Fault) => error)
    const changed = await ad.writer
      .modify(found?.id ?? '', [{ op: 'replace', attribute: 'title', values: ['x'] }])
      .catch((error: Fault) => error)

    expect([added, changed]).toMatchObject([{ code: 'ad/denied', category: 'denied' }, { code: 'ad/denied' }])
    expect(await samba.ldapsearch('(cn=Adele Vance)', ['dn'], `CN=Users,${samba.base}`)).toEqual([])
  })

  test('gathered searches answer what single ones answer', async () => {
    const texts = [
      'Sales',
      'sales',
      'Säles',
      'Human  Resources',
      'human resources',
      'ﬁnance',
      'finance',
      'ＨＲ',
      'HR',
      '*',
      'Straße',
    ]
    for (const [n, text] of texts.entries())
      await account(`Person ${n}`, { department: [text], ...(n % 2 ? { title: [text] } : {}) })
    const link = new AdLink({
      ...settings,
      server: parseServer(samba.url),
      connectTimeoutMs: 5000,
      timeoutMs: 30_000,
      clock: systemClock,
    })
    const reader = createAdReader(link, undefined)
    const leaf = fc.record({
      op: fc.constantFrom('equals' as const, 'starts' as const),
      attribute: fc.constantFrom('department', 'title', 'cn'),
      value: fc.constantFrom(...texts),
    })
    const filter: fc.Arbitrary<AdFilter> = fc.oneof(
      leaf,
      leaf.map((of) => ({ op: 'not' as const, of })),
      fc.record({
        op: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(leaf, { minLength: 1, maxLength: 3 }),
      }),
    )
    const query: fc.Arbitrary<AdQuery> = filter.map((each) => ({
      base: ou,
      scope: 'sub',
      filter: each,
      attributes: ['department'],
    }))

    await fc.assert(
      fc.asyncProperty(fc.array(query, { minLength: 2, maxLength: 5 }), async (queries) => {
        const gathered = gatherSearches(reader)
        const together = await Promise.all(queries.map((each) => gathered.search(each)))
        expect(together).toEqual(await Promise.all(queries.map((each) => reader.search(each))))
      }),
      { seed: 20261122, numRuns: 60 },
    )
    link.close()
  })

  test('a group of 1,600 members is read whole', async () => {
    const rid = randomBytes(4).toString('hex')
    const dn = `CN=Everybody ${rid},${ou}`
    const contacts = Array.from({ length: 1600 }, (_, n) => `CN=Contact ${n},OU=${rid},${ou}`)
    await samba.ldapmodify(
      [
        `dn: OU=${rid},${ou}\nobjectClass: organizationalUnit\n`,
        ...contacts.map((contact) => `dn: ${contact}\nobjectClass: contact\n`),
        `dn: ${dn}\nobjectClass: group\nsAMAccountName: everybody-${rid}\n${contacts.map((contact) => `member: ${contact}\n`).join('')}`,
      ].join('\n'),
    )

    const group = await ad.reader.byDn(dn, ['member'])

    expect(new Set(group?.attributes.member)).toEqual(new Set(contacts))
  }, 120_000)

  test('no debug output of Node or its packages shows a password', async () => {
    const password = `Ready-${randomBytes(6).toString('hex')}!A`
    const id = await account('Adele Vance')
    const script = `
      import { openAd } from ${JSON.stringify(new URL('../../src/ad/open-ad.ts', import.meta.url).href)}
      import { Secret } from ${JSON.stringify(new URL('../../src/model/secret.ts', import.meta.url).href)}
      import { systemClock } from ${JSON.stringify(new URL('../support/system-clock.ts', import.meta.url).href)}
      const given = JSON.parse(process.env.GIVEN)
      const ad = await openAd({ ...given.settings, password: new Secret(given.bind) }, { clock: systemClock })
      await ad.writer.setPassword(given.id, new Secret(given.password), { mustChange: true })
      await ad.close()
    `
    const given = { settings: { ...settings, password: '' }, bind: samba.service.password, id, password }
    const env = { ...process.env, NODE_DEBUG: 'ldapts,tls,net,stream', GIVEN: JSON.stringify(given) }

    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      env,
      maxBuffer: 2 ** 26,
    })

    const output = stdout + stderr
    const utf16 = Buffer.from(password, 'utf16le')
    for (const secret of [
      password,
      samba.service.password,
      utf16.toString('base64'),
      utf16.toString('latin1'),
      utf16.toString('hex'),
      [...utf16.subarray(0, 12)].join(','),
    ]) {
      expect(output).not.toContain(secret)
    }
    expect(Number((await ad.reader.byId(id, ['pwdLastSet']))?.attributes.pwdLastSet?.[0])).toBe(0)
  })
})
