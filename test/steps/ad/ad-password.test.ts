import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { planWith } from '../../support/plan-with.ts'

test('a new password is set each time, to be changed at the next sign-in, and handed over', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const steps = '- id: reset\n  ad.password: {}\n- handover.secret: { secret: "${{ steps.reset.password }}" }'

  const first = await runSteps(company, steps)
  const second = value(await planWith(company, steps))

  expect((await entryOf(company, '01024', ['pwdLastSet'])).attributes).toEqual({ pwdLastSet: ['0'] })
  expect(first.changes[1]?.needs).toEqual([first.changes[0]?.id])
  expect([...company.notes.values()].map(({ lines }) => lines)).toEqual([
    ['For: Adele Vance (01024)', 'Account: adele.vance@contoso.com'],
  ])
  expect(second.changes.map(({ kind }) => kind)).toEqual(['ad.password.set', 'handover.secret.give'])
})

test('the person may keep it where the playbook says so', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  await runSteps(company, '- ad.password: { must-change: false }')

  expect((await entryOf(company, '01024', ['pwdLastSet'])).attributes).not.toEqual({ pwdLastSet: ['0'] })
})

test('no part of the names is in it, as AD would refuse that', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', username: 'a.vance-smith' })

  const plan = value(await planWith(company, '- ad.password: {}'))

  expect(plan.changes[0]?.change['avoid']).toEqual(['Adele', 'Vance', 'vance', 'smith'])
})
