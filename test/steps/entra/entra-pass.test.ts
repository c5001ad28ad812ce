import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

test('a new account gets a pass that works once, and only then', async () => {
  const company = await contoso('cloud')
  const steps = '- entra.account: {}\n- entra.pass: { lifetime: 2h }'

  const plan = await runSteps(company, steps)

  const pass = plan.changes[1]
  expect(pass).toMatchObject({ needs: [plan.changes[0]?.id], hazards: ['grants-access'] })
  expect(pass?.after).toEqual({ lifetimeInMinutes: 120, isUsableOnce: true, startDateTime: null })
  expect(await company.entra.passesOf((await userOf(company, '01024')).id)).toMatchObject([{ lifetimeInMinutes: 120 }])
  const again = value(await planWith(company, steps))
  expect([again.changes, again.people[0]?.skipped]).toEqual([
    [],
    [{ step: 'entra.pass', because: 'the account exists already; a pass is for new ones' }],
  ])
})

test('so does one that comes from Active Directory, when Entra shows it', async () => {
  const company = await contoso('hybrid')
  const steps = '- ad.account: { ou: OU=Staff }\n- entra.synced: {}\n- entra.pass: {}'

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ kind }) => kind)).toEqual(['ad.entry.add', 'wait.entra.synced', 'entra.pass.issue'])
})

test('an existing account gets one where the playbook says so', async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })

  expect(await plannedBy(company, '- entra.pass: { for: everybody, once: false, lifetime: 1d }')).toEqual([
    'issue a temporary access pass for adele.vance@contoso.com, 1440 minutes',
  ])
})

test.each(['9m', '31d', '700s', '8', '0h', '8 h', 'never'])('a lifetime of %s is refused', async (lifetime) => {
  await expect(
    contoso('cloud').then((it) => planWith(it, `- entra.pass: { lifetime: "${lifetime}" }`)),
  ).rejects.toThrow()
})

test('somebody without an account is a finding', async () => {
  expect(findings(await planWith(await contoso('cloud'), '- entra.pass: {}'))).toEqual([
    'test.yaml:3:5 plan/no-account',
  ])
})
