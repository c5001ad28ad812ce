import { Attribute, type Change, type Client, Control } from 'ldapts'
import { account, change, goodPassword, quoted } from './practice-directory.ts'

/** One request that a real domain controller and the practice tenant are both given, in an OU of its own. */
export interface LikenessCase {
  readonly name: string
  /** `unique` is a user name that nobody in the domain has. */
  run(client: Client, ou: string, unique: string): Promise<unknown>
}

type Given = { readonly [attribute: string]: string | string[] }

const OFF = { userAccountControl: '514' }
const LOCAL_GROUP = '-2147483644'
const GLOBAL_GROUP = '-2147483646'
const UNIVERSAL_GROUP = '-2147483640'
const NOBODY = '<GUID=00000000-0000-4000-8000-000000000000>'

const adding = (name: string, attributes: Given): LikenessCase => ({
  name: `add an account with ${name}`,
  run: (client, ou, unique) => client.add(`CN=Adele,${ou}`, account(unique, { ...OFF, ...attributes })),
})

const addingWithPassword = (name: string, password: string, userAccountControl: string): LikenessCase => ({
  name: `add an account with ${name}`,
  run: (client, ou, unique) => {
    const plain = Object.entries(account(unique, { userAccountControl }))
    const attributes = plain.map(([type, value]) => new Attribute({ type, values: [value].flat() }))
    return client.add(`CN=Adele,${ou}`, [
      ...attributes,
      new Attribute({ type: 'unicodePwd', values: [quoted(password)] }),
    ])
  },
})

const changing = (name: string, ...changes: Change[]): LikenessCase => ({
  name: `change ${name}`,
  run: async (client, ou, unique) => {
    await client.add(`CN=Adele,${ou}`, account(unique, { ...OFF, title: 'Clerk', proxyAddresses: ['a', 'b'] }))
    await client.modify(`CN=Adele,${ou}`, changes)
  },
})

/** On a group that has Adele as its only member. */
const grouping = (name: string, ...changes: ((ou: string) => Change)[]): LikenessCase => ({
  name: `change a group by ${name}`,
  run: async (client, ou, unique) => {
    await client.add(`CN=Adele,${ou}`, account(unique, OFF))
    await client.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: `g-${unique}` })
    await client.modify(`CN=Sales,${ou}`, change('add', 'member', `CN=Adele,${ou}`))
    await client.modify(
      `CN=Sales,${ou}`,
      changes.map((make) => make(ou)),
    )
  },
})

/** With the accounts Adele and Megan. */
const withTwo = (name: string, run: LikenessCase['run']): LikenessCase => ({
  name,
  run: async (client, ou, unique) => {
    await client.add(`CN=Adele,${ou}`, account(unique, OFF))
    await client.add(`CN=Megan,${ou}`, account(`m-${unique}`, OFF))
    await run(client, ou, unique)
  },
})

const plainly = (name: string, run: LikenessCase['run']): LikenessCase => ({ name, run })
const unit = { objectClass: 'organizationalUnit' }

