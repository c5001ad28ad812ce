import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { entryOf, userOf } from '../../support/look-up.ts'
import { plannedBy, planWith } from '../../support/plan-with.ts'

const hired = async (mode: 'cloud' | 'hybrid', more = {}): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance', ...more })
  return company
}

describe('entra.delete', () => {
  test('deletes the account once, which can be taken back', async () => {
    const company = await hired('cloud')

    const plan = await runSteps(company, '- entra.delete: {}')

    expect(plan.changes).toMatchObject([{ kind: 'entra.user.delete', hazards: ['deletes-data', 'locks-out'] }])
    expect(await company.entra.usersBy('employeeId', '01024')).toEqual([])
    expect(await plannedBy(company, '- entra.delete: {}')).toEqual([])
  })

  test('leaves a synchronised account to Active Directory', async () => {
    const plan = await planWith(await hired('hybrid'), '- entra.delete: {}')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/delete-in-ad'])
    expect(messages(plan)[0]).toContain('ad.delete before entra.delete')
  })

  test('is skipped for one whose account in Active Directory is gone', async () => {
    const company = await hired('hybrid')
    await company.ad.delete((await entryOf(company, '01024')).id)

    const plan = value(await planWith(company, '- entra.delete: {}'))

    expect(plan.people[0]?.skipped[0]?.because).toContain('Entra Connect deletes it')
  })
})

describe('entra.restore', () => {
  test('brings the account back with its id, once', async () => {
    const company = await hired('cloud')
    const { id } = await userOf(company, '01024')
    await company.entra.deleteUser(id)

    await runSteps(company, '- entra.restore: {}')

    expect((await userOf(company, '01024')).id).toBe(id)
    expect(await plannedBy(company, '- entra.restore: {}')).toEqual([])
  })

  test('gives later steps the account that is back', async () => {
    const company = await hired('cloud', { enabled: false })
    await company.entra.deleteUser(company.idOf('01024'))

    await runSteps(company, '- entra.restore: {}\n- entra.enable: {}')

    expect((await userOf(company, '01024')).properties['accountEnabled']).toBe(true)
  })

  test('finds nobody who was never deleted, or too long ago', async () => {
    const plan = await planWith(await contoso('cloud'), '- entra.restore: {}')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/nothing-to-restore'])
    expect(messages(plan)[0]).toContain('30 days')
  })

  test('is refused where somebody else has the sign-in name by now', async () => {
    const company = await hired('cloud')
    await company.entra.deleteUser(company.idOf('01024'))
    await company.hire({ employeeId: '01099', name: 'Adele Vance' })

    const plan = await planWith(company, '- entra.restore: {}')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/restore-name-taken'])
    expect(messages(plan)[0]).toContain('adele.vance@contoso.com has adele.vance@contoso.com by now')
  })

  test('is refused where somebody else has one of its addresses by now', async () => {
    const company = await hired('cloud', { properties: { proxyAddresses: ['SMTP:adele@contoso.com'] } })
    await company.entra.deleteUser(company.idOf('01024'))
    await company.hire({
      employeeId: '01099',
      name: 'Adele Other',
      properties: { proxyAddresses: ['smtp:adele@contoso.com'] },
    })

    expect(findings(await planWith(company, '- entra.restore: {}'))).toEqual(['test.yaml:3:5 plan/restore-name-taken'])
  })

  test('does not choose between two deleted accounts', async () => {
    const company = await hired('cloud')
    await company.entra.deleteUser(company.idOf('01024'))
    await company.hire({ employeeId: '01024', name: 'Adele Second' })
    await company.entra.deleteUser(company.idOf('01024'))

    const plan = await planWith(company, '- entra.restore: {}')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/two-deleted-accounts'])
    expect(messages(plan)[0]).toContain('adele.second@contoso.com')
  })

  test('is skipped for an account that comes from Active Directory', async () => {
    const company = await hired('hybrid')
    const user = await userOf(company, '01024')
    await company.view.sync.entra?.deleteUser(user.id)
    await company.ad.delete((await entryOf(company, '01024')).id)

    const plan = value(await planWith(company, '- entra.restore: {}'))

    expect(plan.people[0]?.skipped[0]?.because).toContain('ad.restore brings it back')
  })
})
