import { Control, EqualityFilter } from 'ldapts'
import { describe, expect, test } from 'vitest'
import {
  account,
  base,
  find,
  groupsOu,
  practiceDirectory,
  readEntry,
  refusalOf,
  sales,
  shortRefusal,
  staff,
} from './practice-directory.ts'

const john = `CN=John Smith,${sales}`

describe('the root of the directory', () => {
  test('tells anybody where everything is', async () => {
    const { anonymous } = await practiceDirectory()

    const found = await readEntry(anonymous(), '')

    expect(found).toMatchObject({
      defaultNamingContext: [base],
      rootDomainNamingContext: [base],
      configurationNamingContext: [`CN=Configuration,${base}`],
      schemaNamingContext: [`CN=Schema,CN=Configuration,${base}`],
      dnsHostName: ['dc1.corp.contoso.com'],
      ldapServiceName: ['corp.contoso.com:dc1$@CORP.CONTOSO.COM'],
      domainFunctionality: ['7'],
      currentTime: ['20261201080000.0Z'],
      supportedLDAPVersion: ['3', '2'],
    })
    expect(found['supportedControl']).toContain('1.2.840.113556.1.4.319')
    expect(await readEntry(anonymous(), '', 'DEFAULTNAMINGCONTEXT')).toEqual({ defaultNamingContext: [base] })
  })

  test('is all that anybody may read without signing in', async () => {
    const { anonymous } = await practiceDirectory()
    const client = anonymous()

    expect(await shortRefusal(client.search(base, { scope: 'base' }))).toBe('1 000004DC')
    expect(await shortRefusal(client.add(`CN=Adele Vance,${sales}`, account('adele.vance')))).toBe('1 000004DC')
    expect(await shortRefusal(client.compare(john, 'title', 'Clerk'))).toBe('1 000004DC')
  })
})

describe('a filter', () => {
  test.each([
    ['(employeeID=00111)', ['John Smith']],
    ['(EMPLOYEEID=00111)', ['John Smith']],
    ['(sAMAccountName=JOHN.smith)', ['John Smith']],
    ['(displayName=zoe muller)', ['Zoë Müller']],
    ['(&(objectClass=user)(department=Legal)(!(title=General Counsel)))', ["Siobhán O'Brien"]],
    ['(|(employeeID=00111)(employeeID=00105))', ['Lee Gu', 'John Smith']],
    ['(sn=M*ler)', ['Zoë Müller', 'Henrietta Mueller']],
    ['(displayName=*oe*)', ['Zoë Müller']],
    ['(telephoneNumber=+48*0111)', ['John Smith']],
    ['(&(sn=*)(givenName=j*)(!(sn=s*)))', ['José Núñez']],
    ['(&(employeeID>=00107)(employeeID<=00108))', ['Joni Sherman', 'Henrietta Mueller']],
    ['(&(objectCategory=person)(employeeID=00111))', ['John Smith']],
    [
      '(&(objectCategory=CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=contoso,DC=com)(employeeID=00111))',
      ['John Smith'],
    ],
    ['(userAccountControl:1.2.840.113556.1.4.803:=514)', ['Pradeep Gupta', 'Guest', 'krbtgt']],
    ['(&(employeeID=*)(userAccountControl:1.2.840.113556.1.4.804:=2))', ['Pradeep Gupta']],
    ['(groupType:1.2.840.113556.1.4.803:=2147483656)', ['Enterprise Admins', 'Schema Admins']],
    ['(distinguishedName=cn=john smith,ou=sales,ou=staff,dc=corp,dc=contoso,dc=com)', ['John Smith']],
    ['(manager=CN=Henrietta Mueller,OU=Legal,OU=Staff,DC=corp,DC=contoso,DC=com)', ["Siobhán O'Brien"]],
    ['(directReports=CN=John Smith,OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com)', ['Miriam Graham']],
    ['(anr=John S)', ['John Smith']],
    ['(anr==John)', ['John Smith']],
    ['(primaryGroupID=516)', ['DC1']],
    ['(adminCount=1)(x=1)', null],
    ['(favouriteColour=blue)', []],
    ['(!(favouriteColour=blue))', []],
    ['(|(favouriteColour=blue)(employeeID=00111))', ['John Smith']],
    ['(memberOf=CN=Nowhere,DC=corp,DC=contoso,DC=com)', []],
    ['(employeeID=*00111*\\2a)', []],
  ])('%s finds what AD finds', async (filter, expected) => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    if (expected === null) await expect(find(client, filter)).rejects.toThrow()
    else expect([...(await find(client, filter))].sort()).toEqual([...expected].sort())
  })

  test('finds objects by the bytes of their ids', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const explicitBufferAttributes = ['objectGUID', 'objectSid']
    const { searchEntries } = await client.search(john, {
      scope: 'base',
      attributes: explicitBufferAttributes,
      explicitBufferAttributes,
    })
    const [entry] = searchEntries

    for (const attribute of explicitBufferAttributes) {
      const filter = new EqualityFilter({ attribute, value: entry?.[attribute] as Buffer })
      const found = await client.search(base, { scope: 'sub', filter, attributes: ['cn'] })
      expect(found.searchEntries.map(({ dn }) => dn)).toEqual([john])
    }
  })

  test('finds people whose attribute is not there only where it is negated', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await find(client, '(&(employeeID=00111)(!(info=x)))')).toEqual(['John Smith'])
    expect(await find(client, '(&(employeeID=00111)(info=*))')).toEqual([])
  })
})

