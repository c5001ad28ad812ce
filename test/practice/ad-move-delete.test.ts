import { type Client, Control } from 'ldapts'
import { describe, expect, test } from 'vitest'
import { guidFromBytes } from '../../src/practice/ad/guid.ts'
import { deleteEntry } from '../../src/practice/ad/operations/delete-entry.ts'
import { restoreEntry } from '../../src/practice/ad/operations/restore-entry.ts'
import { entryOf } from '../../src/practice/ad/search/read-attributes.ts'
import { openCompany } from '../../src/practice/company.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import {
  account,
  base,
  change,
  find,
  groupsOu,
  practiceDirectory,
  readEntry,
  sales,
  shortRefusal,
  staff,
} from './practice-directory.ts'

const john = `CN=John Smith,${sales}`
const disabled = `OU=Disabled,${base}`

describe('an object that is renamed or moved', () => {
  test('keeps its ids, and everything that points to it follows', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const miriam = `CN=Miriam Graham,${sales}`
    const before = await readEntry(client, miriam, 'objectGUID', 'objectSid')

    await client.modifyDN(miriam, `CN=Graham\\, Miriam,${disabled}`)

    const moved = `CN=Graham\\, Miriam,${disabled}`
    expect(await readEntry(client, moved, 'objectGUID', 'objectSid')).toEqual(before)
    expect(await readEntry(client, moved, 'cn', 'name', 'distinguishedName')).toEqual({
      cn: ['Graham, Miriam'],
      name: ['Graham, Miriam'],
      distinguishedName: [moved],
    })
    expect(await readEntry(client, john, 'manager')).toEqual({ manager: [moved] })
    expect((await readEntry(client, `CN=Sales,${groupsOu}`, 'member', 'managedBy'))['managedBy']).toEqual([moved])
    expect((await readEntry(client, `CN=Sales,${groupsOu}`, 'member'))['member']).toContain(moved)
    expect(await shortRefusal(readEntry(client, miriam))).toBe('32 0000208D')
  })

  test('takes along what is below it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    await client.add(`OU=East,${sales}`, { objectClass: 'organizationalUnit' })
    await client.add(`CN=Adele Vance,OU=East,${sales}`, account('adele.vance'))

    await client.modifyDN(`OU=East,${sales}`, `OU=North,OU=Legal,${staff}`)

    expect(await find(client, '(sAMAccountName=adele.vance)', `OU=North,OU=Legal,${staff}`)).toEqual(['Adele Vance'])
  })

  test('may change nothing but the case of its name', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.modifyDN(john, `CN=JOHN SMITH,${sales}`)

    expect(await readEntry(client, john, 'cn')).toEqual({ cn: ['JOHN SMITH'] })
  })

  test.each([
    ['a name that is taken there', john, `CN=Miriam Graham,${sales}`, '68 00002071'],
    ['a container that is not there', john, `CN=John Smith,OU=Nowhere,${staff}`, '80 00002089'],
    ['an attribute that does not name it', john, `OU=John Smith,${sales}`, '64 00002073'],
    ['a container that takes no such thing', john, `CN=John Smith,CN=Miriam Graham,${sales}`, '64 00002099'],
    ['a place inside of itself', `OU=Sales,${staff}`, `OU=Sales,OU=Sales,${staff}`, '53 00002077'],
  ])('is refused %s', async (_what, from, to, refusal) => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await shortRefusal(client.modifyDN(from, to))).toBe(refusal)

    expect(await find(client, '(employeeID=00111)', sales)).toEqual(['John Smith'])
  })
})

describe('an object that is deleted', () => {
  test('leaves nothing behind that points to it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.del(`CN=Miriam Graham,${sales}`)

    expect(await find(client, '(employeeID=00101)')).toEqual([])
    expect(await readEntry(client, john, 'manager')).toEqual({ manager: [] })
    const members = (await readEntry(client, `CN=Sales,${groupsOu}`, 'member'))['member']
    expect(members).not.toContain(`CN=Miriam Graham,${sales}`)
    expect(members).toContain(john)
  })

  test('must have nothing below it, unless the whole tree is meant', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    await client.add(`OU=East,${sales}`, { objectClass: 'organizationalUnit' })
    await client.add(`CN=Adele Vance,OU=East,${sales}`, account('adele.vance'))

    expect(await shortRefusal(client.del(`OU=East,${sales}`))).toBe('66 0000208C')
    await client.del(`OU=East,${sales}`, new Control('1.2.840.113556.1.4.805', { critical: true }))

    expect(await find(client, '(|(ou=East)(sAMAccountName=adele.vance))')).toEqual([])
  })

  test('frees its names', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.del(john)
    await client.add(john, account('john.smith', { userPrincipalName: 'john.smith@contoso.com' }))

    expect(await find(client, '(sAMAccountName=john.smith)')).toEqual(['John Smith'])
    await client.modify(`CN=All Staff,${groupsOu}`, change('add', 'member', john))
  })
})

