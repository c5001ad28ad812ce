import { expect, test } from 'vitest'
import { changeOf, kindOf } from '../../../src/changes/change.ts'
import { runSteps } from '../../support/apply-to.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { plannedBy } from '../../support/plan-with.ts'

const unlock = '- ad.unlock: {}'

test('an account that wrong passwords have locked is unlocked, once, which nobody can take back', async () => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes: { lockoutTime: '132223104000000000' } })

  const plan = await runSteps(company, unlock)

  expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
    ['unlock account Adele Vance', ['grants-access'], 'irreversible'],
  ])
  expect((await entryOf(company, '01024', ['lockoutTime'])).attributes).toEqual({ lockoutTime: ['0'] })
  expect(await plannedBy(company, unlock)).toEqual([])
  const change = changeOf(plan.changes[0]?.change ?? {})
  expect(kindOf(change).inverse(change, { id: 'x' })).toEqual({ irreversible: 'only wrong passwords lock an account' })
})

test.each([undefined, '0'])('an account that is not locked stays as it is (lockoutTime %s)', async (lockoutTime) => {
  const company = await contoso('ad')
  const attributes = lockoutTime === undefined ? {} : { lockoutTime }
  await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes })

  expect(await plannedBy(company, unlock)).toEqual([])
})
