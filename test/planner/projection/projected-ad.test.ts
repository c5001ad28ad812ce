import { describe, expect, test } from 'vitest'
import { type AdEntry, valuesOf } from '../../../src/model/ad-entry.ts'
import { type AdQuery, accounts, anyOf, equals } from '../../../src/model/ad-query.ts'
import { rdnValue } from '../../../src/model/distinguished-name.ts'
import { unbornId } from '../../../src/model/object-ref.ts'
import { projectAd } from '../../../src/planner/projection/projected-ad.ts'
import type { AdReader } from '../../../src/ports/ad.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { memoryDirectory } from '../../support/memory-directory.ts'

const application = { asSync: false }

/** A live directory with two people and a group, a projection over it, and every search that reaches the live one. */
const overLive = async () => {
  const live = await memoryDirectory()
  const { ad, base } = live
  const person = async (name: string, ou: string, more = {}) => {
    const attributes = { objectClass: ['user'], sAMAccountName: [name.toLowerCase().replaceAll(' ', '.')], ...more }
    return (await ad.add({ dn: `CN=${name},${ou},${base}`, attributes })).id
  }
  const adele = await person('Adele Vance', 'OU=Sales,OU=Staff', { title: ['Clerk'] })
  const megan = await person('Megan Bowen', 'OU=HR,OU=Staff')
  const sales = (await ad.byDn(`CN=Sales,OU=Groups,${base}`, []))?.id ?? ''
  await ad.addMember(sales, adele)
  await ad.modify(megan, [{ op: 'add', attribute: 'manager', values: [`<GUID=${adele}>`] }])
  const searches: AdQuery[] = []
  const watched: AdReader = {
    ...ad,
    search: (query) => {
      searches.push(query)
      return ad.search(query)
    },
  }
  const projection = projectAd(watched)
  let count = 0
  const newId = () => {
    count += 1
    return unbornId(`c${count}`)
  }
  return { live, base, adele, megan, sales, searches, projection, write: projection.writer(newId, application), newId }
}

const names = (entries: readonly AdEntry[]) => entries.map(({ dn }) => rdnValue(dn))
const codeOf = (action: Promise<unknown>) =>
  action.then(
    () => 'no fault',
    (fault: { code?: string }) => fault.code,
  )

test('nothing that is written into the projection reaches the live directory', async () => {
  const { live, base, adele, megan, sales, write } = await overLive()
  const before = await digestOf(live.readers)

  const { id } = await write.add({
    dn: `CN=New,OU=Staff,${base}`,
    attributes: { objectClass: ['user'], sAMAccountName: ['new'] },
  })
  await write.modify(adele, [{ op: 'replace', attribute: 'title', values: ['Director'] }])
  await write.addMember(sales, megan)
  await write.addMember(sales, id)
  await write.removeMember(sales, adele)
  await write.move(adele, { rdn: 'CN=Adele V', parent: `OU=HR,OU=Staff,${base}` })
  await write.delete(megan)

  expect(await digestOf(live.readers)).toBe(before)
})

describe('a live person who is moved and renamed', () => {
  const moved = async () => {
    const scene = await overLive()
    await scene.write.move(scene.adele, { rdn: 'CN=Adele Smith', parent: `OU=HR,OU=Staff,${scene.base}` })
    return scene
  }

  test('is found in the new place by every read, and in the old one by none', async () => {
    const { base, adele, projection } = await moved()
    const dn = `CN=Adele Smith,OU=HR,OU=Staff,${base}`
    const inOu = async (ou: string, scope: 'one' | 'sub' = 'sub') =>
      names(await projection.search({ base: `${ou},OU=Staff,${base}`, scope, filter: accounts, attributes: [] }))

    expect((await projection.byId(adele, ['cn', 'name', 'title']))?.attributes).toEqual({
      cn: ['Adele Smith'],
      name: ['Adele Smith'],
      title: ['Clerk'],
    })
    expect([
      (await projection.byDn(dn, []))?.id,
      await projection.byDn(`CN=Adele Vance,OU=Sales,OU=Staff,${base}`, []),
    ]).toEqual([adele, null])
    expect([await inOu('OU=Sales'), await inOu('OU=HR'), await inOu('OU=HR', 'one')]).toEqual([
      [],
      ['Adele Smith', 'Megan Bowen'],
      ['Adele Smith', 'Megan Bowen'],
    ])
    expect(
      names(await projection.search({ scope: 'sub', filter: equals('cn', 'Adele Vance'), attributes: [] })),
    ).toEqual([])
    expect(
      names(await projection.search({ scope: 'sub', filter: equals('cn', 'adele smith'), attributes: [] })),
    ).toEqual(['Adele Smith'])
  })

  test('keeps groups, manager and reports, under the new name on the other side', async () => {
    const { base, megan, sales, projection } = await moved()
    const dn = `CN=Adele Smith,OU=HR,OU=Staff,${base}`

    expect((await projection.byId(sales, ['member']))?.attributes).toEqual({ member: [dn] })
    expect((await projection.byId(megan, ['manager']))?.attributes).toEqual({ manager: [dn] })
    expect(names(await projection.search({ scope: 'sub', filter: equals('manager', dn), attributes: [] }))).toEqual([
      'Megan Bowen',
    ])
  })

  test('leaves a name that another may take, who gets none of the links', async () => {
    const { base, projection, write } = await moved()
    const dn = `CN=Adele Vance,OU=Sales,OU=Staff,${base}`

    const { id } = await write.add({ dn, attributes: { objectClass: ['user'], sAMAccountName: ['another'] } })

    expect(await projection.byDn(dn, ['memberOf', 'directReports'])).toEqual({ id, dn, attributes: {} })
    expect(await projection.search({ scope: 'sub', filter: equals('manager', dn), attributes: [] })).toEqual([])
    expect(await projection.search({ scope: 'sub', filter: equals('member', dn), attributes: [] })).toEqual([])
  })
})