describe('the recycle bin', () => {
  const showDeleted = () => new Control('1.2.840.113556.1.4.417', { critical: true })
  const bin = `CN=Deleted Objects,${base}`
  const deletedJohn = async (client: Client) => {
    const { objectGUID } = await readEntry(client, john, 'objectGUID')
    const id = guidFromBytes(Buffer.from(objectGUID?.[0] ?? '', 'hex')) ?? ''
    await client.del(john)
    return { id, dn: `CN=John Smith\\0ADEL:${id},${bin}`, byId: `<GUID=${id}>` }
  }
  const restore = (to: string) => [change('delete', 'isDeleted'), change('replace', 'distinguishedName', to)]

  test('has what was deleted, for those who ask for it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { dn, byId } = await deletedJohn(client)

    const { searchEntries } = await client.search(
      base,
      {
        scope: 'sub',
        filter: '(isDeleted=TRUE)',
        attributes: ['lastKnownParent', 'msDS-LastKnownRDN', 'employeeID', 'memberOf', 'objectCategory'],
      },
      showDeleted(),
    )

    expect(searchEntries).toEqual([
      {
        dn,
        employeeID: '00111',
        lastKnownParent: sales,
        'msDS-LastKnownRDN': 'John Smith',
        memberOf: [],
        objectCategory: [],
      },
    ])
    expect(await find(client, '(isDeleted=TRUE)')).toEqual([])
    expect(await shortRefusal(client.search(byId, { scope: 'base' }))).toBe('32 0000208D')
    expect((await client.search(byId, { scope: 'base' }, showDeleted())).searchEntries[0]?.dn).toBe(dn)
  })

  test('gives an account back with its id, attributes, groups and reports', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const before = await readEntry(client, john, '*')
    const { byId } = await deletedJohn(client)

    await client.modify(byId, restore(john), showDeleted())

    const after = await readEntry(client, john, '*')
    const same = ({ uSNChanged, ...rest }: typeof before) => ({
      ...rest,
      memberOf: [...(rest['memberOf'] ?? [])].sort(),
    })
    expect(same(after)).toEqual(same(before))
  })

  test('keeps a link between two deleted objects until both are back', async () => {
    const { connect, company } = await practiceDirectory()
    const client = await connect()
    const miriam = `CN=Miriam Graham,${sales}`
    const miriamId = `<GUID=${company.ad.resolve(miriam)?.object?.id}>`
    const { byId } = await deletedJohn(client)
    await client.del(miriam)

    await client.modify(byId, restore(john), showDeleted())
    expect(await readEntry(client, john, 'manager')).toEqual({ manager: [] })
    await client.modify(miriamId, restore(miriam), showDeleted())

    expect(await readEntry(client, john, 'manager')).toEqual({ manager: [miriam] })
  })

  test('gives nothing back where the name is taken or the container is not there', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { byId } = await deletedJohn(client)
    await client.add(`CN=Another Smith,${sales}`, account('john.smith'))

    const to = (dn: string) => shortRefusal(client.modify(byId, restore(dn), showDeleted()))
    expect(await to(john)).toBe('68 00000524')
    expect(await to(`CN=Another Smith,${sales}`)).toBe('68 00002071')
    expect(await to(`CN=John Smith,OU=Nowhere,${staff}`)).toBe('80 00002089')
    expect(await to(`CN=John Smith,CN=Users,${base}`)).toBe('50 00002098')
    expect(await shortRefusal(client.modify(byId, change('replace', 'title', 'Clerk'), showDeleted()))).toBe(
      '53 00002077',
    )
  })

  test('is emptied by deleting once more', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { byId } = await deletedJohn(client)

    await client.del(byId, showDeleted())

    expect(await shortRefusal(client.search(byId, { scope: 'base' }, showDeleted()))).toBe('32 0000208D')
  })

  test('outlives the process', async () => {
    const folder = temporaryFolder()
    const open = () => openCompany({ folder, people: 30, clock: { now: () => 1_800_000_000_000 } })
    const first = await open()
    const id = first.ad.resolve(john)?.object?.id ?? ''
    deleteEntry(first.ad, id)
    first.commit()
    first.close()

    const second = await open()
    const grave = second.ad.grave(id)
    if (grave)
      restoreEntry(second.ad, grave, [{ op: 'replace', type: 'distinguishedName', values: [Buffer.from(john)] }])

    expect(entryOf(second.ad, id, ['distinguishedName', 'manager'])).toEqual({
      distinguishedName: [john],
      manager: [`CN=Miriam Graham,${sales}`],
    })
    second.close()
  })
})
