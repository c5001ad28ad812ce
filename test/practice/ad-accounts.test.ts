import { describe, expect, test } from 'vitest'
import {
  account,
  base,
  change,
  goodPassword,
  practiceDirectory,
  quoted,
  readEntry,
  sales,
  shortRefusal,
  staff,
} from './practice-directory.ts'

const adele = `CN=Adele Vance,${sales}`

describe('a new account', () => {
  test('gets everything from the directory that AD gives by itself', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.add(adele, account('adele.vance'))

    const found = await readEntry(client, adele, '*', 'objectGUID', 'canonicalName', 'primaryGroupToken')
    expect(found).toMatchObject({
      objectClass: ['top', 'person', 'organizationalPerson', 'user'],
      objectCategory: [`CN=Person,CN=Schema,CN=Configuration,${base}`],
      cn: ['Adele Vance'],
      name: ['Adele Vance'],
      distinguishedName: [adele],
      instanceType: ['4'],
      sAMAccountType: ['805306368'],
      primaryGroupID: ['513'],
      accountExpires: ['9223372036854775807'],
      pwdLastSet: ['0'],
      badPwdCount: ['0'],
      whenCreated: ['20261201080000.0Z'],
      whenChanged: ['20261201080000.0Z'],
      canonicalName: ['corp.contoso.com/Staff/Sales/Adele Vance'],
    })
    expect(found['objectGUID']?.[0]).toMatch(/^[0-9a-f]{32}$/)
    expect(found['objectSid']?.[0]).toMatch(/^01050000000000051500/)
    expect(Number(found['uSNChanged'])).toBeGreaterThan(8192)
  })

  test('is disabled and needs no password where nothing is said about it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    await client.add(adele, account('adele.vance'))

    expect(await readEntry(client, adele, 'userAccountControl')).toEqual({ userAccountControl: ['546'] })
  })

  test('cannot be enabled without a password, as Windows has it and Samba has not', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await shortRefusal(client.add(adele, account('adele.vance', { userAccountControl: '512' })))).toBe(
      '53 0000052D',
    )
    await client.add(adele, account('adele.vance', { userAccountControl: '514' }))
    const enable = client.modify(adele, change('replace', 'userAccountControl', '512'))

    expect(await shortRefusal(enable)).toBe('53 0000052D')
    await client.modify(adele, change('replace', 'userAccountControl', '544'))
    expect(await readEntry(client, adele, 'userAccountControl')).toEqual({ userAccountControl: ['544'] })
  })

  test('can be enabled at once with a password', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const attributes = { ...account('adele.vance', { userAccountControl: '514' }) }
    await client.add(adele, attributes)

    await client.modify(adele, [
      change('replace', 'unicodePwd', quoted(goodPassword)),
      change('replace', 'userAccountControl', '512'),
    ])

    const found = await readEntry(client, adele, 'userAccountControl', 'pwdLastSet', 'unicodePwd')
    expect(found['userAccountControl']).toEqual(['512'])
    expect(found['pwdLastSet']).not.toEqual(['0'])
    expect(found['unicodePwd']).toEqual([])
  })

  test('loses the computed bits of userAccountControl and always is of some type', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    await client.add(adele, account('adele.vance'))

    await client.modify(adele, change('replace', 'userAccountControl', String(2 + 16 + 65536 + 8388608)))

    expect(await readEntry(client, adele, 'userAccountControl')).toEqual({
      userAccountControl: [String(2 + 512 + 65536)],
    })
  })

  test('gets a SID that nobody had before, even after others were deleted', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    await client.add(adele, account('adele.vance'))
    const first = await readEntry(client, adele, 'objectSid', 'objectGUID')

    await client.del(adele)
    await client.add(adele, account('adele.vance'))

    const second = await readEntry(client, adele, 'objectSid', 'objectGUID')
    expect(second['objectSid']).not.toEqual(first['objectSid'])
    expect(second['objectGUID']).not.toEqual(first['objectGUID'])
  })
})

