import { expect, test } from 'vitest'
import { value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { planWith } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const hired = async (): Promise<Contoso> => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  await company.hire({ employeeId: '09001', name: 'IT Service Desk', username: 'it' })
  company.methods.set(company.idOf('01024'), [{ id: 'a1', type: 'fido2', name: 'Key ring' }])
  return company
}

test('a lock-out is taken back as far as it can be, and the rest is named before anybody says yes', async () => {
  const company = await hired()
  const bench = runBench(company)
  const steps = `- entra.disable: {}
- entra.password: {}
- entra.sessions: { revoke: true }
- entra.methods: { remove: all }
- notify.mail: { to: "00101", subject: Adele is locked out, text: At once. }`
  const before = await userOf(company, '01024')

  const run = await bench.apply(value(await planWith(company, steps)))
  const undo = await bench.undoPlan(run.id)
  await bench.apply(undo)

  expect(run.status).toBe('done')
  expect(undo.changes.map(({ summary }) => summary)).toEqual(['enable cloud account adele.vance@contoso.com'])
  expect(undo.people[0]?.notes).toEqual([
    expect.stringContaining('a mail that was sent cannot be called back'),
    expect.stringContaining('a sign-in method can only be registered again'),
    expect.stringContaining('a session that was ended'),
    expect.stringContaining('the earlier password'),
  ])
  expect(await userOf(company, '01024')).toEqual(before)
})

test('a deletion is taken back by restoring, and a restoring by deleting', async () => {
  const company = await hired()
  const bench = runBench(company)
  const before = await userOf(company, '01024')

  const deleted = await bench.apply(value(await planWith(company, '- entra.delete: {}')))
  const restored = await bench.apply(value(await planWith(company, '- entra.restore: {}')))
  await bench.apply(await bench.undoPlan(restored.id))
  const gone = await company.entra.usersBy('employeeId', '01024')
  await bench.apply(await bench.undoPlan(deleted.id))

  expect(gone).toEqual([])
  expect(await userOf(company, '01024')).toEqual(before)
})

test('an account that was let in again is blocked again', async () => {
  const company = await hired()
  await company.entra.modifyUser(company.idOf('01024'), { accountEnabled: false })
  const bench = runBench(company)

  const run = await bench.apply(value(await planWith(company, '- entra.enable: {}')))
  const undo = await bench.undoPlan(run.id)
  await bench.apply(undo)

  expect(undo.changes.map(({ summary }) => summary)).toEqual(['disable cloud account adele.vance@contoso.com'])
  expect((await userOf(company, '01024')).properties['accountEnabled']).toBe(false)
})
