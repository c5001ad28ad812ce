import { describe, expect, test } from 'vitest'
import {
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
const patti = `CN=Patti Fernandez,OU=Operations,${staff}`
const vpn = `CN=VPN Users,${groupsOu}`
const finance = `CN=Finance Share,${groupsOu}`
const LOCAL = '-2147483644'
const UNIVERSAL = '-2147483640'

describe('a membership', () => {
  test('shows at the group and at the member', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.modify(finance, change('add', 'member', john))

    expect((await readEntry(client, finance, 'member'))['member']).toContain(john)
    expect((await readEntry(client, john, 'memberOf'))['memberOf']).toContain(finance)
    expect(await find(client, `(memberOf=${finance})`)).toContain('John Smith')
  })

  test.each([
    ['somebody who is in it already', change('add', 'member', john), '68 00000562'],
    ['somebody who is not there', change('add', 'member', `CN=Nobody,${sales}`), '32 0000208D'],
    ['itself', change('add', 'member', vpn), '53 00002077'],
    ['removing somebody who is not in it', change('delete', 'member', `CN=Grady Archie,OU=HR,${staff}`), '53 00000561'],
  ])('is refused for %s', async (_what, modification, refusal) => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const before = await readEntry(client, vpn, 'member')

    expect(await shortRefusal(client.modify(vpn, modification))).toBe(refusal)

    expect(await readEntry(client, vpn, 'member')).toEqual(before)
  })

  test('of several is refused for all when it is for one', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const refused = client.modify(finance, change('add', 'member', john, `CN=Nestor Wilke,OU=Finance,${staff}`))

    expect(await shortRefusal(refused)).toBe('68 00000562')
    expect((await readEntry(client, finance, 'member'))['member']).not.toContain(john)
  })

  test('is replaced as a whole', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.modify(finance, change('replace', 'member', john, patti))

    expect([...((await readEntry(client, finance, 'member'))['member'] ?? [])].sort()).toEqual([john, patti].sort())
  })

  test('is named by GUID or SID as well', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { searchEntries } = await client.search(john, {
      scope: 'base',
      attributes: ['objectSid'],
      explicitBufferAttributes: ['objectSid'],
    })
    const sid = searchEntries[0]?.['objectSid'] as Buffer

    await client.modify(finance, change('add', 'member', `<SID=${sid.toString('hex')}>`))

    expect((await readEntry(client, finance, 'member'))['member']).toContain(john)
  })

  test('in the primary group is no value of member, and cannot be had twice', async () => {
    const { company, connect } = await practiceDirectory()
    const client = await connect()
    const users = `CN=Domain Users,CN=Users,${base}`

    expect((await readEntry(client, users, 'member'))['member']).toEqual([])
    expect((await readEntry(client, john, 'memberOf'))['memberOf']).not.toContain(users)
    await client.add(`CN=Own Users,${groupsOu}`, { objectClass: 'group', sAMAccountName: 'Own Users' })
    await client.modify(`CN=Own Users,${groupsOu}`, change('add', 'member', john))
    const { primaryGroupToken } = await readEntry(client, `CN=Own Users,${groupsOu}`, 'primaryGroupToken')
    await client.modify(john, change('replace', 'primaryGroupID', primaryGroupToken?.[0] ?? ''))

    expect((await readEntry(client, `CN=Own Users,${groupsOu}`, 'member'))['member']).toEqual([])
    expect((await readEntry(client, users, 'member'))['member']).toEqual([john])
    const again = client.modify(`CN=Own Users,${groupsOu}`, change('add', 'member', john))
    expect(await shortRefusal(again)).toBe('68 00000562')
    expect(await shortRefusal(client.del(`CN=Own Users,${groupsOu}`))).toBe('53 00002149')
    expect(company.ad.size).toBeGreaterThan(0)
  })
})

describe('a group', () => {
  test('is global and for security where nothing is said about it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.add(`CN=Book Club,${groupsOu}`, { objectClass: 'group', sAMAccountName: 'Book Club' })

    const found = await readEntry(client, `CN=Book Club,${groupsOu}`, 'groupType', 'sAMAccountType')
    expect(found).toEqual({ groupType: ['-2147483646'], sAMAccountType: ['268435456'] })
  })

  test('contains only groups that its scope allows', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const group = async (name: string, groupType?: string): Promise<string> => {
      const dn = `CN=${name},${groupsOu}`
      await client.add(dn, { objectClass: 'group', sAMAccountName: name, ...(groupType ? { groupType } : {}) })
      return dn
    }
    const [global, local, universal] = [await group('G'), await group('L', LOCAL), await group('U', UNIVERSAL)]

    expect(await shortRefusal(client.modify(global, change('add', 'member', local)))).toBe('53 00002144')
    expect(await shortRefusal(client.modify(global, change('add', 'member', universal)))).toBe('53 00002145')
    expect(await shortRefusal(client.modify(universal, change('add', 'member', local)))).toBe('53 00002146')
    await client.modify(local, change('add', 'member', global, universal))
    await client.modify(universal, change('add', 'member', global))
    expect((await readEntry(client, global, 'memberOf'))['memberOf']).toEqual([local, universal])
  })

  test('in a group is followed by the matching rule for chains', async () => {
    const { connect } = await practiceDirectory({ people: 60 })
    const client = await connect()
    const tools = `CN=Engineering Tools,${groupsOu}`
    const lidia = `CN=Lidia Holloway,OU=Engineering,${staff}`

    const inside = await find(client, `(memberOf:1.2.840.113556.1.4.1941:=${tools})`)
    const around = await find(client, `(member:1.2.840.113556.1.4.1941:=${lidia})`)

    expect(inside).toContain('Lidia Holloway')
    expect(inside).toContain('GG-Nested')
    expect(inside).not.toContain('John Smith')
    expect(around).toEqual(expect.arrayContaining(['Engineering', 'GG-Nested', 'Engineering Tools', 'All Staff']))
  })

  test('of more than 1,500 members is read in ranges', async () => {
    const { connect } = await practiceDirectory({ people: 1700 })
    const client = await connect()
    const all = `CN=All Staff,${groupsOu}`
    const total = (
      await find(client, '(memberOf=CN=All Staff,OU=Groups,DC=corp,DC=contoso,DC=com)', base, { paged: true })
    ).length

    const first = await readEntry(client, all, 'member')
    const second = await readEntry(client, all, 'member;range=1500-*')
    const few = await readEntry(client, all, 'member;range=0-4')

    expect(first['member;range=0-1499']).toHaveLength(1500)
    expect(first['member']).toEqual([])
    expect(second['member;range=1500-*']).toHaveLength(total - 1500)
    expect(few['member;range=0-4']).toHaveLength(5)
    expect(new Set([...(first['member;range=0-1499'] ?? []), ...(second['member;range=1500-*'] ?? [])]).size).toBe(
      total,
    )
  })
})