test('a live OU takes along what is in it, live and new', async () => {
  const { base, projection, write } = await overLive()
  const ou = await projection.byDn(`OU=Sales,OU=Staff,${base}`, [])
  await write.add({
    dn: `CN=New,OU=Sales,OU=Staff,${base}`,
    attributes: { objectClass: ['user'], sAMAccountName: ['new'] },
  })

  await write.move(ou?.id ?? '', { rdn: 'OU=Selling', parent: `OU=HR,OU=Staff,${base}` })

  const inside = { scope: 'sub', filter: accounts, attributes: [] } as const
  expect(names(await projection.search({ ...inside, base: `OU=Selling,OU=HR,OU=Staff,${base}` }))).toEqual([
    'Adele Vance',
    'New',
  ])
  expect(names(await projection.search({ ...inside, base: `OU=HR,OU=Staff,${base}` }))).toEqual([
    'Adele Vance',
    'Megan Bowen',
    'New',
  ])
  expect(names(await projection.search({ ...inside, base: `OU=Staff,${base}` }))).toHaveLength(3)
  expect(await codeOf(projection.search({ ...inside, base: `OU=Sales,OU=Staff,${base}` }))).toBe('ad/no-such-object')
  expect((await projection.byDn(`CN=Adele Vance,OU=Selling,OU=HR,OU=Staff,${base}`, ['title']))?.attributes).toEqual({
    title: ['Clerk'],
  })
})

describe('what is deleted', () => {
  test('is out of its groups, and nobody reports to it', async () => {
    const { adele, megan, sales, projection, write } = await overLive()

    await write.delete(adele)

    expect((await projection.byId(sales, ['member']))?.attributes).toEqual({})
    expect((await projection.byId(megan, ['manager']))?.attributes).toEqual({})
    expect(await codeOf(write.modify(adele, [{ op: 'replace', attribute: 'title', values: ['x'] }]))).toBe(
      'ad/no-such-object',
    )
  })

  test('as a group, is out of what its members are in', async () => {
    const { adele, sales, projection, write } = await overLive()

    await write.delete(sales)

    expect((await projection.byId(adele, ['memberOf']))?.attributes).toEqual({})
  })

  test('must have nothing below it, live or new', async () => {
    const { base, projection, write } = await overLive()
    const at = async (dn: string) => (await projection.byDn(`${dn},${base}`, []))?.id ?? ''
    await write.add({
      dn: `CN=New,OU=IT,OU=Staff,${base}`,
      attributes: { objectClass: ['user'], sAMAccountName: ['new'] },
    })

    expect(await codeOf(write.delete(await at('OU=HR,OU=Staff')))).toBe('ad/has-children')
    expect(await codeOf(write.delete(await at('OU=IT,OU=Staff')))).toBe('ad/has-children')
  })
})

describe('names within a batch', () => {
  const add = (scene: Awaited<ReturnType<typeof overLive>>, cn: string, sAMAccountName: string, upn?: string) =>
    codeOf(
      scene.write.add({
        dn: `CN=${cn},OU=Sales,OU=Staff,${scene.base}`,
        attributes: {
          objectClass: ['user'],
          sAMAccountName: [sAMAccountName],
          ...(upn ? { userPrincipalName: [upn] } : {}),
        },
      }),
    )

  test('are taken by those planned before, as AD compares: without case, accents and width', async () => {
    const scene = await overLive()
    await add(scene, 'José Núñez', 'jose.nunez', 'jose.nunez@contoso.com')

    expect(await add(scene, 'JOSE NUNEZ', 'other')).toBe('ad/name-taken')
    expect(await add(scene, 'Ｊosé Nuñez', 'other')).toBe('ad/name-taken')
    expect(await add(scene, 'Jose N', 'JOSE.NUNEZ')).toBe('ad/name-taken')
    expect(await add(scene, 'Jose N', 'jn', 'Jose.Nunez@contoso.com')).toBe('ad/upn-taken')
    expect(await add(scene, 'Jose N', 'jn', 'jn@contoso.com')).toBe('no fault')
    expect((await scene.projection.byDn(`CN=Jose Núñez,OU=Sales,OU=Staff,${scene.base}`, []))?.id).toBe(unbornId('c1'))
  })

  test('that a live account gave up are free, and those it takes are not', async () => {
    const scene = await overLive()
    await scene.write.modify(scene.adele, [
      { op: 'delete', attribute: 'sAMAccountName', values: ['adele.vance'] },
      { op: 'add', attribute: 'sAMAccountName', values: ['adele.smith'] },
    ])

    expect(await add(scene, 'Second Adele', 'adele.smith')).toBe('ad/name-taken')
    expect(await add(scene, 'Second Adele', 'adele.vance')).toBe('no fault')
  })
})

