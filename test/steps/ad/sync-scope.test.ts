import { describe, expect, test } from 'vitest'
import { practiceSyncedOus } from '../../../src/config/practice-config.ts'
import { contosoScope } from '../../../src/practice/connect/scope.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, planWith } from '../../support/plan-with.ts'

const away = '- ad.move: { to: CN=Users }'
const inStaff = { syncedOus: ['OU=Staff'] }

const withAdele = async (mode: 'ad' | 'hybrid'): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  return company
}

describe('an account that goes where Entra Connect does not look', () => {
  test.each([
    ['by ad.move', away],
    ['by ad.account', '- ad.account: { ou: CN=Users }'],
  ])('is refused %s', async (_, steps) => {
    expect(findings(await planWith(await withAdele('hybrid'), steps, [adele], inStaff))).toEqual([
      'test.yaml:3:5 plan/leaves-sync',
    ])
  })

  test('may go where the playbook says so, which deletes data and cannot be overlooked', async () => {
    const steps = '- ad.move: { to: CN=Users, leaveSync: true }'

    const plan = value(await planWith(await withAdele('hybrid'), steps, [adele], inStaff))

    expect(plan.changes.map(({ hazards }) => hazards)).toEqual([['deletes-data']])
    expect(plan.people[0]?.notes).toEqual([
      'Entra Connect does not look into CN=Users,DC=corp,DC=contoso,DC=com, so it deletes the cloud account',
    ])
  })

  test('is named in a note where nobody has said what is synchronised', async () => {
    const plan = value(await planWith(await withAdele('hybrid'), away))

    expect(plan.changes.map(({ hazards }) => hazards)).toEqual([[]])
    expect(plan.people[0]?.notes?.[0]).toContain('ad.syncedOus')
  })

  test('was not there before, and may go anywhere', async () => {
    const company = await contoso('hybrid')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', ou: 'CN=Users' })

    const plan = value(await planWith(company, '- ad.move: { to: OU=Groups }', [adele], inStaff))

    expect(plan.people[0]?.notes).toEqual([])
  })

  test.each([
    ['within what is synchronised', 'hybrid', '- ad.move: { to: "OU=HR,OU=Staff" }'],
    ['without a cloud', 'ad', away],
  ] as const)('is none: %s', async (_, mode, steps) => {
    const plan = value(await planWith(await withAdele(mode), steps, [adele], inStaff))

    expect([plan.changes.length, plan.people[0]?.notes]).toEqual([1, []])
  })
})

test('the practice tenant synchronises what its configuration says', () => {
  expect([...practiceSyncedOus].sort()).toEqual(
    [...contosoScope.people, ...contosoScope.groups].map((name) => `OU=${name}`).sort(),
  )
})