describe('a base', () => {
  test('may be a GUID, a SID or a well-known container', async () => {
    const { company, connect } = await practiceDirectory()
    const client = await connect()
    const id = company.ad.resolve(john)?.object?.id

    expect((await client.search(`<GUID=${id}>`, { scope: 'base', attributes: ['cn'] })).searchEntries[0]?.dn).toBe(john)
    const domainUsers = await client.search(`<SID=${company.ad.domainSid}-513>`, { scope: 'base', attributes: ['cn'] })
    expect(domainUsers.searchEntries[0]?.['cn']).toBe('Domain Users')
    const users = await client.search(`<WKGUID=a9d1ca15768811d1aded00c04fd8d5cd,${base}>`, {
      scope: 'base',
      attributes: ['cn'],
    })
    expect(users.searchEntries[0]?.dn).toBe(`CN=Users,${base}`)
  })

  test.each([
    ['that is not there', `OU=Nowhere,${staff}`, '32 0000208D'],
    ['that is no name', 'nonsense', '34 0000208F'],
    ['with an id that nobody has', '<GUID=00000000-0000-4000-8000-000000000000>', '32 0000208D'],
    ['in another domain', 'OU=Staff,DC=fabrikam,DC=com', '10 0000202B'],
  ])('%s is refused', async (_what, name, refusal) => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await shortRefusal(client.search(name, { scope: 'sub' }))).toBe(refusal)
  })

  test('and its scope say where is searched', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await find(client, '(objectClass=organizationalUnit)', staff, { scope: 'one' })).toHaveLength(8)
    expect(await find(client, '(objectClass=organizationalUnit)', staff, { scope: 'sub' })).toHaveLength(9)
    expect(await find(client, '(objectClass=organizationalUnit)', staff, { scope: 'base' })).toEqual(['Staff'])
    expect(await find(client, '(employeeID=00111)', groupsOu)).toEqual([])
  })

  test('above another naming context refers to it instead of going into it', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const found = await client.search(base, { scope: 'sub', filter: '(objectClass=crossRefContainer)' })
    const within = await find(client, '(objectClass=crossRefContainer)', `CN=Configuration,${base}`)

    expect(found.searchEntries).toEqual([])
    expect(found.searchReferences).toEqual([`ldap://corp.contoso.com/CN=Configuration,${base}`])
    expect(within).toEqual(['Partitions'])
    const partitions = await readEntry(client, `CN=Partitions,CN=Configuration,${base}`, 'uPNSuffixes')
    expect(partitions).toEqual({ uPNSuffixes: ['contoso.com'] })
  })
})

