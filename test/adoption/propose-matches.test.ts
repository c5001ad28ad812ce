import { describe, expect, test } from 'vitest'
import type { AccountFacts } from '../../src/adoption/account-facts.ts'
import { proposeMatches } from '../../src/adoption/propose-matches.ts'
import { readAccounts } from '../../src/adoption/read-accounts.ts'
import type { AdEntry } from '../../src/model/ad-entry.ts'
import type { AdoptionReport } from '../../src/model/adoption.ts'
import type { EntraProperties, EntraUser } from '../../src/model/entra-objects.ts'
import { immutableIdOf } from '../../src/model/immutable-id.ts'
import type { Person } from '../../src/model/person.ts'
import type { EntraReader } from '../../src/ports/entra.ts'
import type { EntraLookupReader } from '../../src/ports/entra-lookup.ts'
import { adoptionTown, adWith, tally } from '../support/adoption-town.ts'
import { quickClock } from '../support/quick-clock.ts'

const key = { ad: 'employeeID', entra: 'employeeId' } as const
const clock = quickClock()

const inAd = (entries: readonly AdEntry[]): Promise<readonly AccountFacts[]> =>
  readAccounts({ read: { ad: adWith(entries), clock }, lookup: null, key })

let last = 0
const nextId = (): string => {
  last += 1
  return `00000000-0000-4000-9000-${String(last).padStart(12, '0')}`
}

type Values = { readonly [attribute: string]: string }

/** An account as somebody in IT made it years ago; `more` is what is other with it. */
const account = (given: string, surname: string, more: Values = {}): AdEntry => {
  const { dn = `CN=${given} ${surname} ${last},OU=Staff,DC=corp,DC=contoso,DC=com`, ...own } = more
  const userName = `${given}.${surname}`.toLowerCase()
  const values: Values = {
    sAMAccountName: userName,
    userPrincipalName: `${userName}@contoso.com`,
    mail: `${userName}@contoso.com`,
    givenName: given,
    sn: surname,
    displayName: `${given} ${surname}`,
    userAccountControl: '512',
    whenCreated: '20240101080000.0Z',
    ...own,
  }
  const attributes = Object.entries(values).flatMap(([name, value]) => (value === '' ? [] : [[name, [value]] as const]))
  return { id: nextId(), dn, attributes: Object.fromEntries(attributes) }
}

const adele: Person = { employeeId: '00123', givenName: 'Adele', surname: 'Vance', startDate: '2024-01-10' }
const sales = { department: 'Sales', title: 'Account Manager', office: 'London' }
const inSales = { department: 'Sales', title: 'Account Manager', physicalDeliveryOfficeName: 'London' }
const mail = (address: string): Pick<Person, 'extra'> => ({ extra: { mail: address } })

const classes = (report: AdoptionReport): readonly string[] =>
  report.matches.map(({ person, account: { signIn }, class: found }) => `${person.employeeId} ${signIn} ${found}`)

const propose = async (people: readonly Person[], entries: readonly AdEntry[]): Promise<AdoptionReport> =>
  proposeMatches(people, await inAd(entries))

describe('a town of people with twins, married names, names turned round, moves, wrong addresses and new hires', () => {
  test.each([1, 2, 3, 4, 5])('of 400 has nobody wrong among the certain (town %i)', async (seed) => {
    const town = adoptionTown(400, seed)

    const report = await propose(town.people, town.entries)

    expect(tally(report.matches, town.truth)['certain']).toMatchObject({ wrong: 0 })
  })

  test('of 2,000 has nobody wrong among the certain, more than a third, and loses nobody who has an account', async () => {
    const town = adoptionTown(2000, 7)

    const report = await propose(town.people, town.entries)

    const { certain, likely, unclear } = tally(report.matches, town.truth)
    expect(certain?.wrong).toBe(0)
    expect(certain?.right).toBeGreaterThan(town.truth.size * 0.35)
    expect(likely?.wrong).toBeLessThan((likely?.right ?? 0) * 0.01)
    const found = (certain?.right ?? 0) + (likely?.right ?? 0) + (unclear?.right ?? 0)
    expect(found).toBeGreaterThan(town.truth.size * 0.97)
  }, 120_000)

  test('gives the same proposals whatever the order of the accounts is', async () => {
    const town = adoptionTown(150, 3)

    const [one, other] = [
      await propose(town.people, town.entries),
      await propose(town.people, town.entries.toReversed()),
    ]

    expect(other).toEqual(one)
  })
})

