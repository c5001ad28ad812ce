import { describe, expect, test } from 'vitest'
import type { EntraGroup, Sku } from '../../src/model/entra-objects.ts'
import type { Person } from '../../src/model/person.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { AdReader } from '../../src/ports/ad.ts'
import type { EntraReader } from '../../src/ports/entra.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { staleReads } from '../../src/runner/stale-reads.ts'
import { value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { entryOf, userOf } from '../support/look-up.ts'
import { cloudGroup, contosoDomain, e3, f1, projectX, salesTeam } from '../support/memory-directory.ts'
import { onboard } from '../support/onboard-steps.ts'
import { adele, planWith } from '../support/plan-with.ts'
import { seededRandom } from '../support/seeded-random.ts'

const { base } = contosoDomain
const STAFF = `OU=Staff,${base}`
const MIRIAM = '00101'
const ALEX = '00102'

/** Miriam Graham, who goes from Sales to HR; Alex Wilber becomes her manager. */
const mover: Person = {
  employeeId: MIRIAM,
  givenName: 'Miriam',
  surname: 'Graham',
  title: 'HR Partner',
  department: 'HR',
  country: 'GB',
  manager: ALEX,
}

interface Planned {
  readonly company: Contoso
  readonly plan: Plan
}

const planned = async (person: Person): Promise<Planned> => {
  const company = await contoso('hybrid')
  const user = await userOf(company, MIRIAM)
  await company.entra.assignLicences(user.id, { add: [{ skuId: f1.skuId, disabledPlans: [] }], remove: [] })
  await company.entra.addMember(salesTeam.id, user.id)
  await company.ad.addMember((await groupNamed(company, 'Sales')).id, company.idOf(MIRIAM))
  return { company, plan: value(await planWith(company, onboard, [person])) }
}

const groupNamed = async ({ ad }: Contoso, name: string): Promise<{ readonly id: string }> =>
  (await ad.byDn(`CN=${name},OU=Groups,${base}`, [])) ?? { id: '' }

/** What somebody else does between plan and apply; answers readers where the directory in memory has no way to do it. */
type Deed = (company: Contoso) => Promise<unknown>

const isReaders = (answer: unknown): answer is Readers =>
  typeof answer === 'object' && answer !== null && 'clock' in answer

/** The directories after the deed. */
const readersAfter = async (deed: Deed, company: Contoso): Promise<Readers> => {
  const answer = await deed(company)
  return isReaders(answer) ? answer : company.readers
}

const set =
  (employeeId: string, attribute: string, ...values: readonly string[]): Deed =>
  async ({ view, idOf }) =>
    view.sync.ad?.modify(idOf(employeeId), [{ op: 'replace', attribute, values }])

const setGroup =
  (name: string, attribute: string, value: string): Deed =>
  async (company) =>
    company.view.sync.ad?.modify((await groupNamed(company, name)).id, [{ op: 'replace', attribute, values: [value] }])

const patch =
  (employeeId: string, properties: { readonly [name: string]: string | boolean | null }): Deed =>
  async (company) =>
    company.view.sync.entra?.modifyUser((await userOf(company, employeeId)).id, properties)

const newAccount =
  (attributes: { readonly [name: string]: string }, ou = `OU=IT,${STAFF}`, cn = 'Somebody Else'): Deed =>
  async ({ view }) => {
    const values = Object.entries({ objectClass: 'user', sAMAccountName: 'somebody.else', ...attributes })
    const given = Object.fromEntries(values.map(([name, text]) => [name, [text]]))
    await view.sync.ad?.add({ dn: `CN=${cn},${ou}`, attributes: given })
  }

const newUser =
  (properties: { readonly [name: string]: string | readonly string[] }): Deed =>
  async ({ view }) => {
    const user = {
      userPrincipalName: 'somebody.else@contoso.com',
      displayName: 'Somebody Else',
      accountEnabled: true,
      ...properties,
    }
    await view.sync.entra?.addUser({ properties: user, password: {} as never, mustChangePassword: false })
  }

const entraSays =
  (says: (entra: EntraReader) => Partial<EntraReader>): Deed =>
  async ({ readers }) =>
    readers.entra ? { ...readers, entra: { ...readers.entra, ...says(readers.entra) } } : undefined

const adSays =
  (says: (ad: AdReader) => Partial<AdReader>): Deed =>
  async ({ readers }) =>
    readers.ad ? { ...readers, ad: { ...readers.ad, ...says(readers.ad) } } : undefined

/** The tenant's answer about one group, changed. */
const groupSays = (name: string, change: (group: EntraGroup) => readonly EntraGroup[]): Deed =>
  entraSays((entra) => ({
    group: async (id) => {
      const group = await entra.group(id)
      return group?.displayName === name ? (change(group)[0] ?? null) : group
    },
    groupsNamed: async (displayName) => {
      const groups = await entra.groupsNamed(displayName)
      return displayName === name ? groups.flatMap(change) : groups
    },
  }))

const skuSays = (change: (sku: Sku) => readonly Sku[]): Deed =>
  entraSays((entra) => ({
    skus: async () => (await entra.skus()).flatMap((sku) => (sku.skuId === e3.skuId ? change(sku) : [sku])),
  }))

const move =
  (dn: (company: Contoso) => Promise<string>, rdn: string, parent: string): Deed =>
  async ({ ad, ...company }) => {
    const entry = await ad.byDn(await dn({ ad, ...company }), [])
    await ad.move(entry?.id ?? '', { rdn, parent })
  }

const ofGroup = (name: string) => async () => `CN=${name},OU=Groups,${base}`
const ofAccount = (employeeId: string) => async (company: Contoso) => (await entryOf(company, employeeId)).dn

const joins =
  (employeeId: string, group: string): Deed =>
  async (company) =>
    company.ad.addMember((await groupNamed(company, group)).id, company.idOf(employeeId))

/** Things that the plan for a new hire rests on. */
const aboutHire: readonly (readonly [string, Deed])[] = [
  ['somebody takes the user name', newAccount({ sAMAccountName: 'adele.vance' })],
  ['somebody takes the sign-in name', newAccount({ userPrincipalName: 'adele.vance@contoso.com' })],
  ['somebody takes the mail address', newAccount({ mail: 'adele.vance@contoso.com' })],
  ['somebody takes the mail address as a further one', newAccount({ proxyAddresses: 'smtp:adele.vance@contoso.com' })],
  ['somebody takes the place in the OU', newAccount({}, `OU=Sales,${STAFF}`, 'Adele Vance')],
  ['somebody gets the employee number', newAccount({ employeeID: '01024' })],
  ['the OU is renamed', move(async () => `OU=Sales,${STAFF}`, 'OU=Sales Department', STAFF)],
  ['a group is renamed', setGroup('All Staff', 'sAMAccountName', 'Everybody')],
  ['a group moves', move(ofGroup('Sales'), 'CN=Sales', `OU=IT,${STAFF}`)],
  ['a group is deleted', async (company) => company.ad.delete((await groupNamed(company, 'CRM Users')).id)],
  [
    'another group gets the same name',
    async ({ ad }) =>
      void (await ad.add({
        dn: `CN=Sales,OU=IT,${STAFF}`,
        attributes: { objectClass: ['group'], sAMAccountName: ['Sales-2'] },
      })),
  ],
  [
    'a group becomes privileged by nesting',
    async (company) =>
      company.ad.addMember((await groupNamed(company, 'Wizards')).id, (await groupNamed(company, 'Sales')).id),
  ],
  ['a group is marked as privileged', setGroup('Sales', 'adminCount', '1')],
  [
    'a group goes into another one',
    async (company) =>
      company.ad.addMember((await groupNamed(company, 'Circle A')).id, (await groupNamed(company, 'CRM Users')).id),
  ],
  ['the manager leaves', async ({ ad, idOf }) => ad.delete(idOf(MIRIAM))],
  ['the manager moves', move(ofAccount(MIRIAM), 'CN=Miriam Graham', `OU=IT,${STAFF}`)],
  ['the manager is renamed', move(ofAccount(MIRIAM), 'CN=Miriam Wilber', `OU=Sales,${STAFF}`)],
  ['the manager gets another number', set(MIRIAM, 'employeeID', '00999')],
  ['a second account gets the number of the manager', newAccount({ employeeID: MIRIAM })],
  [
    'the domain loses a suffix',
    adSays((ad) => ({ domain: async () => ({ ...(await ad.domain()), upnSuffixes: [] }) })),
  ],
  ['a user of the tenant gets the employee number', newUser({ employeeId: '01024' })],
  ['a user of the tenant takes the sign-in name', newUser({ userPrincipalName: 'adele.vance@contoso.com' })],
  ['a user of the tenant takes the mail address', newUser({ mail: 'adele.vance@contoso.com' })],
  [
    'a user of the tenant takes the address as a further one',
    newUser({ proxyAddresses: ['smtp:adele.vance@contoso.com'] }),
  ],
  ['a cloud group is deleted', groupSays('Sales Team', () => [])],
  [
    'a second cloud group gets the name',
    groupSays('Sales Team', (group) => [group, cloudGroup('9f9f9f9f-0000-4000-8000-000000000009', 'Sales Team')]),
  ],
  ['a cloud group gets a rule', groupSays('Sales Team', (group) => [{ ...group, groupTypes: ['DynamicMembership'] }])],
  ['a cloud group may hold admin roles', groupSays('Sales Team', (group) => [{ ...group, isAssignableToRole: true }])],
  ['a cloud group is synchronised', groupSays('Sales Team', (group) => [{ ...group, onPremisesSyncEnabled: true }])],
  ['the licence is cancelled', skuSays(() => [])],
  ['the licence is suspended', skuSays((sku) => [{ ...sku, capabilityStatus: 'Suspended' }])],
  ['seats are given back', skuSays((sku) => [{ ...sku, enabled: 1 }])],
  ['the licence loses a service plan', skuSays((sku) => [{ ...sku, servicePlans: sku.servicePlans.slice(1) }])],
]

/** Things that the plan for a mover rests on. */
const role = {
  id: 'r',
  roleId: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  roleName: 'User Administrator',
  scope: '/',
  until: null,
  throughGroup: false,
} as const

const aboutMover: readonly (readonly [string, Deed])[] = [
  ['the title changes', set(MIRIAM, 'title', 'Director')],
  ['the department changes', set(MIRIAM, 'department', 'IT')],
  ['the account is disabled', set(MIRIAM, 'userAccountControl', '514')],
  ['the account gets another number', set(MIRIAM, 'employeeID', '00999')],
  ['the account is marked as privileged', set(MIRIAM, 'adminCount', '1')],
  ['the account moves', move(ofAccount(MIRIAM), 'CN=Miriam Graham', `OU=IT,${STAFF}`)],
  ['the account is deleted', async ({ ad, idOf }) => ad.delete(idOf(MIRIAM))],
  ['the account joins a group', joins(MIRIAM, 'VPN')],
  ['the account joins the very group that is planned', joins(MIRIAM, 'HR')],
  [
    'the account leaves a group',
    async (company) => company.ad.removeMember((await groupNamed(company, 'Sales')).id, company.idOf(MIRIAM)),
  ],
  ['somebody takes the place in the new OU', newAccount({}, `OU=HR,${STAFF}`, 'Miriam Graham')],
  ['the user moves to another country', patch(MIRIAM, { usageLocation: 'PL' })],
  ['the user is blocked', patch(MIRIAM, { accountEnabled: false })],
  [
    'the user gets a licence',
    async (company) =>
      company.entra.assignLicences((await userOf(company, MIRIAM)).id, {
        add: [{ skuId: e3.skuId, disabledPlans: [] }],
        remove: [],
      }),
  ],
  [
    'the user gets a licence through a group',
    async (company) => company.inherit((await userOf(company, MIRIAM)).id, e3.skuId),
  ],
  [
    'the user joins a cloud group',
    async (company) => company.entra.addMember(projectX.id, (await userOf(company, MIRIAM)).id),
  ],
  [
    'the user leaves a cloud group',
    async (company) => company.entra.removeMember(salesTeam.id, (await userOf(company, MIRIAM)).id),
  ],
  [
    'the user becomes an administrator',
    entraSays(() => ({ heldRoles: async () => [{ ...role, by: 'pim', activated: false }] })),
  ],
  [
    'the user may become an administrator',
    entraSays(() => ({ eligibleRoles: async () => ({ readable: true, roles: [role] }) })),
  ],
]

describe('a plan is stale when, before it is applied,', () => {
  test('there are forty kinds of deeds and more', () => {
    expect(aboutHire.length + aboutMover.length).toBeGreaterThanOrEqual(40)
  })

  test.each(aboutHire)('for a new hire: %s', async (_what, deed) => {
    const { company, plan } = await planned(adele)
    expect(await staleReads(plan, company.readers)).toEqual([])

    const readers = await readersAfter(deed, company)

    expect(await staleReads(plan, readers)).not.toEqual([])
  })

  test.each(aboutMover)('for a mover: %s', async (_what, deed) => {
    const { company, plan } = await planned(mover)
    expect(await staleReads(plan, company.readers)).toEqual([])

    const readers = await readersAfter(deed, company)

    expect(await staleReads(plan, readers)).not.toEqual([])
  })
})

describe('a plan is not stale for what it has nothing to do with', () => {
  test('five hundred deeds about other people, groups and licences', async () => {
    const { company, plan } = await planned(adele)
    const random = seededRandom('unrelated')
    const titles = ['Clerk', 'Director', 'Engineer', 'Buyer']
    const groups = ['All Staff', 'Sales', 'HR', 'CRM Users', 'VPN']
    const one = <T>(from: readonly T[]): T => from[random.integer(from.length)] as T
    const ids: string[] = []
    const someone = (): string => one(ids)
    const deeds: readonly (() => Promise<unknown>)[] = [
      async () => {
        const number = `9${String(ids.length).padStart(4, '0')}`
        ids.push(number)
        await company.hire({
          employeeId: number,
          name: `Wei${ids.length} Wang${ids.length}`,
          department: one(['HR', 'IT']),
        })
      },
      () => set(someone(), 'title', one(titles))(company),
      () => set(someone(), 'userAccountControl', one(['512', '514']))(company),
      () => set(ALEX, 'title', one(titles))(company),
      async () =>
        company.ad
          .addMember((await groupNamed(company, one(groups))).id, company.idOf(someone()))
          .catch(() => undefined),
      async () =>
        company.ad
          .removeMember((await groupNamed(company, one(groups))).id, company.idOf(someone()))
          .catch(() => undefined),
      async () => patch(someone(), { jobTitle: one(titles), accountEnabled: one([true, false]) })(company),
      async () =>
        company.entra
          .assignLicences((await userOf(company, someone())).id, {
            add: [{ skuId: one([e3, f1]).skuId, disabledPlans: [] }],
            remove: [],
          })
          .catch(() => undefined),
      async () =>
        company.entra
          .addMember(one([salesTeam, projectX]).id, (await userOf(company, someone())).id)
          .catch(() => undefined),
      async () =>
        company.ad.add({
          dn: `CN=Group ${random.uuid()},OU=Groups,${base}`,
          attributes: { objectClass: ['group'], sAMAccountName: [random.uuid()] },
        }),
    ]
    await deeds[0]?.()

    for (let deed = 1; deed <= 500; deed += 1) {
      await one(deeds)()
      if (deed % 50 === 0) expect(await staleReads(plan, company.readers), `after ${deed}`).toEqual([])
    }
  })
})