const addCases: readonly LikenessCase[] = [
  adding('what is needed', {}),
  adding('everything that a new hire has', {
    givenName: 'Adele',
    sn: 'Vance',
    displayName: 'Adele Vance',
    department: 'Sales',
    employeeID: '00123',
    telephoneNumber: '+1 206 555 0123',
    c: 'US',
    countryCode: '840',
  }),
  plainly('add an account without a word about userAccountControl', (c, ou, u) => c.add(`CN=Adele,${ou}`, account(u))),
  adding('userAccountControl 512 and no password', { userAccountControl: '512' }),
  adding('userAccountControl 544 and no password', { userAccountControl: '544' }),
  addingWithPassword('a weak password', 'abc', '514'),
  addingWithPassword('a good password, enabled', goodPassword, '512'),
  plainly('add below what is not there', (c, ou, u) => c.add(`CN=Adele,OU=Nowhere,${ou}`, account(u))),
  plainly('add under a name that is no DN', (c, _ou, u) => c.add('nonsense', account(u))),
  withTwo('add a name that is there', (c, ou, u) => c.add(`cn=ADELE,${ou}`, account(`x-${u}`))),
  withTwo('add a user name that is there', (c, ou, u) => c.add(`CN=Lidia,${ou}`, account(u.toUpperCase()))),
  withTwo('add a UPN that is there', async (c, ou, u) => {
    await c.modify(`CN=Adele,${ou}`, change('add', 'userPrincipalName', `${u}@contoso.com`))
    await c.add(`CN=Lidia,${ou}`, account(`x-${u}`, { userPrincipalName: `${u}@contoso.com` }))
  }),
  withTwo('add a service name that is there', async (c, ou, u) => {
    await c.modify(`CN=Adele,${ou}`, change('add', 'servicePrincipalName', `http/${u}`))
    await c.add(`CN=Lidia,${ou}`, account(`x-${u}`, { servicePrincipalName: `http/${u}` }))
  }),
  adding('a user name of 30 characters', { sAMAccountName: 'x'.repeat(30) }),
  adding('a star in the user name', { sAMAccountName: 'a*b' }),
  adding('an attribute that is not there', { favouriteColour: 'blue' }),
  adding('an attribute of groups', { groupType: '2' }),
  adding('memberOf', { memberOf: 'CN=Users,CN=Builtin,DC=corp,DC=contoso,DC=com' }),
  adding('whenCreated', { whenCreated: '20200101000000.0Z' }),
  adding('a title that is too long', { title: 'x'.repeat(200) }),
  adding('two titles', { title: ['Clerk', 'Director'] }),
  adding('one value twice', { otherTelephone: ['1', '1'] }),
  adding('a number that is none', { countryCode: 'many' }),
  adding('an empty title', { title: '' }),
  adding('another common name', { cn: 'Other' }),
  adding('its own common name', { cn: 'Adele' }),
  adding('its own name', { name: 'Adele' }),
  adding('pwdLastSet 0', { pwdLastSet: '0' }),
  adding('pwdLastSet 5', { pwdLastSet: '5' }),
  plainly('add an account with a manager who is not there', (c, ou, u) =>
    c.add(`CN=Adele,${ou}`, account(u, { manager: `CN=Nobody,${ou}` })),
  ),
  plainly('add something of no class', (c, ou, u) => c.add(`CN=Adele,${ou}`, { sAMAccountName: u })),
  plainly('add something of a class that is not there', (c, ou) => c.add(`CN=Adele,${ou}`, { objectClass: 'robot' })),
  plainly('add a person', (c, ou) => c.add(`CN=Adele,${ou}`, { objectClass: 'person' })),
  plainly('add something of the class top', (c, ou) => c.add(`CN=Adele,${ou}`, { objectClass: 'top' })),
  plainly('add an account named by OU', (c, ou, u) => c.add(`OU=Adele,${ou}`, account(u))),
  withTwo('add below an account', (c, ou, u) => c.add(`CN=Lidia,CN=Adele,${ou}`, account(`x-${u}`))),
  plainly('add a contact', (c, ou) => c.add(`CN=Adele,${ou}`, { objectClass: 'contact', mail: 'adele@fabrikam.com' })),
  plainly('add a contact with a user name', (c, ou, u) =>
    c.add(`CN=Adele,${ou}`, { objectClass: 'contact', sAMAccountName: u }),
  ),
  plainly('add a unit', (c, ou) => c.add(`OU=East,${ou}`, unit)),
  plainly('add a group', (c, ou, u) => c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: u })),
  plainly('add a local group', (c, ou, u) =>
    c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: u, groupType: LOCAL_GROUP }),
  ),
  plainly('add a common name of 65 characters', (c, ou, u) => c.add(`CN=${'x'.repeat(65)},${ou}`, account(u))),
]

