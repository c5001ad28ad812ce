import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

test('the account goes to another OU under the name that it has, once', async () => {
  const company = await contoso('ad')
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const steps = '- id: move\n  ad.move: { to: "OU=HR,OU=Staff" }\n- ad.attributes: { info: "${{ steps.move.dn }}" }'

  await runSteps(company, steps)

  const entry = await entryOf(company, '01024', ['info'])
  expect(entry).toEqual({ id, dn: `CN=Adele Vance,OU=HR,OU=Staff,${company.base}`, attributes: { info: [entry.dn] } })
  expect(await plannedBy(company, steps)).toEqual([])
})

test('gets a number behind the name where the OU has that name already', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Alex Wilber', username: 'alex.wilber2' })

  await runSteps(company, '- ad.move: { to: "OU=HR,OU=Staff" }')

  expect((await entryOf(company, '01024')).dn).toBe(`CN=Alex Wilber (2),OU=HR,OU=Staff,${company.base}`)
})

test('an account that is there, in whatever spelling, stays', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  const plan = value(await planWith(company, '- ad.move: { to: "ou=sales, OU=STAFF" }'))

  expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
})

test('an OU that does not exist is a finding', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  expect(findings(await planWith(company, '- ad.move: { to: "OU=Nowhere" }'))).toEqual([
    'test.yaml:3:5 plan/no-such-ou',
  ])
})

test('an account that moves twice is at the second step where the first one took it', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const steps = '- ad.move: { to: "OU=HR,OU=Staff" }\n- ad.move: { to: "OU=IT,OU=Staff" }'

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ before }) => before)).toEqual([
    { distinguishedName: [`CN=Adele Vance,OU=Sales,OU=Staff,${company.base}`] },
    { distinguishedName: [`CN=Adele Vance,OU=HR,OU=Staff,${company.base}`] },
  ])
})