describe('an account is certain', () => {
  test('where the address that only this person has in the feed is its own and the name fits', async () => {
    const report = await propose([{ ...adele, ...mail('Adele.Vance@contoso.com') }], [account('Adele', 'Vance')])

    expect(classes(report)).toEqual(['00123 adele.vance@contoso.com certain'])
    expect(report.matches[0]?.evidence).toEqual(['same address adele.vance@contoso.com', 'same name'])
  })

  test('where an unshared name goes with department, title and office, and nothing speaks against it', async () => {
    const report = await propose([{ ...adele, ...sales }], [account('Adele', 'Vance', inSales)])

    expect(classes(report)).toEqual(['00123 adele.vance@contoso.com certain'])
  })

  test.each([
    ['Zoë', 'Müller', 'Zoe', 'Mueller'],
    ['Zoë', 'Müller', 'Zoe', 'Muller'],
    ['Łukasz', 'Żółkiewski', 'Lukasz', 'Zolkiewski'],
    ['Søren', 'Østergård', 'Soeren', 'Oestergaard'],
    ['Søren', 'Østergård', 'Soren', 'Oestergard'],
    ['Siobhán', "O'Brien", 'Siobhan', 'OBrien'],
    ['Иван', 'Петров', 'Ivan', 'Petrov'],
    ['Vance', 'Adele', 'Adele', 'Vance'],
    ['Anna Maria', 'García López', 'Anna Maria', 'Garcia-Lopez'],
  ])('with the name %s %s in the feed and %s %s in the directory', async (given, surname, plainGiven, plainSurname) => {
    const person = { ...adele, ...sales, givenName: given, surname }

    const report = await propose([person], [account(plainGiven, plainSurname, inSales)])

    expect(report.matches.map((match) => match.class)).toEqual(['certain'])
  })

  test('by its user name where the feed has one, and by an employee number in another attribute', async () => {
    const bob: Person = {
      ...adele,
      employeeId: '00124',
      givenName: 'Bob',
      surname: 'Kelly',
      extra: { Login: 'CONTOSO\\rk7' },
    }
    const accounts = [
      account('Robert', 'Kelly', { sAMAccountName: 'rk7' }),
      account('Adele', 'Vance', { employeeNumber: '00123' }),
    ]

    const report = await propose([adele, bob], accounts)

    expect(report.matches.map((match) => match.class)).toEqual(['certain', 'certain'])
  })

  test('of somebody who has married, by address and what is around the name', async () => {
    const report = await propose(
      [{ ...adele, ...sales, surname: 'Kowalska', ...mail('adele.vance@contoso.com') }],
      [account('Adele', 'Vance', inSales)],
    )

    expect(report.matches.map((match) => match.class)).toEqual(['certain'])
  })
})