describe('what is asked for', () => {
  test('comes in the spelling of the schema, and what is unknown is passed over', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const { searchEntries } = await client.search(john, { scope: 'base', attributes: ['TITLE', 'favouriteColour'] })

    expect(searchEntries).toEqual([{ dn: john, title: 'Account Manager', favouriteColour: [] }])
  })

  test('may be nothing at all, or names alone', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const none = await client.search(john, { scope: 'base', attributes: ['1.1'] })
    const names = await client.search(john, { scope: 'base', attributes: ['title'], returnAttributeValues: false })

    expect(none.searchEntries).toEqual([{ dn: john, '1.1': [] }])
    expect(names.searchEntries).toEqual([{ dn: john, title: [] }])
  })

  test('is everything kept with *, and what is computed with +', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const all = await readEntry(client, john, '*')
    const computed = await readEntry(client, john, '+')

    expect(Object.keys(all)).toEqual(expect.arrayContaining(['memberOf', 'manager', 'objectGUID', 'whenCreated']))
    expect(Object.keys(all)).not.toContain('canonicalName')
    expect(computed).toMatchObject({ canonicalName: ['corp.contoso.com/Staff/Sales/John Smith'] })
    expect(Object.keys(computed)).not.toContain('title')
  })
})

describe('a large answer', () => {
  test('is cut at 1,000 entries without paging, and says so', async () => {
    const { connect } = await practiceDirectory({ people: 1100 })
    const client = await connect()

    const refusal = await refusalOf(client.search(base, { scope: 'sub', filter: '(employeeID=*)' }))

    expect(refusal.code).toBe(4)
  })

  test('comes whole in pages', async () => {
    const { connect } = await practiceDirectory({ people: 1100 })
    const client = await connect()

    const { searchEntries } = await client.search(base, {
      scope: 'sub',
      filter: '(&(objectClass=user)(employeeID=*))',
      attributes: ['employeeID'],
      paged: { pageSize: 300 },
    })

    expect(new Set(searchEntries.map((entry) => entry['employeeID'])).size).toBe(1097)
  })

  test('ends where the client says', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    const { searchEntries } = await client.search(base, { scope: 'sub', filter: '(employeeID=*)', sizeLimit: 3 })

    expect(searchEntries).toHaveLength(3)
  })

  test('comes in the order that the client asks for', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const { ServerSideSortingRequestControl } = await import('ldapts')
    const sort = new ServerSideSortingRequestControl({ value: [{ attributeType: 'sn', reverseOrder: true }] })

    const { searchEntries } = await client.search(sales, { scope: 'one', filter: '(sn=*)', attributes: ['sn'] }, sort)

    const surnames = searchEntries.map((entry) => String(entry['sn']))
    expect(surnames.slice(0, 2)).toEqual(['Smith', 'Núñez'])
    expect(surnames.at(-1)).toBe('Abara')
  })
})

describe('a control', () => {
  test('that is critical and unknown is refused', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()
    const unknown = (critical: boolean) => new Control('1.2.3.4', { critical })

    expect(await shortRefusal(client.search(john, { scope: 'base' }, unknown(true)))).toBe('12 00000057')
    expect((await client.search(john, { scope: 'base' }, unknown(false))).searchEntries).toHaveLength(1)
  })
})

describe('a comparison', () => {
  test('tells whether a value is there', async () => {
    const { connect } = await practiceDirectory()
    const client = await connect()

    expect(await client.compare(john, 'title', 'ACCOUNT MANAGER')).toBe(true)
    expect(await client.compare(john, 'title', 'Director')).toBe(false)
    expect(await client.compare(john, 'memberOf', `cn=all staff,${groupsOu}`)).toBe(true)
    expect(await shortRefusal(client.compare(john, 'info', 'x'))).toBe('16 00002085')
  })
})
