import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const disable = '- ad.disable: {}'

test('an account is disabled by one bit, and the others stay', async () => {
  const company = await contoso('ad')
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  // Normal account, password never expires.
  await company.ad.modify(id, [{ op: 'replace', attribute: 'userAccountControl', values: ['66048'] }])

  const plan = await runSteps(company, disable)

  expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
    ['disable account Adele Vance', ['locks-out']],
  ])
  expect((await entryOf(company, '01024', ['userAccountControl'])).attributes).toEqual({
    userAccountControl: ['66050'],
  })
})

test('a disabled account stays as it is', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false })

  expect(await plannedBy(company, disable)).toEqual([])
})

test('who has no account cannot be disabled', async () => {
  expect(findings(await planWith(await contoso('ad'), disable))).toEqual(['test.yaml:3:5 plan/no-account'])
})

test('is skipped where there is no Active Directory', async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  expect(await plannedBy(company, disable)).toEqual([])
})
