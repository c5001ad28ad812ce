import { expect, test } from 'vitest'
import { base, find, practiceDirectory, readEntry, shortRefusal } from './practice-directory.ts'

const schema = `CN=Schema,CN=Configuration,${base}`

test('the schema tells what attributes are like', async () => {
  const client = await (await practiceDirectory()).connect()

  expect(await readEntry(client, `CN=Employee-ID,${schema}`, '*')).toMatchObject({
    objectClass: ['top', 'attributeSchema'],
    lDAPDisplayName: ['employeeID'],
    attributeID: ['1.2.840.113556.1.4.35'],
    attributeSyntax: ['2.5.5.12'],
    isSingleValued: ['TRUE'],
    rangeUpper: ['16'],
    searchFlags: ['0'],
  })
  expect(await readEntry(client, `CN=SAM-Account-Name,${schema}`, 'searchFlags')).not.toEqual({ searchFlags: ['0'] })
  expect(await readEntry(client, `CN=Is-Member-Of-DL,${schema}`, 'linkID', 'systemOnly')).toEqual({
    linkID: ['3'],
    systemOnly: ['TRUE'],
  })
})

test('the schema can be searched, by itself only', async () => {
  const client = await (await practiceDirectory()).connect()

  expect(await find(client, '(lDAPDisplayName=extensionAttribute7)', schema)).toEqual(['ms-Exch-Extension-Attribute-7'])
  expect(await find(client, '(&(objectClass=classSchema)(lDAPDisplayName=user))', schema, { scope: 'one' })).toEqual([
    'User',
  ])
  expect(await find(client, '(lDAPDisplayName=user)', base)).toEqual([])
  expect(await shortRefusal(find(client, '(cn=*)', `CN=Nowhere,${schema}`))).toBe('32 0000208D')
})

test('the schema has the texts that LDAP clients read it from', async () => {
  const client = await (await practiceDirectory()).connect()

  const found = await readEntry(client, `CN=Aggregate,${schema}`, 'attributeTypes', 'objectClasses')

  expect(found['attributeTypes']).toContain("( 2.5.4.42 NAME 'givenName' SINGLE-VALUE )")
  expect(
    found['objectClasses']?.some((text) =>
      text.startsWith("( 1.2.840.113556.1.5.9 NAME 'user' SUP organizationalPerson STRUCTURAL MAY ("),
    ),
  ).toBe(true)
})
