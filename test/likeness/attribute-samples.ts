/** Values of an attribute that is tried: some that it takes and some that it does not. */
export interface AttributeSample {
  readonly type: string
  readonly good: readonly string[]
  readonly bad: readonly string[]
  readonly on: 'anything' | 'people' | 'groups'
}

const long = (length: number): string => 'x'.repeat(length)
const people = (type: string, good: readonly string[], bad: readonly string[] = []): AttributeSample => ({
  type,
  good,
  bad,
  on: 'people',
})

/** Single and multiple texts, numbers, flags, times, octets and DNs, each with values at the edge of its range. */
export const attributeSamples: readonly AttributeSample[] = [
  people('title', ['Clerk', 'Director', 'Légère', long(128)], ['', long(129)]),
  people('department', ['Sales', 'sales', 'Legal & Tax'], [long(65)]),
  people('company', ['Contoso', 'Fabrikam'], [long(65)]),
  people('displayName', ['Adele Vance', 'Vance, Adele', '阿黛尔'], [long(257)]),
  people('givenName', ['Adele', 'Ådele'], [long(65)]),
  people('sn', ['Vance', "O'Neill"], [long(65)]),
  people('initials', ['A', 'AV'], [long(7)]),
  people('employeeID', ['00123', '123'], [long(17)]),
  people('employeeNumber', ['00123', long(512)], [long(513)]),
  people('info', ['on leave', 'two\nlines', long(1024)], [long(1025)]),
  people('streetAddress', ['1 Main St', '1 Main St\r\nFloor 2']),
  people('l', ['Oslo', 'Seattle'], [long(129)]),
  people('postalCode', ['0150', '98052'], [long(41)]),
  people('physicalDeliveryOfficeName', ['18/2111'], [long(129)]),
  people('telephoneNumber', ['+47 22 00 00 00'], [long(65)]),
  people('mail', ['adele@contoso.com', 'ADELE@contoso.com'], [long(257)]),
  people('wWWHomePage', ['https://contoso.com']),
  people('otherTelephone', ['1', '2', '3'], [long(65)]),
  people('proxyAddresses', ['SMTP:adele@contoso.com', 'smtp:av@contoso.com', 'sip:adele@contoso.com']),
  people('postOfficeBox', ['1', '22', '333'], [long(41)]),
  people('url', ['https://contoso.com/a', 'https://contoso.com/b']),
  people('countryCode', ['0', '578', '65535'], ['many', '70000', '']),
  people('codePage', ['0', '1252'], ['1.5', '70000']),
  people('uidNumber', ['10001', '0', '-1'], ['ten', '99999999999']),
  people('accountExpires', ['0', '9223372036854775807', '133000000000000000'], ['never', '99999999999999999999']),
  people('c', ['US', 'NO'], ['NORW']),
  people('co', ['Norway'], [long(129)]),
  people('thumbnailPhoto', ['hex:ffd8ffe0', 'hex:00']),
  people('userPrincipalName', ['adele.{tag}@contoso.com', 'megan.{tag}@contoso.com'], [long(1025)]),
  people('servicePrincipalName', ['http/adele.{tag}', 'http/megan.{tag}']),
  people(
    'manager',
    ['CN=Megan,{home}', 'CN=Adele,{home}', 'CN=Lidia,OU=North,{home}'],
    ['CN=Nobody,{home}', 'nonsense'],
  ),
  people('secretary', ['CN=Megan,{home}', 'CN=Adele,{home}'], ['nonsense']),
  { type: 'description', on: 'anything', good: ['Sales people', 'Others'], bad: [long(1025)] },
  { type: 'showInAdvancedViewOnly', on: 'anything', good: ['TRUE', 'FALSE'], bad: ['yes', 'true', '1'] },
  { type: 'adminDescription', on: 'anything', good: ['Keep', long(1024)], bad: [long(1025)] },
  { type: 'extensionName', on: 'anything', good: ['a', 'b', 'c'], bad: [long(256)] },
  { type: 'managedBy', on: 'groups', good: ['CN=Megan,{home}', 'CN=Adele,{home}'], bad: ['nonsense'] },
  { type: 'gidNumber', on: 'groups', good: ['20001'], bad: ['x'] },
  // What nobody may write, what is not there and what is of others.
  { type: 'whenChanged', on: 'anything', good: [], bad: ['20200101000000.0Z'] },
  { type: 'objectGUID', on: 'anything', good: [], bad: ['hex:00112233445566778899aabbccddeeff'] },
  { type: 'objectSid', on: 'anything', good: [], bad: ['S-1-5-21-1-2-3-500'] },
  { type: 'memberOf', on: 'anything', good: [], bad: ['CN=Sales,{home}'] },
  { type: 'directReports', on: 'anything', good: [], bad: ['CN=Megan,{home}'] },
  { type: 'canonicalName', on: 'anything', good: [], bad: ['contoso.com/x'] },
  { type: 'sAMAccountType', on: 'anything', good: [], bad: ['805306368'] },
  { type: 'favouriteColour', on: 'anything', good: [], bad: ['blue'] },
  { type: 'dc', on: 'anything', good: [], bad: ['contoso'] },
  { type: 'groupType', on: 'people', good: [], bad: ['2'] },
]

/** Values of userAccountControl: kinds of accounts, enabled and not, computed bits and bits of others. */
export const accountControls: readonly string[] = [
  '512',
  '514',
  '544',
  '546',
  '66048',
  '66050',
  '66080',
  '2',
  '0',
  '16',
  '530',
  '8389120',
  '8389122',
  '262656',
  '262690',
  '1049088',
  '1049122',
  '2097696',
  '4194850',
  '4096',
  '4098',
  '4128',
  '8192',
  '532480',
  '2048',
  '2080',
  '545',
  '16777762',
]

export const groupTypes: readonly string[] = [
  '-2147483646',
  '-2147483644',
  '-2147483640',
  '2',
  '4',
  '8',
  '-2147483643',
  '0',
  '-2147483648',
  '3',
  '6',
  '1073741826',
]
