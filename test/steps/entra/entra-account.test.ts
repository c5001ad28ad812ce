import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { userOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const account = `- id: account
  entra.account:
    attributes:
      jobTitle: \${{ person.title }}
      department: \${{ person.department }}
      businessPhones: \${{ person.phone }}
    enabled: true`

describe('a new colleague in the cloud', () => {
  test('gets an account with names, key and country, enabled as asked for', async () => {
    const company = await contoso('cloud')

    const plan = await runSteps(company, account)

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['create cloud account adele.vance@contoso.com', ['grants-access']],
    ])
    expect((await userOf(company, '01024')).properties).toMatchObject({
      accountEnabled: true,
      businessPhones: ['+44 20 7946 0123'],
      department: 'Sales',
      displayName: 'Adele Vance',
      employeeId: '01024',
      givenName: 'Adele',
      jobTitle: 'Account Executive',
      mailNickname: 'adele.vance',
      surname: 'Vance',
      usageLocation: 'GB',
      userPrincipalName: 'adele.vance@contoso.com',
    })
  })

  test('is not planned again', async () => {
    const company = await contoso('cloud')
    await runSteps(company, account)

    const again = value(await planWith(company, account))

    // The account, display name, given name, surname, country, three properties and being enabled.
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 9])
  })

  test('is disabled where the playbook does not say otherwise', async () => {
    const company = await contoso('cloud')

    await runSteps(company, '- entra.account: {}')

    expect((await userOf(company, '01024')).properties['accountEnabled']).toBe(false)
  })

  test('is used where licences are used, which may be another country', async () => {
    const company = await contoso('cloud')

    await runSteps(company, account, [{ ...adele, usageLocation: 'IE' }])

    expect((await userOf(company, '01024')).properties['usageLocation']).toBe('IE')
  })

  test('gets the next name where somebody has the first one, in any of the ways to have it', async () => {
    const company = await contoso('cloud')
    await company.hire({
      employeeId: '00777',
      name: 'Adele Vance',
      username: 'other',
      properties: { proxyAddresses: ['smtp:Adele.Vance@contoso.com'], mail: null },
    })

    const plan = await runSteps(company, account)

    expect((await userOf(company, '01024')).userPrincipalName).toBe('avance@contoso.com')
    expect(plan.people[0]?.notes).toEqual(['adele.vance is taken by other@contoso.com'])
  })
})

describe('a colleague who has an account in the cloud', () => {
  test('is enabled when coming back, and keeps the sign-in name', async () => {
    const company = await contoso('cloud')
    const id = await company.hire({ employeeId: '01024', name: 'Adele Vance', username: 'avance9', enabled: false })

    const plan = await runSteps(company, account)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'enable cloud account avance9@contoso.com and change jobTitle, businessPhones',
    ])
    const user = await userOf(company, '01024')
    expect([user.id, user.properties['accountEnabled'], user.userPrincipalName]).toEqual([
      id,
      true,
      'avance9@contoso.com',
    ])
  })

  test('changes exactly what HR has changed', async () => {
    const company = await contoso('cloud')
    await runSteps(company, account)
    const { title: _title, ...rest } = adele

    const plan = await runSteps(company, account, [{ ...rest, surname: 'Wilber', department: 'HR' }])

    expect(plan.changes.map(({ before, after }) => ({ before, after }))).toEqual([
      {
        before: { department: 'Sales', displayName: 'Adele Vance', surname: 'Vance' },
        after: { department: 'HR', displayName: 'Adele Wilber', surname: 'Wilber' },
      },
    ])
  })

  test('is refused where two have the number', async () => {
    const company = await contoso('cloud')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.hire({ employeeId: '01024', name: 'Adele Smith' })

    const plan = await planWith(company, account)

    expect(findings(plan)).toEqual(['new-hires.yaml:1:1 plan/two-accounts'])
    expect(messages(plan)[0]).toContain('adele.vance@contoso.com and adele.smith@contoso.com')
  })

  test('whose account comes from Active Directory is changed there', async () => {
    const company = await contoso('cloud')
    const properties = { onPremisesSyncEnabled: true, jobTitle: 'Account Executive' }
    await company.hire({ employeeId: '01024', name: 'Adele Vance', properties })
    const synced = '- entra.account: { attributes: { jobTitle: "${{ person.title }}" } }'

    expect(await plannedBy(company, synced)).toEqual([])
    expect(findings(await planWith(company, synced, [{ ...adele, title: 'Clerk' }]))).toEqual([
      'test.yaml:3:5 plan/mastered-in-ad',
    ])
  })
})

test.each(['hybrid', 'ad'] as const)('where accounts come from Active Directory (%s) it is skipped', async (mode) => {
  const company = await contoso(mode)

  const plan = value(await planWith(company, account))

  expect(plan.changes).toEqual([])
  expect(plan.people[0]?.skipped).toEqual([
    {
      step: 'account',
      because:
        mode === 'ad'
          ? 'this organisation has no Entra (mode: ad)'
          : 'accounts come from Active Directory here (mode: hybrid)',
    },
  ])
})
