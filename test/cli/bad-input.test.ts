import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { adele, sharedWorld, type World } from '../support/practice-world.ts'
import type { JoineryEnd } from '../support/run-joinery.ts'

/** Everything in the folder but the practice company's own files. */
const filesOf = (world: World): readonly string[] =>
  readdirSync(world.folder, { recursive: true })
    .map(String)
    .filter((name) => !name.startsWith('.joinery/practice'))
    .sort()

/** Onboards for real, `--yes`, and shows that neither the directories nor the folder were touched. */
const refused = async (world: World, input: string, ...more: readonly string[]): Promise<JoineryEnd> => {
  const before = { company: world.digest(), files: filesOf(world) }
  const end = await world.joinery(['onboard', input, '--yes', ...more])
  expect({ company: world.digest(), files: filesOf(world) }).toEqual(before)
  expect(end.stdout).toBe('')
  return end
}

describe('a person who cannot be read or planned', () => {
  const shared = sharedWorld({ mode: 'hybrid', people: 40 })
  const nested = `extra: ${'['.repeat(2_000)}${']'.repeat(2_000)}\n`
  const bomb = 'a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n'

  test.each<readonly [string, string, string | Uint8Array, readonly (string | RegExp)[]]>([
    [
      'a misspelt key',
      'a.yaml',
      adele.replace('department', 'departmnt'),
      [/^a\.yaml:5:1 /, '"departmnt" is not known', 'Did you mean "department"?'],
    ],
    ['a key that nobody knows', 'a.yaml', `${adele}shoeSize: 42\n`, [/^a\.yaml:13:1 /, '"shoeSize" is not known']],
    [
      'an employeeId without quotes',
      'a.yaml',
      adele.replace('"01024"', '01024'),
      [/^a\.yaml:1:13 /, '01024 is read as the number 1024', '"01024"'],
    ],
    [
      'the surname Null without quotes',
      'a.yaml',
      adele.replace('Vance', 'Null'),
      [/^a\.yaml:3:10 /, 'surname: Null is read as nothing', 'Write it in quotes: "Null"'],
    ],
    [
      'no employeeId',
      'a.yaml',
      adele.replace(/employeeId.*\n/, ''),
      ['a.yaml:1:1', 'employeeId: it is missing', 'Add it.'],
    ],
    ['no name at all', 'a.yaml', adele.replace(/givenName.*\nsurname.*\n/, ''), ['a.yaml:1:1', 'givenName']],
    [
      'an unknown department',
      'a.yaml',
      adele.replace('Sales', 'Salez'),
      ['a.yaml:5:13', '"Salez"', 'Did you mean', 'Sales'],
    ],
    ['an unknown role', 'a.yaml', `${adele}roles: [crm-admn]\n`, ['a.yaml:13:8', 'crm-admn', 'crm-admin']],
    [
      'an unknown manager',
      'a.yaml',
      adele.replace('"00101"', '"00999"'),
      ['a.yaml:11:10', 'manager: no account has "00999"', 'Give the employeeId'],
    ],
    [
      'an unknown manager by name',
      'a.yaml',
      adele.replace('"00101"', 'nobody@contoso.com'),
      ['a.yaml:11:10', 'nobody@contoso.com'],
    ],
    [
      'an anchor and aliases that would explode',
      'a.yaml',
      bomb,
      ['a.yaml:1:4', 'An anchor (&name) is not allowed', 'An alias (*name) is not allowed'],
    ],
    ['a tag', 'a.yaml', 'employeeId: !!js/function "x"\n', ['a.yaml:1:13', 'A tag (!name) is not allowed']],
    ['2,000 levels', 'a.yaml', nested, ['a.yaml:1:', 'nested more than 20 levels deep']],
    ['two documents in one file', 'a.yaml', `${adele}---\n${adele}`, ['a.yaml:13:1', 'not allowed']],
    ['broken YAML', 'a.yaml', 'employeeId: "01024\ngivenName: Adele', ['a.yaml:']],
    ['broken JSON', 'a.json', '{"employeeId": "01024",', ['a.json:']],
    [
      'a binary file',
      'a.yaml',
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00, 0xff, 0xfe]),
      ['a.yaml:1:1', 'is no text', 'Save it as text in UTF-8'],
    ],
    ['a binary CSV', 'a.csv', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0x00, 0x00]), ['a.csv:1:1', 'is no text']],
    ['an empty CSV', 'a.csv', '', ['a.csv:1:1', 'has no content']],
    [
      'a CSV with a heading alone',
      'a.csv',
      'employeeId,givenName,surname\r\n',
      ['a.csv:1:1', 'has a heading and no rows'],
    ],
    [
      'a CSV in Windows-1252',
      'a.csv',
      Buffer.from('employeeId;givenName;surname\r\n01024;J\xf6rg;M\xfcller\r\n', 'latin1'),
      ['a.csv:2:8', '0xf6', 'is not UTF-8', 'windows-1252'],
    ],
    [
      'a CSV with a heading that nobody knows',
      'a.csv',
      'employeeId,givenName,surnam\n01024,Adele,Vance\n',
      ['a.csv:1:22', 'surnam', 'surname'],
    ],
    [
      'one person twice',
      'a.csv',
      'employeeId,givenName,surname,department,country\n01024,Adele,Vance,Sales,GB\n01024,Adele,Vance,Sales,GB\n',
      ['a.csv:3:1', '01024'],
    ],
  ])('%s: 65, with the place, the reason and what to do', async (_what, name, content, says) => {
    const world = shared()
    const input = world.file(name, content)

    const { code, stderr } = await refused(world, input)

    expect(code).toBe(65)
    for (const text of says) expect(stderr).toMatch(text)
    expect(stderr).toContain('Nothing was changed.')
  })

  test('everything that is wrong is told at once', async () => {
    const world = shared()
    const input = world.file('a.yaml', 'employeeId: 01024\nsurname: Null\ndepartmnt: Sales\n')

    const { code, stderr } = await refused(world, input)

    expect(code).toBe(65)
    expect(stderr).toMatch(/a\.yaml:1:13 .*a\.yaml:2:10 .*a\.yaml:3:1 .*\n\n\d findings. Nothing was changed.\n$/s)
  })

  test('no country for somebody who gets a licence: 65, with the step that would set it', async () => {
    const world = shared()

    const { code, stderr } = await refused(world, world.file('a.yaml', adele.replace(/country.*\n/, '')))

    expect(code).toBe(65)
    expect(stderr).toMatch(/usage location/)
  })
})