const changeCases: readonly LikenessCase[] = [
  changing('by replacing a value', change('replace', 'title', 'Director')),
  changing('by deleting and adding', change('delete', 'title', 'Clerk'), change('add', 'title', 'Director')),
  changing('by replacing with nothing', change('replace', 'title')),
  changing('by replacing with nothing what is not there', change('replace', 'info')),
  changing('by deleting another value', change('delete', 'title', 'Director')),
  changing('by deleting what is not there', change('delete', 'info')),
  changing('by deleting a value where there is none', change('delete', 'info', 'x')),
  changing('by adding a value that is there', change('add', 'proxyAddresses', 'a')),
  changing('by adding a value that is there in capitals', change('add', 'proxyAddresses', 'A')),
  changing('by adding a second single value', change('add', 'title', 'Director')),
  changing('by adding the same single value', change('add', 'title', 'Clerk')),
  changing('by replacing with two single values', change('replace', 'title', 'Clerk', 'Director')),
  changing('by replacing with one value in two spellings', change('replace', 'proxyAddresses', 'x', 'X')),
  changing('by adding and deleting the same', change('add', 'info', 'x'), change('delete', 'info', 'x')),
  changing('one attribute twice', change('replace', 'info', 'x'), change('replace', 'info', 'y')),
  changing('to an empty text', change('replace', 'title', '')),
  changing('to a text that is too long', change('replace', 'employeeID', 'x'.repeat(17))),
  changing('name', change('replace', 'name', 'Other')),
  changing('cn', change('replace', 'cn', 'Other')),
  changing('cn to what it is', change('replace', 'cn', 'Adele')),
  changing('objectClass by a class of another kind', change('add', 'objectClass', 'computer')),
  changing('objectClass by one that is not there', change('add', 'objectClass', 'robot')),
  changing('objectClass by taking one away', change('delete', 'objectClass', 'user')),
  changing('whenCreated', change('replace', 'whenCreated', '20200101000000.0Z')),
  changing('sAMAccountType', change('replace', 'sAMAccountType', '0')),
  changing('badPwdCount', change('replace', 'badPwdCount', '0')),
  changing('pwdLastSet to some time', change('replace', 'pwdLastSet', '133000000000000000')),
  changing('lockoutTime to some time', change('replace', 'lockoutTime', '133000000000000000')),
  changing('lockoutTime to 0', change('replace', 'lockoutTime', '0')),
  changing('primaryGroupID to a group without the account', change('replace', 'primaryGroupID', '512')),
  changing('sAMAccountName by deleting it', change('delete', 'sAMAccountName')),
  changing('an attribute that is not there', change('replace', 'favouriteColour', 'blue')),
  changing('an attribute of groups', change('replace', 'groupType', '2')),
  changing('userAccountControl to enabled without a password', change('replace', 'userAccountControl', '512')),
  changing('userAccountControl to no type', change('replace', 'userAccountControl', '2')),
  changing('userAccountControl to locked', change('replace', 'userAccountControl', '530')),
  changing('userAccountControl to a domain controller', change('replace', 'userAccountControl', '8194')),
  changing('userAccountControl to never expires', change('replace', 'userAccountControl', '66050')),
  changing('accountExpires', change('replace', 'accountExpires', '133000000000000000')),
  changing('manager to no DN', change('replace', 'manager', 'nonsense')),
  changing('unicodePwd to a weak one', change('replace', 'unicodePwd', quoted('abc'))),
  changing('unicodePwd to what is none', change('replace', 'unicodePwd', 'abc')),
  changing('unicodePwd by adding', change('add', 'unicodePwd', quoted(goodPassword))),
  changing('unicodePwd by deleting', change('delete', 'unicodePwd', quoted(goodPassword))),
  changing('unicodePwd to two', change('replace', 'unicodePwd', quoted(goodPassword), quoted('Other-Pass-77'))),
  changing(
    'unicodePwd with a wrong old one',
    change('delete', 'unicodePwd', quoted('wrong')),
    change('add', 'unicodePwd', quoted(goodPassword)),
  ),
  changing(
    'unicodePwd and enable',
    change('replace', 'unicodePwd', quoted(goodPassword)),
    change('replace', 'userAccountControl', '512'),
  ),
  changing(
    'unicodePwd, to be changed',
    change('replace', 'unicodePwd', quoted(goodPassword)),
    change('replace', 'pwdLastSet', '0'),
  ),
  plainly('change what is not there', (c, ou) => c.modify(`CN=Nobody,${ou}`, change('replace', 'title', 'x'))),
  plainly('change an id that nobody has', (c) => c.modify(NOBODY, change('replace', 'title', 'x'))),
  withTwo('change the manager', (c, ou) => c.modify(`CN=Adele,${ou}`, change('add', 'manager', `CN=Megan,${ou}`))),
  withTwo('change the manager to somebody who is not there', (c, ou) =>
    c.modify(`CN=Adele,${ou}`, change('add', 'manager', `CN=Nobody,${ou}`)),
  ),
  withTwo('change the manager to oneself', (c, ou) =>
    c.modify(`CN=Adele,${ou}`, change('add', 'manager', `CN=Adele,${ou}`)),
  ),
  withTwo('change memberOf', (c, ou) => c.modify(`CN=Adele,${ou}`, change('add', 'memberOf', `CN=Megan,${ou}`))),
  withTwo('change permissively', (c, ou) =>
    c.modify(
      `CN=Adele,${ou}`,
      [change('add', 'objectClass', 'user'), change('delete', 'info', 'x')].slice(1),
      new Control('1.2.840.113556.1.4.1413', { critical: true }),
    ),
  ),
]

