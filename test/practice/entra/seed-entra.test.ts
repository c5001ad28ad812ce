import { describe, expect, test } from 'vitest'
import { openCompany } from '../../../src/practice/company.ts'
import { freeSeats, planFault } from '../../../src/practice/entra/licence-rules.ts'
import { membersOf } from '../../../src/practice/entra/membership.ts'
import { servicePlanIds } from '../../../src/practice/entra/service-plan-facts.ts'
import { skuFacts } from '../../../src/practice/entra/sku-facts.ts'
import { isSynced } from '../../../src/practice/entra/stored-objects.ts'

const clock = { now: () => Date.parse('2026-12-01T08:00:00Z') }
const open = (people: number) => openCompany({ folder: null, people, clock })

describe('the first day of the tenant', () => {
  test('has everybody of AD as a synchronised account, and some people of its own', async () => {
    const { entra } = await open(200)
    const people = entra.users().filter(({ properties }) => properties.employeeId !== undefined)

    expect(people).toHaveLength(200)
    expect(people.filter((user) => isSynced(user)).length).toBe(197)
    expect(
      entra.find('userPrincipalName', 'debra.berger@contoso.com')[0]?.properties.onPremisesSyncEnabled,
    ).toBeUndefined()
  })

  test.each([15, 40, 200])('leaves the same number of seats free with %i people', async (people) => {
    const { entra } = await open(people)
    const free = Object.fromEntries(entra.skus.map((sku) => [sku.skuPartNumber, freeSeats(entra, sku)]))

    expect(free).toEqual({
      SPE_E3: 12,
      SPE_E5: 0,
      SPE_F1: 5,
      VISIOCLIENT: 1,
      FLOW_FREE: 10_000,
      POWER_BI_STANDARD: 1_000_000,
      EXCHANGESTANDARD: 10,
      MCOEV: 5,
    })
  })

  test('has groups of every kind, and two of one name', async () => {
    const { entra } = await open(40)
    const named = (name: string) => entra.groups().filter(({ properties }) => properties.displayName === name)

    expect(named('Sales Team')[0]?.properties).toMatchObject({ groupTypes: ['Unified'], mail: 'salesteam@contoso.com' })
    expect(named('All Company')[0]?.properties.groupTypes).toContain('DynamicMembership')
    expect(named('All Staff')[0]?.properties.onPremisesSyncEnabled).toBe(true)
    expect(named('Helpdesk Admins')[0]?.properties.isAssignableToRole).toBe(true)
    expect(named('Project X')).toHaveLength(2)
    expect(named('Licence Visio')[0]?.licences).toHaveLength(1)
  })

  test('has teams of the people of each department', async () => {
    const { entra } = await open(40)
    const team = entra.groups().find(({ properties }) => properties.displayName === 'Sales Team')

    const departments = membersOf(entra, team?.id ?? '').map(({ properties }) => properties.department)

    expect(departments.length).toBeGreaterThan(2)
    expect(new Set(departments)).toEqual(new Set(['Sales']))
  })
})

describe('products and their plans', () => {
  test('each holds plans that go together', () => {
    const alone = skuFacts.filter(({ skuPartNumber }) => skuPartNumber !== 'MCOEV')

    for (const { skuId } of alone) expect(planFault([{ skuId, disabledPlans: [] }])).toBeNull()
  })

  test('no two plans have one id', () => {
    expect(new Set(Object.values(servicePlanIds)).size).toBe(Object.keys(servicePlanIds).length)
  })
})