describe('adding is refused', () => {
  test.each([
    ['a container that is not there', `CN=Adele Vance,OU=Nowhere,${staff}`, account('adele.vance'), '32 0000208D'],
    ['a name that is no DN', 'Adele Vance', account('adele.vance'), '34 0000208F'],
    ['a name that is there already', `CN=John Smith,${sales}`, account('adele.vance'), '68 00002071'],
    ['a name that is there already in other letters', `cn=JOHN SMITH,${sales}`, account('adele.vance'), '68 00002071'],
    ['a user name that somebody has', adele, account('John.Smith'), '68 00000524'],
    ['a user name that a group has', adele, account('All Staff'), '68 00000526'],
    ['a user name of more than 20 characters', adele, account('adele.vance.the.second'), '80 00000523'],
    ['a user name with a character that it may not have', adele, account('adele*vance'), '80 00000523'],
    [
      'a UPN that somebody has',
      adele,
      account('adele.vance', { userPrincipalName: 'JOHN.SMITH@contoso.com' }),
      '19 000021C8',
    ],
    [
      'a service name that somebody has',
      adele,
      account('adele.vance', { servicePrincipalName: 'host/DC1' }),
      '19 000021C7',
    ],
    [
      'an attribute that the schema does not have',
      adele,
      account('adele.vance', { favouriteColour: 'blue' }),
      '16 00000057',
    ],
    ['an attribute of another class', adele, account('adele.vance', { groupType: '2' }), '65 0000207D'],
    ['an attribute that only the directory writes', adele, account('adele.vance', { objectGUID: 'x' }), '19 000020A6'],
    ['a back link', adele, account('adele.vance', { memberOf: `CN=All Staff,OU=Groups,${base}` }), '19 000020A6'],
    ['a text that is too long', adele, account('adele.vance', { title: 'x'.repeat(129) }), '19 00002082'],
    [
      'two values where there is room for one',
      adele,
      account('adele.vance', { title: ['Clerk', 'Director'] }),
      '19 00002081',
    ],
    ['one value twice', adele, account('adele.vance', { otherTelephone: ['1', '1'] }), '20 00002083'],
    ['a number that is none', adele, account('adele.vance', { userAccountControl: 'many' }), '21 00000057'],
    ['a manager who is not there', adele, account('adele.vance', { manager: `CN=Nobody,${sales}` }), '19 000020B5'],
    ['no class', adele, { sAMAccountName: 'adele.vance' }, '65 0000207B'],
    ['a class that is not there', adele, { objectClass: 'robot' }, '16 00000057'],
    ['a class of which there are no objects', adele, { objectClass: 'top' }, '65 000020A7'],
    ['a class that is named otherwise', `OU=Adele Vance,${sales}`, account('adele.vance'), '64 00002073'],
    ['a container that takes no such thing', `CN=X,CN=John Smith,${sales}`, account('adele.vance'), '64 00002099'],
  ])('for %s', async (_what, dn, attributes, refusal) => {
    const { connect, company } = await practiceDirectory()
    const client = await connect()
    const before = company.ad.size

    expect(await shortRefusal(client.add(dn, attributes))).toBe(refusal)

    expect(company.ad.size).toBe(before)
  })

  test('and says how far it got with the name', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const adding = client.add(`CN=Adele Vance,OU=Nowhere,${staff}`, account('adele.vance'))

    await expect(adding).rejects.toThrow(`best match of:\n\t'${staff}'`)
  })
})