describe('nothing is certain', () => {
  const known = { ...adele, ...sales, ...mail('adele.vance@contoso.com') }
  const second: Person = { ...adele, employeeId: '00456' }

  test.each<[string, Person, readonly AdEntry[], readonly Person[]]>([
    ['of a disabled account', known, [account('Adele', 'Vance', { ...inSales, userAccountControl: '514' })], []],
    ['of an administrator', known, [account('Adele', 'Vance', { ...inSales, adminCount: '1' })], []],
    [
      'of an account like that of a service',
      known,
      [account('Adele', 'Vance', { ...inSales, sAMAccountName: 'svc-vance' })],
      [],
    ],
    [
      'of an account made long before the person came',
      known,
      [account('Adele', 'Vance', { ...inSales, whenCreated: '20190101080000.0Z' })],
      [],
    ],
    [
      'with the number of somebody else',
      known,
      [account('Adele', 'Vance', { ...inSales, employeeNumber: '00456' })],
      [second],
    ],
    [
      'where the feed has the address for two people',
      known,
      [account('Adele', 'Vance', inSales)],
      [{ ...second, givenName: 'Kim', ...mail('adele.vance@contoso.com') }],
    ],
    [
      'where the feed has another address of the organisation',
      { ...known, ...mail('a.vance@contoso.com') },
      [account('Adele', 'Vance', inSales)],
      [],
    ],
    ['by name alone where two people have it', { ...adele, ...sales }, [account('Adele', 'Vance', inSales)], [second]],
    [
      'by name alone where two accounts have it',
      { ...adele, ...sales },
      [
        account('Adele', 'Vance', inSales),
        account('Adele', 'Vance', {
          mail: 'av@contoso.com',
          sAMAccountName: 'av',
          userPrincipalName: 'av@contoso.com',
          department: 'HR',
        }),
      ],
      [],
    ],
    [
      'by name alone where another account of the name has a key',
      { ...adele, ...sales },
      [account('Adele', 'Vance', inSales), account('Adele', 'Vance', { employeeID: '00999', mail: 'av@contoso.com' })],
      [],
    ],
    [
      'by name alone without a start date',
      { ...adele, ...sales, startDate: '' },
      [account('Adele', 'Vance', inSales)],
      [],
    ],
    [
      'by name where the department is another',
      { ...adele, ...sales },
      [account('Adele', 'Vance', { ...inSales, department: 'HR' })],
      [],
    ],
    [
      'by an address that belongs to another name',
      { ...adele, ...sales, ...mail('kim.lee@contoso.com') },
      [account('Kim', 'Lee', inSales)],
      [],
    ],
  ])('%s', async (_title, person, accounts, others) => {
    const report = await propose([person, ...others], accounts)

    expect(report.matches.filter((match) => match.class === 'certain')).toEqual([])
  })

  test('by an address where a namesake is known by none: the feed may have taken the one for the other', async () => {
    const namesake = { ...second, ...sales }
    const elsewhere = { mail: 'av@contoso.com', sAMAccountName: 'av', userPrincipalName: 'av@contoso.com' }
    const both = [account('Adele', 'Vance', inSales), account('Adele', 'Vance', { ...inSales, ...elsewhere })]

    const unknown = await propose([known, namesake], both)
    const settled = await propose([known, { ...namesake, ...mail('av@contoso.com') }], both)

    expect(unknown.matches.filter((match) => match.class === 'certain')).toEqual([])
    expect(settled.matches.map((match) => match.class)).toEqual(['certain', 'certain'])
  })

  test('about twins but what tells them apart', async () => {
    const twin: Person = { ...adele, ...sales, employeeId: '00124', ...mail('adele.vance2@contoso.com') }
    const accounts = [
      account('Adele', 'Vance', inSales),
      account('Adele', 'Vance', {
        ...inSales,
        sAMAccountName: 'adele.vance2',
        userPrincipalName: 'adele.vance2@contoso.com',
        mail: 'adele.vance2@contoso.com',
      }),
    ]

    const apart = await propose([known, twin], accounts)
    const alike = await propose(
      [
        { ...adele, ...sales },
        { ...twin, extra: {} },
      ],
      accounts,
    )

    expect(classes(apart)).toEqual(['00123 adele.vance@contoso.com certain', '00124 adele.vance2@contoso.com certain'])
    expect(new Set(alike.matches.map((match) => match.class))).toEqual(new Set(['unclear']))
    expect(alike.contested).toHaveLength(4)
    expect(alike.matches[0]?.against).toContain('may be that of Adele Vance (00124)')
  })
})

