import { expect, test } from 'vitest'
import { immutableIdOf } from '../../../src/model/immutable-id.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { entryOf, userOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const account = '- ad.account: { ou: "OU=Sales,OU=Staff", attributes: { title: "${{ person.title }}" } }'

test('what comes after the wait sees the account that Entra Connect will have brought over', async () => {
  const company = await contoso('hybrid')
  const steps = `${account}
- entra.synced: { within: 30m }
- entra.attributes: { usageLocation: "\${{ person.country }}" }
- entra.groups: { add: [Sales Team] }`

  const plan = await runSteps(company, steps)

  const [add, wait, ...rest] = plan.changes
  expect(wait).toMatchObject({ kind: 'wait.entra.synced', action: 'wait', needs: [add?.id] })
  expect(rest.map(({ needs }) => needs)).toEqual([[wait?.id], [wait?.id]])
  expect(wait?.change).toMatchObject({ withinMs: 30 * 60_000 })
  expect((await userOf(company, '01024')).properties).toMatchObject({
    jobTitle: 'Account Executive',
    onPremisesImmutableId: immutableIdOf((await entryOf(company, '01024')).id),
    onPremisesSyncEnabled: true,
    usageLocation: 'GB',
  })
  expect(await plannedBy(company, steps)).toEqual([])
})

test('an account that is there is not waited for', async () => {
  const company = await contoso('hybrid')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  const plan = value(await planWith(company, '- entra.synced: {}'))

  expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
})

test('is found by the AD object, although the number was not brought over', async () => {
  const company = await contoso('hybrid')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', properties: { employeeId: null } })

  expect(await plannedBy(company, '- entra.synced: {}')).toEqual([])
})

test('an account that was made in the cloud is none from Active Directory', async () => {
  const company = await contoso('hybrid')
  const cloud = { onPremisesSyncEnabled: null, onPremisesImmutableId: null }
  await company.hire({ employeeId: '01024', name: 'Adele Vance', properties: cloud })

  expect(await plannedBy(company, '- entra.synced: {}')).toEqual(['wait until Entra shows adele.vance@contoso.com'])
})

test('without an account in Active Directory there is nothing to wait for', async () => {
  const company = await contoso('hybrid')

  expect(findings(await planWith(company, '- entra.synced: {}'))).toEqual(['test.yaml:3:5 plan/no-account'])
})

test.each([
  ['cloud', 'this organisation has no Active Directory (mode: cloud)'],
  ['ad', 'this organisation has no Entra (mode: ad)'],
] as const)('in mode %s it is skipped: %s', async (mode, because) => {
  const company = await contoso(mode)

  const plan = value(await planWith(company, '- entra.synced: {}'))

  expect(plan.people[0]?.skipped).toEqual([{ step: 'entra.synced', because }])
})