describe('a directory in which the person is not clear', () => {
  const shared = sharedWorld({ mode: 'ad', people: 40 })

  test('two accounts with the employeeId: 3, with both named', async () => {
    const world = shared()
    const ldap = await world.ldap()
    for (const name of ['Adele One', 'Adele Two'])
      await ldap.add(`CN=${name},OU=Staff,DC=corp,DC=contoso,DC=com`, {
        objectClass: 'user',
        sAMAccountName: name.replace(' ', '.'),
        employeeID: '05555',
      })

    const { code, stderr } = await refused(world, world.file('a.yaml', adele.replace('01024', '05555')))

    expect(code).toBe(3)
    expect(stderr).toContain('(plan/two-accounts)')
    expect(stderr).toContain('CN=Adele One,')
    expect(stderr).toContain('CN=Adele Two,')
    expect(stderr).toContain('Remove employeeID from the account that is not this person')
  })

  test('a manager who fits two accounts: 3, with both named', async () => {
    const world = shared()
    const ldap = await world.ldap()
    for (const name of ['Boss One', 'Boss Two'])
      await ldap.add(`CN=${name},OU=Staff,DC=corp,DC=contoso,DC=com`, {
        objectClass: 'user',
        sAMAccountName: name.replace(' ', '.'),
        employeeID: '06666',
      })

    const { code, stderr } = await refused(world, world.file('a.yaml', adele.replace('00101', '06666')))

    expect(code).toBe(3)
    expect(stderr).toMatch(/a\.yaml:11:10 .*\(plan\/ambiguous-person\)/)
    expect(stderr).toContain('CN=Boss One,')
    expect(stderr).toContain('CN=Boss Two,')
  })
})

describe('roles that the directory cannot follow', () => {
  const shared = sharedWorld({ mode: 'hybrid', people: 40 })

  test.each([
    ['an OU that does not exist', '{ ou: "OU=Nowhere,OU=Staff" }', 65, ['plan/no-such-ou', 'OU=Nowhere']],
    [
      'a group that does not exist',
      '{ ou: "OU=Sales,OU=Staff", groups: [Salez] }',
      65,
      ['plan/unknown-group', '"Salez"', 'Did you mean "Sales"?'],
    ],
    [
      'a cloud group that does not exist',
      '{ ou: "OU=Sales,OU=Staff", cloudGroups: [Sales Taem] }',
      65,
      ['plan/unknown-group', '"Sales Taem"'],
    ],
    [
      'a licence that the tenant does not have',
      '{ ou: "OU=Sales,OU=Staff", licences: [SPE_E4] }',
      65,
      ['plan/unknown-licence', '"SPE_E4"', 'SPE_E3'],
    ],
    [
      'a licence without a seat left',
      '{ ou: "OU=Sales,OU=Staff", licences: [SPE_E5] }',
      3,
      ['plan/no-seats', /SPE_E5: (\d+) of \1 seats are taken/],
    ],
    [
      'a group that makes an administrator',
      '{ ou: "OU=Sales,OU=Staff", groups: [Domain Admins] }',
      3,
      ['Domain Admins'],
    ],
  ] as const)('%s', async (_what, sales, expected, says) => {
    const world = shared()
    world.file('roles.yaml', `department:\n  Sales: ${sales}\n`)
    world.file(
      'roles.joinery.yaml',
      'organisation: { name: Contoso, mode: hybrid, mailDomain: contoso.com }\nad: practice\nentra: practice\nroles: ./roles.yaml\n',
    )

    const { code, stderr } = await refused(world, world.file('a.yaml', adele), '--config', 'roles.joinery.yaml')

    expect({ code, stderr }).toMatchObject({ code: expected })
    for (const text of says) expect(stderr).toMatch(text)
  })
})
