import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const manager = '- entra.manager: { is: "${{ person.manager }}" }'
const account = `- entra.account: {}\n${manager}`

describe('the manager in Entra', () => {
  test.each(['00102', 'alex.wilber@contoso.com', 'Alex.Wilber@CONTOSO.com'])(
    'is found by %s, once',
    async (reference) => {
      const company = await contoso('cloud')
      const people = [{ ...adele, manager: reference }]

      const plan = await runSteps(company, account, people)

      expect(plan.changes.map(({ summary }) => summary)).toEqual([
        'create cloud account adele.vance@contoso.com',
        'set manager of adele.vance@contoso.com to Alex Wilber',
      ])
      expect(await company.entra.manager((await userOf(company, '01024')).id)).toEqual({
        id: company.idOf('00102'),
        name: 'Alex Wilber',
      })
      expect(await plannedBy(company, account, people)).toEqual([])
    },
  )

  test('is another one after a change, and nobody after an empty value', async () => {
    const company = await contoso('cloud')
    await runSteps(company, account)

    const changed = await runSteps(company, manager, [{ ...adele, manager: '00102' }])
    const { manager: _manager, ...rest } = adele
    const removed = await runSteps(company, manager, [rest])

    expect(changed.changes[0]).toMatchObject({
      before: { manager: 'Miriam Graham' },
      after: { manager: 'Alex Wilber' },
    })
    expect(removed.changes[0]).toMatchObject({ before: { manager: 'Alex Wilber' }, after: { manager: null } })
    expect(await company.entra.manager((await userOf(company, '01024')).id)).toBeNull()
    expect(await plannedBy(company, manager, [rest])).toEqual([])
  })

  test('may start in the same batch, also when listed later', async () => {
    const company = await contoso('cloud')
    const boss = { employeeId: '09000', givenName: 'Lidia', surname: 'Holloway', department: 'Sales' }
    const people = [{ ...adele, manager: '09000' }, boss]

    const plan = await runSteps(company, account, people)

    const added = plan.changes.filter(({ kind }) => kind === 'entra.user.add').map(({ id }) => id)
    const set = plan.changes.find(({ kind }) => kind === 'entra.manager.set')
    expect(set?.needs).toEqual([added[1], added[0]])
    expect(set?.after).toEqual({ manager: { knownAfter: added[0] } })
    expect((await company.entra.manager((await userOf(company, '01024')).id))?.name).toBe('Lidia Holloway')
    expect(await plannedBy(company, account, people)).toEqual([])
  })

  test('whom nobody knows is bad input, at the place where the person has it', async () => {
    const company = await contoso('cloud')

    expect(findings(await planWith(company, account, [{ ...adele, manager: '99999' }]))).toEqual([
      'new-hires.yaml:1:6 plan/unknown-person',
    ])
  })

  test('who could be two people is refused with both shown', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '00102', name: 'Isaiah Langer' })

    const plan = await planWith(company, account, [{ ...adele, manager: '00102' }])

    expect(messages(plan)[0]).toContain('"00102" fits alex.wilber@contoso.com and isaiah.langer@contoso.com')
  })

  test('of an account from Active Directory comes with it', async () => {
    const company = await contoso('hybrid')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, manager))

    expect(plan.people[0]?.skipped).toEqual([
      { step: 'entra.manager', because: 'the manager comes from Active Directory with the account' },
    ])
  })
})
