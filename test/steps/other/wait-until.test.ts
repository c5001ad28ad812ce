import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

describe('a wait', () => {
  test('for a time is planned until the time has come', async () => {
    const company = await contoso('ad')
    const steps = '- wait.until: { time: "2026-12-24T18:00:00+01:00" }'

    const plan = await runSteps(company, steps)

    expect(plan.changes).toMatchObject([
      { action: 'wait', summary: 'wait until 2026-12-24T18:00:00+01:00', hazards: [] },
    ])
    const again = value(await planWith(company, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('for values is planned for those that are not there, one change each', async () => {
    const company = await contoso('hybrid')
    const attributes = { title: 'Clerk' }
    await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes, properties: { mail: null } })
    const steps = `- wait.until:
    ad: { title: Clerk, info: ready, description: null }
    entra: { mail: adele.vance@contoso.com, accountEnabled: true, city: null }
    within: 2h`

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      `wait until info of CN=Adele Vance,OU=Sales,OU=Staff,${company.base} is "ready"`,
      'wait until mail of adele.vance@contoso.com is "adele.vance@contoso.com"',
    ])
    expect(new Set(plan.changes.map(({ id }) => id)).size).toBe(2)
    expect(plan.changes[0]?.change).toMatchObject({ withinMs: 2 * 3_600_000 })
    expect(plan.people[0]?.holds).toBe(4)
    expect(await plannedBy(company, steps)).toEqual([])
  })

  test('comes after the account that it waits for, and before what stands behind it', async () => {
    const company = await contoso('ad')
    const steps = `- ad.account: { ou: OU=Staff }
- wait.until: { ad: { info: ready } }
- ad.attributes: { title: "\${{ person.title }}" }`

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['ad.entry.add', 'wait.until.value', 'ad.entry.modify'])
    expect(plan.changes[1]?.needs).toEqual([plan.changes[0]?.id])
  })

  test('for a system that the organisation has not is skipped, and the others are planned', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, '- wait.until: { ad: { info: ready }, entra: { mail: x@contoso.com } }'))

    expect(plan.changes).toHaveLength(1)
    expect(plan.people[0]?.skipped).toEqual([{ step: 'wait.until', because: 'this organisation has no Entra' }])
  })

  test('for somebody without an account is a finding', async () => {
    const company = await contoso('hybrid')

    const plan = await planWith(company, '- wait.until: { ad: { info: ready }, entra: { mail: x@contoso.com } }')

    expect(plan).toMatchObject({ faults: [{ code: 'plan/no-account' }, { code: 'plan/no-account' }] })
  })
})

describe('a wait that could never end is refused', () => {
  test.each([
    ['{}', 'says nothing to wait for'],
    ['{ time: tomorrow }', 'time'],
    ['{ time: "2026-12-24T18:00:00" }', 'time'],
    ['{ ad: { "title;x": Clerk } }', 'this is no attribute name'],
    ['{ entra: { jobtitle: Clerk } }', 'this is no property of a user that can be waited for'],
    ['{ entra: { proxyAddresses: x } }', 'this is no property of a user that can be waited for'],
    ['{ ad: { title: "" } }', 'title'],
  ])('%s', async (input, why) => {
    await expect(contoso('ad').then((it) => planWith(it, `- wait.until: ${input}`))).rejects.toThrow(why)
  })

  test('also where the empty value comes from the input', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    const { title: _title, ...rest } = adele

    const plan = await planWith(company, '- wait.until: { ad: { title: "${{ person.title }}" } }', [rest])

    expect(findings(plan)).toEqual(['test.yaml:3:37 playbook/wrong-value'])
  })
})
