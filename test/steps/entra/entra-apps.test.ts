import { describe, expect, test } from 'vitest'
import { DEFAULT_ACCESS } from '../../../src/model/entra-rights.ts'
import { runSteps } from '../../support/apply-to.ts'
import { messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { calendarSync, crm, expenses, microsoftGraph } from '../../support/memory-rights.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const ADELE = adele.employeeId
const seller = crm.roles[0]?.id ?? ''

const withAdele = async (): Promise<Contoso> => {
  const company = await contoso('cloud')
  const userId = await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
  await company.entra.addAppRole({ userId, applicationId: expenses.id, roleId: DEFAULT_ACCESS })
  await company.entra.addAppRole({ userId, applicationId: crm.id, roleId: seller })
  return company
}

const appsOf = async (company: Contoso): Promise<readonly string[]> =>
  (await company.entra.appRolesOf(company.idOf(ADELE))).map(({ applicationName }) => applicationName).sort()

describe('applications of a person', () => {
  test('all go, called by application and role; the second run plans nothing', async () => {
    const company = await withAdele()
    const all = '- entra.apps: { remove: all }'

    const plan = await runSteps(company, all)

    expect(plan.changes.map(({ summary }) => summary).sort()).toEqual([
      'take CRM (Seller) from adele.vance@contoso.com',
      'take Expenses (default access) from adele.vance@contoso.com',
    ])
    expect(await appsOf(company)).toEqual([])
    expect(await plannedBy(company, all)).toEqual([])
  })

  test('that the same plan gave are taken by the id that they got meanwhile', async () => {
    const company = await withAdele()
    await runSteps(company, '- entra.apps: { remove: all }')

    const plan = await runSteps(
      company,
      '- id: give\n  entra.apps: { add: [CRM/Seller] }\n- entra.apps: { remove: all }',
    )

    const [given, taken] = plan.changes
    expect(taken?.needs).toEqual([given?.id])
    expect(taken?.change).toMatchObject({ assignment: { madeBy: given?.id } })
    expect(await appsOf(company)).toEqual([])
  })

  test.each(['CRM', 'crm/seller', crm.id])('go by the name %s, and others stay', async (name) => {
    const company = await withAdele()

    await runSteps(company, `- entra.apps: { remove: ["${name}"] }`)

    expect(await appsOf(company)).toEqual(['Expenses'])
  })

  test('that come through a group stay, and the plan says through which', async () => {
    const company = await withAdele()
    const group = { id: 'a1a1a1a1-0000-4000-8000-000000000001', name: 'Sales Team' }
    const appRolesOf = async () => [{ id: 'x', applicationId: crm.id, applicationName: 'CRM', roleId: seller, group }]
    const readers = { ...company.readers, entra: { ...company.entra, appRolesOf } }

    const plan = value(await planWith({ ...company, readers }, '- entra.apps: { remove: all }'))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes).toEqual(['CRM comes through the group Sales Team: it ends with the membership'])
  })

  test('are given once, by the role or by the only one there is', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
    const add = '- entra.apps: { add: [Expenses, CRM/Sales Lead] }'

    const plan = await runSteps(company, add)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'let adele.vance@contoso.com use Expenses (default access)',
      'let adele.vance@contoso.com use CRM (Sales Lead)',
    ])
    expect(await plannedBy(company, add)).toEqual([])
  })

  test.each([
    ['Nothing', 'Entra has no application "Nothing"'],
    ['CRM', 'CRM has several roles, and none is named.'],
    ['CRM/Boss', 'CRM has no role "Boss"'],
    ['Intranet', '"Intranet" fits Intranet (5e8f4f57'],
  ])('called %s are refused with what there is', async (name, message) => {
    const company = await withAdele()

    const [refused] = messages(await planWith(company, `- entra.apps: { add: ["${name}"] }`))

    expect(refused).toContain(message)
  })
})

test('consents of a person are withdrawn; the second run plans nothing', async () => {
  const company = await withAdele()
  const consent = { userId: company.idOf(ADELE), clientId: calendarSync.id, resourceId: microsoftGraph.id }
  await company.entra.addConsent({ ...consent, scope: ' Mail.Read' })
  const all = '- entra.consents: { remove: all }'

  const plan = await runSteps(company, all)

  expect(plan.changes.map(({ summary }) => summary)).toEqual([
    'withdraw the consent of adele.vance@contoso.com to Calendar Sync: Mail.Read on Microsoft Graph',
  ])
  expect(await company.entra.consentsOf(company.idOf(ADELE))).toEqual([])
  expect(await plannedBy(company, all)).toEqual([])
})