const groupCases: readonly LikenessCase[] = [
  grouping('adding a member again', (ou) => change('add', 'member', `CN=Adele,${ou}`)),
  grouping('removing a member', (ou) => change('delete', 'member', `CN=Adele,${ou}`)),
  grouping('adding somebody who is not there', (ou) => change('add', 'member', `CN=Nobody,${ou}`)),
  grouping('removing somebody who is not there', (ou) => change('delete', 'member', `CN=Nobody,${ou}`)),
  grouping('adding no DN', () => change('add', 'member', 'nonsense')),
  grouping('adding itself', (ou) => change('add', 'member', `CN=Sales,${ou}`)),
  grouping('adding a unit', (ou) => change('add', 'member', ou)),
  grouping('removing everybody', () => change('delete', 'member')),
  grouping('replacing by the same', (ou) => change('replace', 'member', `CN=Adele,${ou}`)),
  grouping('replacing by nobody', () => change('replace', 'member')),
  grouping('replacing by somebody twice', (ou) => change('replace', 'member', `CN=Adele,${ou}`, `cn=adele,${ou}`)),
  grouping('a groupType of nothing', () => change('replace', 'groupType', '0')),
  grouping('making it universal', () => change('replace', 'groupType', UNIVERSAL_GROUP)),
  grouping('making it local', () => change('replace', 'groupType', LOCAL_GROUP)),
  grouping('making it local by way of universal', () => change('replace', 'groupType', UNIVERSAL_GROUP)),
  withTwo('remove a member who is none', async (c, ou, u) => {
    await c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: `g-${u}` })
    await c.modify(`CN=Sales,${ou}`, change('delete', 'member', `CN=Adele,${ou}`))
  }),
  withTwo('remove everybody from an empty group', async (c, ou, u) => {
    await c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: `g-${u}` })
    await c.modify(`CN=Sales,${ou}`, change('delete', 'member'))
  }),
  plainly('make a local group global', async (c, ou, u) => {
    await c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: u, groupType: LOCAL_GROUP })
    await c.modify(`CN=Sales,${ou}`, change('replace', 'groupType', GLOBAL_GROUP))
  }),
  plainly('add a local group to a global one', async (c, ou, u) => {
    await c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: u })
    await c.add(`CN=East,${ou}`, { objectClass: 'group', sAMAccountName: `l-${u}`, groupType: LOCAL_GROUP })
    await c.modify(`CN=Sales,${ou}`, change('add', 'member', `CN=East,${ou}`))
  }),
]

