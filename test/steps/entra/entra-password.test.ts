import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const hired = async (mode: 'cloud' | 'hybrid', enabled = true): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled })
  return company
}

test('a cloud account gets a new password each time, which a later step hands over', async () => {
  const company = await hired('cloud')
  const steps = '- id: new\n  entra.password: {}\n- handover.secret: { secret: "${{ steps.new.password }}" }'

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.password.set', 'handover.secret.give'])
  expect(plan.changes[0]).toMatchObject({ undo: 'irreversible', after: { password: '(generated)', mustChange: true } })
  expect(company.notes.size).toBe(1)
  expect(await plannedBy(company, '- entra.password: {}')).toHaveLength(1)
})

test.each([
  '- entra.password: { for: enabled, must-change: false }\n- entra.disable: {}',
  '- entra.disable: {}\n- entra.password: { for: enabled, must-change: false }',
])('a leaver gets one once, before the account is blocked or after (%#)', async (steps) => {
  const company = await hired('cloud')

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ kind }) => kind).sort()).toEqual(['entra.password.set', 'entra.user.modify'])
  expect(await plannedBy(company, steps)).toEqual([])
})

test('the password of a synchronised account comes from Active Directory', async () => {
  const plan = value(await planWith(await hired('hybrid'), '- entra.password: {}'))

  expect(plan.people[0]?.skipped).toEqual([
    { step: 'entra.password', because: 'the password comes from Active Directory with the account: ad.password' },
  ])
})