describe('a change is refused', () => {
  test.each([
    ['a value to delete that is not there', change('delete', 'title', 'Clerk'), '16 00002085'],
    ['an attribute to delete that is not there', change('delete', 'info'), '16 00002085'],
    ['a value to add that is there', change('add', 'proxyAddresses', 'smtp:JOHN.SMITH@contoso.com'), '20 00002083'],
    ['a second value where there is room for one', change('add', 'title', 'Clerk'), '19 00002081'],
    ['an empty text', change('replace', 'title', ''), '21 00000057'],
    ['bytes that are no text', change('replace', 'title', Buffer.from([0xff, 0xfe])), '21 00000057'],
    ['a given name of 65 characters', change('replace', 'givenName', 'x'.repeat(65)), '19 00002082'],
    ['an employeeID of 17 characters', change('replace', 'employeeID', 'x'.repeat(17)), '19 00002082'],
    ['the name of the object', change('replace', 'name', 'Jon Smith'), '67 00002016'],
    ['the attribute that names it', change('replace', 'cn', 'Jon Smith'), '67 00002016'],
    ['its classes', change('add', 'objectClass', 'computer'), '65 00002014'],
    ['its SID', change('replace', 'objectSid', 'S-1-5-32-544'), '19 000020B1'],
    ['the time of its making', change('replace', 'whenCreated', '20200101000000.0Z'), '19 000020B1'],
    ['what the account manager counts', change('replace', 'badPwdCount', '0'), '53 0000209A'],
    ['the groups it is in', change('add', 'memberOf', `CN=IT,OU=Groups,${base}`), '53 000020AA'],
    [
      'a time of the password other than now or never',
      change('replace', 'pwdLastSet', '133000000000000000'),
      '80 00000057',
    ],
    ['locking it by hand', change('replace', 'lockoutTime', '133000000000000000'), '80 00000057'],
    ['a primary group it is not in', change('replace', 'primaryGroupID', '512'), '53 00000525'],
    ['taking away its user name', change('delete', 'sAMAccountName'), '53 00002077'],
  ])('for %s', async (_what, modification, refusal) => {
    const { connect, company } = await practiceDirectory()
    const client = await connect()
    const john = `CN=John Smith,${sales}`
    const before = await readEntry(client, john, '*')

    expect(await shortRefusal(client.modify(john, modification))).toBe(refusal)

    expect(await readEntry(client, john, '*')).toEqual(before)
    expect(company.ad.highestUsn).toBeGreaterThan(0)
  })

  test('as a whole when one of its parts is', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const john = `CN=John Smith,${sales}`

    const refused = client.modify(john, [
      change('replace', 'department', 'Legal'),
      change('replace', 'manager', `CN=Henrietta Mueller,OU=Legal,${staff}`),
      change('replace', 'employeeID', 'x'.repeat(17)),
    ])

    expect(await shortRefusal(refused)).toBe('19 00002082')
    const found = await readEntry(client, john, 'department', 'manager', 'employeeID')
    expect(found).toEqual({ department: ['Sales'], manager: [`CN=Miriam Graham,${sales}`], employeeID: ['00111'] })
  })
})

describe('a change of an account', () => {
  test('raises its update number and the time of its change', async () => {
    const { connect, clock } = await practiceDirectory()
    const client = await connect()
    const john = `CN=John Smith,${sales}`
    const before = await readEntry(client, john, 'uSNChanged', 'whenCreated')
    clock.at += 60_000

    await client.modify(john, change('replace', 'title', 'Director'))

    const after = await readEntry(client, john, 'uSNChanged', 'whenChanged', 'whenCreated')
    expect(Number(after['uSNChanged'])).toBeGreaterThan(Number(before['uSNChanged']))
    expect(after).toMatchObject({ whenChanged: ['20261201080100.0Z'], whenCreated: before['whenCreated'] })
  })

  test('of the manager shows at the manager', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const john = `CN=John Smith,${sales}`

    await client.modify(john, change('replace', 'manager', `CN=Lee Gu,OU=IT,${staff}`))

    const reports = await readEntry(client, `CN=Lee Gu,OU=IT,${staff}`, 'directReports')
    const former = await readEntry(client, `CN=Miriam Graham,${sales}`, 'directReports')
    expect(reports['directReports']).toContain(john)
    expect(former['directReports']).not.toContain(john)
  })

  test('with permissive modify takes what is so already as done', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { Control } = await import('ldapts')
    const permissive = new Control('1.2.840.113556.1.4.1413', { critical: true })
    const john = `CN=John Smith,${sales}`

    await client.modify(
      john,
      [change('add', 'proxyAddresses', 'SMTP:john.smith@contoso.com'), change('delete', 'info', 'x')],
      permissive,
    )

    expect(await readEntry(client, john, 'proxyAddresses')).toEqual({ proxyAddresses: ['SMTP:john.smith@contoso.com'] })
  })
})