const moveCases: readonly LikenessCase[] = [
  withTwo('rename', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=Vance\\, Adele,${ou}`)),
  withTwo('rename in other letters', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=ADELE,${ou}`)),
  withTwo('rename to the same', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=Adele,${ou}`)),
  withTwo('rename to a name that is there', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=Megan,${ou}`)),
  withTwo('rename by another attribute', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `OU=Adele,${ou}`)),
  withTwo('rename to 65 characters', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=${'x'.repeat(65)},${ou}`)),
  withTwo('move to what is not there', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=Adele,OU=Nowhere,${ou}`)),
  withTwo('move below an account', (c, ou) => c.modifyDN(`CN=Adele,${ou}`, `CN=Adele,CN=Megan,${ou}`)),
  withTwo('move what is not there', (c, ou) => c.modifyDN(`CN=Nobody,${ou}`, `CN=Nobody,${ou}`)),
  withTwo('move a manager with groups', async (c, ou, u) => {
    await c.add(`OU=East,${ou}`, unit)
    await c.add(`CN=Sales,${ou}`, { objectClass: 'group', sAMAccountName: `g-${u}` })
    await c.modify(`CN=Sales,${ou}`, change('add', 'member', `CN=Megan,${ou}`))
    await c.modify(`CN=Adele,${ou}`, change('add', 'manager', `CN=Megan,${ou}`))
    await c.modifyDN(`CN=Megan,${ou}`, `CN=Bowen,OU=East,${ou}`)
  }),
  plainly('move into itself', async (c, ou) => {
    await c.add(`OU=East,${ou}`, unit)
    await c.modifyDN(`OU=East,${ou}`, `OU=East,OU=East,${ou}`)
  }),
  withTwo('delete', (c, ou) => c.del(`CN=Adele,${ou}`)),
  withTwo('delete a manager', async (c, ou) => {
    await c.modify(`CN=Adele,${ou}`, change('add', 'manager', `CN=Megan,${ou}`))
    await c.del(`CN=Megan,${ou}`)
  }),
  plainly('delete what has something below it', async (c, ou) => {
    await c.add(`OU=East,${ou}`, unit)
    await c.add(`OU=North,OU=East,${ou}`, unit)
    await c.del(`OU=East,${ou}`)
  }),
  plainly('delete a tree', async (c, ou) => {
    await c.add(`OU=East,${ou}`, unit)
    await c.add(`OU=North,OU=East,${ou}`, unit)
    await c.del(`OU=East,${ou}`, new Control('1.2.840.113556.1.4.805', { critical: true }))
  }),
  plainly('delete what is not there', (c, ou) => c.del(`CN=Nobody,${ou}`)),
  plainly('delete no DN', (c) => c.del('nonsense')),
]

const readCases: readonly LikenessCase[] = [
  plainly('search below what is not there', (c, ou) => c.search(`OU=Nowhere,${ou}`, { scope: 'sub' })),
  plainly('search below no DN', (c) => c.search('nonsense', { scope: 'sub' })),
  plainly('search for an id that nobody has', (c) => c.search(NOBODY, { scope: 'base' })),
  plainly('search in another domain', (c) => c.search('DC=fabrikam,DC=com', { scope: 'sub' })),
  plainly('search by an attribute that is not there', (c, ou) => c.search(ou, { filter: '(favouriteColour=blue)' })),
  plainly('search with an unknown critical control', (c, ou) =>
    c.search(ou, { scope: 'base' }, new Control('1.2.3.4', { critical: true })),
  ),
]

export const likenessCases: readonly LikenessCase[] = [
  ...addCases,
  ...changeCases,
  ...groupCases,
  ...moveCases,
  ...readCases,
]
