import { expect, test } from 'vitest'
import { isEnabled } from '../../../src/model/ad-entry.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { planWith } from '../../support/plan-with.ts'

test('a disabled account is enabled, and granting that is shown as a hazard', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false })

  const plan = await runSteps(company, '- ad.enable: {}')

  expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
    ['enable account Adele Vance', ['grants-access']],
  ])
  expect(isEnabled(await entryOf(company, '01024', ['userAccountControl']))).toBe(true)
})

test('an enabled one is left alone', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  const plan = value(await planWith(company, '- ad.enable: {}'))

  expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
})

test('a new account without a password is not enabled by another step either', async () => {
  const company = await contoso('ad')

  const plan = await planWith(company, '- ad.account: { ou: OU=Staff }\n- ad.enable: {}')

  expect(findings(plan)).toEqual(['new-hires.yaml:1:1 ad/password-refused'])
})
