import { describe, expect, test } from 'vitest'
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
    const { Control } = await import('ldapts')
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
