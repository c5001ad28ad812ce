import { describe, expect, test } from 'vitest'
import type { EntraReader } from '../../../src/ports/entra.ts'
import { runSteps } from '../../support/apply-to.ts'
import { messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { globalReader, userAdministrator } from '../../support/memory-rights.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const all = '- entra.roles: { remove: all }'
const ADELE = adele.employeeId
const UNIT = '/administrativeUnits/7d3a1f0e-0000-4000-8000-000000000001'

const withAdele = async (): Promise<Contoso> => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
  const holding = { userId: company.idOf(ADELE), until: null, by: 'pim' } as const
  await company.entra.addRole({ ...holding, roleId: userAdministrator.id, scope: '/' })
  await company.entra.addRole({ ...holding, roleId: globalReader.id, scope: UNIT })
  await company.entra.addEligibility({ ...holding, roleId: globalReader.id, scope: '/' })
  return company
}

const without = (company: Contoso, entra: Partial<EntraReader>): Contoso => ({
  ...company,
  readers: { ...company.readers, entra: { ...company.entra, ...entra } },
})

describe('all admin roles of a leaver', () => {
  test('go, active and eligible, for the tenant and for a part of it; the second run plans nothing', async () => {
    const company = await withAdele()

    const plan = await runSteps(company, all)

    expect(plan.changes.map(({ summary }) => summary).sort()).toEqual([
      'no longer let adele.vance@contoso.com switch on the admin role Global Reader',
      'take the admin role Global Reader for administrativeUnits/7d3a1f0e-0000-4000-8000-000000000001 from adele.vance@contoso.com',
      'take the admin role User Administrator from adele.vance@contoso.com',
    ])
    expect(await company.entra.heldRoles(company.idOf(ADELE))).toEqual([])
    expect(await plannedBy(company, all)).toEqual([])
  })

  test('that she has switched on herself are taken, and cannot be given back', async () => {
    const company = await withAdele()
    const heldRoles: EntraReader['heldRoles'] = async (id) =>
      (await company.entra.heldRoles(id)).map((role) => ({ ...role, activated: true }))

    const plan = value(await planWith(without(company, { heldRoles }), all))

    expect(plan.changes.map(({ undo }) => undo)).toEqual(['irreversible', 'irreversible', 'reversible'])
  })

  test('that come through a group stay, and the plan says so', async () => {
    const company = await withAdele()
    const heldRoles: EntraReader['heldRoles'] = async (id) =>
      (await company.entra.heldRoles(id)).map((role) => ({ ...role, throughGroup: true }))

    const plan = value(await planWith(without(company, { heldRoles }), all))

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.eligibility.remove'])
    expect(plan.people[0]?.notes).toContain(
      'the admin role User Administrator comes through a group: it ends with the membership',
    )
  })

  test('are never silently incomplete: eligible ones that cannot be read are a note', async () => {
    const company = await withAdele()
    const because = 'the tenant has no Privileged Identity Management (Microsoft Entra ID P2)'
    const eligibleRoles = async () => ({ readable: false, because }) as const

    const plan = value(await planWith(without(company, { eligibleRoles }), all))

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.role.remove', 'entra.role.remove'])
    expect(plan.people[0]?.notes).toEqual([
      `eligible admin roles are not readable, because ${because}: look at them in the Entra admin centre`,
    ])
  })
})

describe('some admin roles', () => {
  test('go by name in any letter case, and others stay', async () => {
    const company = await withAdele()

    const plan = await runSteps(company, '- entra.roles: { remove: [user administrator] }')

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.role.remove'])
    expect((await company.entra.heldRoles(company.idOf(ADELE))).map(({ roleName }) => roleName)).toEqual([
      'Global Reader',
    ])
  })

  test('that are not held hold already', async () => {
    const company = await withAdele()

    const plan = value(await planWith(company, '- entra.roles: { remove: [Global Administrator] }'))

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
  })

  test('that do not exist are refused, with the one that was meant', async () => {
    const company = await withAdele()

    const refused = await planWith(company, '- entra.roles: { remove: [User Adminstrator] }')

    expect(messages(refused)).toEqual([
      expect.stringMatching(/^Entra has no admin role "User Adminstrator"\..* Did you mean "User Administrator"\?$/),
    ])
  })

  test('are given once', async () => {
    const company = await withAdele()
    const add = '- entra.roles: { add: [Global Reader] }'

    const plan = await runSteps(company, add)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'give adele.vance@contoso.com the admin role Global Reader',
    ])
    expect(await plannedBy(company, add)).toEqual([])
  })
})