describe('a search', () => {
  test('sees new values of live people, also where the live answer had or lacked them', async () => {
    const { adele, projection, write } = await overLive()
    await write.modify(adele, [
      { op: 'replace', attribute: 'title', values: ['Director'] },
      { op: 'replace', attribute: 'department', values: ['Sales'] },
    ])
    const find = async (filter: AdQuery['filter']) =>
      names(await projection.search({ scope: 'sub', filter, attributes: ['title'] }))

    expect(await find(equals('title', 'Clerk'))).toEqual([])
    expect(await find(equals('title', 'director'))).toEqual(['Adele Vance'])
    expect(await find(anyOf([equals('title', 'nobody'), equals('sAMAccountName', 'adele.vance')]))).toEqual([
      'Adele Vance',
    ])
    expect(
      await find({ op: 'and', of: [equals('department', 'Sales'), equals('sAMAccountName', 'adele.vance')] }),
    ).toEqual(['Adele Vance'])
    expect(
      await find({ op: 'and', of: [accounts, { op: 'not', of: { op: 'present', attribute: 'title' } }] }),
    ).not.toContain('Adele Vance')
  })

  test('asks the live directory in its own words, and never for what is not there yet', async () => {
    const { base, megan, searches, projection, write } = await overLive()
    const dn = `CN=Boss,OU=HR,OU=Staff,${base}`
    await write.add({ dn, attributes: { objectClass: ['user'], sAMAccountName: ['boss'] } })
    await write.modify(megan, [{ op: 'replace', attribute: 'manager', values: [dn] }])
    searches.length = 0

    const reports = await projection.search({ scope: 'sub', filter: equals('manager', dn), attributes: [] })
    await projection.search({
      scope: 'sub',
      filter: anyOf([equals('manager', dn), equals('title', 'Clerk')]),
      attributes: [],
    })

    expect(names(reports)).toEqual(['Megan Bowen'])
    expect(searches).toEqual([{ scope: 'sub', filter: anyOf([equals('title', 'Clerk')]), attributes: [] }])
  })

  test('gives only what was asked for, in the order of the DNs', async () => {
    const { base, projection, write } = await overLive()
    await write.add({
      dn: `CN=aaron,OU=Staff,${base}`,
      attributes: { objectClass: ['user'], sAMAccountName: ['aaron'], title: ['Clerk'] },
    })

    const found = await projection.search({ scope: 'sub', filter: equals('title', 'clerk'), attributes: ['CN'] })

    expect(found.map(({ attributes }) => attributes)).toEqual([{ CN: ['aaron'] }, { CN: ['Adele Vance'] }])
  })
})

test('an account is not enabled before it has a password', async () => {
  const { base, write } = await overLive()
  const { id } = await write.add({
    dn: `CN=New,OU=Staff,${base}`,
    attributes: { objectClass: ['user'], sAMAccountName: ['new'], userAccountControl: ['514'] },
  })
  const enable = () => codeOf(write.modify(id, [{ op: 'replace', attribute: 'userAccountControl', values: ['512'] }]))
  const before = await enable()

  await write.setPassword(id, undefined as never, { mustChange: true })

  expect([before, await enable()]).toEqual(['ad/password-refused', 'no fault'])
})

test('values that are refused leave the object as it was, links too', async () => {
  const { adele, megan, projection, write } = await overLive()

  const refused = write.modify(megan, [
    { op: 'delete', attribute: 'manager', values: [`<GUID=${adele}>`] },
    { op: 'add', attribute: 'title', values: ['Director'] },
    { op: 'delete', attribute: 'department', values: ['HR'] },
  ])

  expect(await codeOf(refused)).toBe('ad/value-changed')
  const entry = await projection.byId(megan, ['manager', 'title'])
  expect(valuesOf(entry ?? { attributes: {} }, 'manager')).toHaveLength(1)
  expect(valuesOf(entry ?? { attributes: {} }, 'title')).toEqual([])
})

test('an id that the plan made is not asked of the live directory', async () => {
  const { projection } = await overLive()

  expect(await projection.byId(unbornId('c99'), ['cn'])).toBeNull()
})