describe('what is left over is listed', () => {
  test('people without an account with what may explain it, and accounts that nobody claims', async () => {
    const people = [
      adele,
      { ...adele, employeeId: '00200', givenName: 'Kim', surname: 'Lee' },
      { ...adele, employeeId: '00300', givenName: 'Nobody', surname: 'Here' },
    ]
    const accounts = [
      account('Adele', 'Vance', { employeeID: '123' }),
      account('Kim', 'Lee', { employeeID: '00777' }),
      account('Gone', 'Long', {}),
      account('Scan', 'Printer', { sAMAccountName: 'scan01' }),
    ]

    const report = await propose(people, accounts)

    expect(report.withoutAccount.map(({ because }) => because)).toEqual([
      'adele.vance@contoso.com has the key 123, the same but for leading zeros',
      'kim.lee@contoso.com has the same name, and the key of somebody else (00777)',
      'no account is like it',
    ])
    expect(report.unclaimed.map(({ account: { signIn } }) => signIn)).toEqual(['gone.long@contoso.com'])
    expect(report.ofNobody).toHaveLength(1)
  })

  test('and whoever has the key already is not proposed again', async () => {
    const report = await propose([adele], [account('Adele', 'Vance', { employeeID: '00123' })])

    expect(report).toMatchObject({ adopted: 1, matches: [], withoutAccount: [] })
  })
})

describe('an organisation with Entra', () => {
  const user = (id: string, more: EntraProperties = {}): EntraUser => ({
    id,
    userPrincipalName: 'adele.vance@contoso.com',
    displayName: 'Adele Vance',
    properties: {
      accountEnabled: true,
      givenName: 'Adele',
      surname: 'Vance',
      mail: 'adele.vance@contoso.com',
      proxyAddresses: ['SMTP:adele.vance@contoso.com', 'smtp:av@contoso.com'],
      createdDateTime: '2024-01-05T08:00:00Z',
      userType: 'Member',
      ...more,
    },
  })
  const both = (entries: readonly AdEntry[], users: readonly EntraUser[]): Promise<readonly AccountFacts[]> => {
    const entra = { manager: async () => null } as unknown as EntraReader
    const lookup = { users: async () => users } as unknown as EntraLookupReader
    return readAccounts({ read: { ad: adWith(entries), entra, clock }, lookup, key })
  }

  test('has one account of a person whom Entra Connect synchronises, with the addresses that Entra knows', async () => {
    const entry = account('Adele', 'Vance', { mail: '' })
    const half = user('u1', { onPremisesSyncEnabled: true, onPremisesImmutableId: immutableIdOf(entry.id) })

    const report = proposeMatches([{ ...adele, ...mail('av@contoso.com') }], await both([entry], [half]))

    expect(report.accounts).toBe(1)
    expect(report.matches).toMatchObject([{ class: 'certain', account: { system: 'ad', id: entry.id } }])
  })

  test('finds a person by the key that only the half in Entra has', async () => {
    const entry = account('Adele', 'Vance')
    const half = user('u1', {
      onPremisesSyncEnabled: true,
      onPremisesImmutableId: immutableIdOf(entry.id),
      employeeId: '00123',
    })

    const report = proposeMatches([adele], await both([entry], [half]))

    expect(report.matches).toMatchObject([{ class: 'certain', account: { system: 'ad' } }])
  })

  test('gives a person an account in each directory where nothing ties the two', async () => {
    const person = { ...adele, department: 'Sales', ...mail('adele.vance@contoso.com') }
    const entry = account('Adele', 'Vance', { department: 'Sales' })

    const report = proposeMatches([person], await both([entry], [user('u1', { department: 'Sales' })]))

    expect(report.matches.map(({ account: { system }, class: found }) => `${system} ${found}`).sort()).toEqual([
      'ad certain',
      'entra certain',
    ])
  })

  test('leaves guests out', async () => {
    const report = proposeMatches([adele], await both([], [user('u1', { userType: 'Guest' })]))

    expect(report).toMatchObject({ accounts: 0, matches: [] })
  })
})
