import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mode } from '../../src/model/glossary.ts'
import type { Person } from '../../src/model/person.ts'
import { applyTo } from '../support/apply-to.ts'
import { value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { e3, f1, projectX, salesTeam } from '../support/memory-directory.ts'
import { onboard } from '../support/onboard-steps.ts'
import { planWith } from '../support/plan-with.ts'

const RUNS = 10
const SEED = 20_261_201

const DEPARTMENTS = ['Sales', 'HR', 'IT'] as const

/** Somebody as HR and the directory know them; many of one name, some with accounts, in whatever state. */
const somebody = fc.record({
  givenName: fc.constantFrom('John', 'Zoë', 'Wei', '山田', 'Mary Ann'),
  surname: fc.constantFrom('Smith', "O'Brien", 'Wang, Jr.', 'Müller', ''),
  department: fc.constantFrom(...DEPARTMENTS),
  employeeType: fc.option(fc.constantFrom('contractor'), { nil: undefined }),
  title: fc.option(fc.constantFrom('Clerk', '*)(cn=*', ' Boss '), { nil: undefined }),
  phone: fc.option(fc.constantFrom('+1 2', '+44 20 7946 0123'), { nil: undefined }),
  country: fc.constantFrom('GB', 'IE'),
  roles: fc.subarray(['crm-admin']),
  /** Place in the batch of somebody before, or the number of a colleague, or nobody. */
  manager: fc.option(fc.nat(9), { nil: undefined }),
  before: fc.option(
    fc.record({
      name: fc.constantFrom('John Smith', 'Zoë Müller', 'Somebody Else'),
      department: fc.constantFrom(...DEPARTMENTS),
      ou: fc.constantFrom(...DEPARTMENTS),
      enabled: fc.boolean(),
      title: fc.constantFrom('Clerk', 'clerk'),
      groups: fc.subarray(['All Staff', 'Sales', 'HR', 'CRM Users', 'VPN', 'CRM Admins']),
      teams: fc.subarray([salesTeam.id, projectX.id]),
      licences: fc.subarray([e3.skuId, f1.skuId]),
    }),
    { nil: undefined },
  ),
})
type Somebody = typeof somebody extends fc.Arbitrary<infer T> ? T : never

const personOf = ({ before: _before, manager, ...fields }: Somebody, index: number): Person => {
  const given = Object.entries(fields).filter(([, field]) => field !== undefined && field !== '')
  const boss = manager === undefined ? undefined : manager < index ? `P${manager}` : '00101'
  return { employeeId: `P${index}`, ...Object.fromEntries(given), ...(boss === undefined ? {} : { manager: boss }) }
}

const hireBefore = async (company: Contoso, { before }: Somebody, index: number): Promise<void> => {
  if (!before) return
  const id = await company.hire({
    employeeId: `P${index}`,
    name: `${before.name} ${index}`,
    username: `before${index}`,
    department: before.department,
    ou: `OU=${before.ou},OU=Staff`,
    enabled: before.enabled,
    attributes: { title: before.title },
    properties: company.mode === 'cloud' ? { jobTitle: before.title } : {},
  })
  if (company.mode !== 'cloud')
    for (const name of before.groups) {
      const group = await company.ad.byDn(`CN=${name},OU=Groups,${company.base}`, [])
      await company.ad.addMember(group?.id ?? '', id)
    }
  if (company.mode === 'ad') return
  const [user] = await company.entra.usersBy('employeeId', `P${index}`)
  for (const team of before.teams) await company.entra.addMember(team, user?.id ?? '')
  if (before.licences.length > 0) {
    const add = before.licences.map((skuId) => ({ skuId, disabledPlans: [] }))
    await company.entra.assignLicences(user?.id ?? '', { add, remove: [] })
  }
}

/** Playbooks that leave other groups and licences alone, and such that take them away. */
const playbooks = [
  onboard,
  onboard.replace('add: "${{ roles.groups }}", remove: "${{ roles.former.groups }}"', 'only: "${{ roles.groups }}"'),
  onboard
    .replace('add: "${{ roles.licences }}", remove: "${{ roles.former.licences }}"', 'only: "${{ roles.licences }}"')
    .replace(
      'add: "${{ roles.cloudGroups }}", remove: "${{ roles.former.cloudGroups }}"',
      'only: "${{ roles.cloudGroups }}"',
    ),
]

const converges = async (mode: Mode, people: readonly Somebody[], order: readonly number[], steps: string) => {
  const seats = people.length * 2
  const company = await contoso(mode, {
    skus: [
      { ...e3, enabled: seats },
      { ...f1, enabled: seats },
    ],
  })
  for (const [index, each] of people.entries()) await hireBefore(company, each, index)
  const records = people.map(personOf)
  const shuffled = [...records.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0) || a - b)
  const input = shuffled.flatMap((index) => records[index] ?? [])

  const first = value(await planWith(company, steps, input))
  await applyTo(company, first)
  const second = value(await planWith(company, steps, input))

  expect(second.changes.map(({ summary, before, after }) => ({ summary, before, after }))).toEqual([])
  expect(second.people.every(({ holds }) => holds > 0)).toBe(true)
}

describe('whatever people there are and whatever state their accounts are in', () => {
  test.each(['ad', 'cloud', 'hybrid'] as const)(
    'nothing is left to do once a plan has been applied (%s)',
    async (mode) => {
      const batch = fc.array(somebody, { minLength: 1, maxLength: 5 })
      const order = fc.array(fc.nat(9), { minLength: 5, maxLength: 5 })
      const property = fc.asyncProperty(batch, order, fc.constantFrom(...playbooks), (people, places, steps) =>
        converges(mode, people, places, steps),
      )

      await fc.assert(property, { seed: SEED, numRuns: RUNS })
    },
  )
})
