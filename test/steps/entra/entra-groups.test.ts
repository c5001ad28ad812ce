import { describe, expect, test } from 'vitest'
import type { Mode } from '../../../src/model/glossary.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { bookClubs, type Contoso, contoso, tenantAdmins } from '../../support/contoso.ts'
import { cloudGroupsOf, userOf } from '../../support/look-up.ts'
import { allUsers, projectX, salesList, salesTeam, syncedSales } from '../../support/memory-directory.ts'
import { adele, houseOf, plannedBy, planWith } from '../../support/plan-with.ts'

const withAdele = async (mode: Mode = 'cloud'): Promise<Contoso> => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  return company
}

const roleGroups = '- entra.groups: { add: "${{ roles.cloudGroups }}", remove: "${{ roles.former.cloudGroups }}" }'

describe('the cloud groups of somebody', () => {
  test.each(['cloud', 'hybrid'] as const)('are those that the role gives, once (%s)', async (mode) => {
    const company = await withAdele(mode)

    const plan = await runSteps(company, roleGroups)

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['add Adele Vance to Sales Team (from department Sales)', ['grants-access']],
    ])
    expect(await cloudGroupsOf(company, '01024')).toEqual(['Sales Team'])
    const again = value(await planWith(company, roleGroups))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('follow another department, and those given by hand stay', async () => {
    const company = await withAdele()
    const user = await userOf(company, '01024')
    await company.entra.addMember(salesTeam.id, user.id)
    await company.entra.addMember(bookClubs[0]?.id ?? '', user.id)
    const steps = `- entra.account: { attributes: { department: "\${{ person.department }}" } }\n${roleGroups}`

    const plan = await runSteps(company, steps, [{ ...adele, department: 'HR' }])

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'change department of adele.vance@contoso.com',
      'add Adele Vance to Project X (from department HR)',
      'remove Adele Vance from Sales Team (was from department Sales)',
    ])
    expect(await cloudGroupsOf(company, '01024')).toEqual(['Book Club', 'Project X'])
    expect(await plannedBy(company, steps, [{ ...adele, department: 'HR' }])).toEqual([])
  })

  test('are exactly those under `only`; groups that are not Joinery’s to change are left alone', async () => {
    const company = await withAdele()
    const groups = [
      { ...allUsers, rule: 'user.accountEnabled -eq true' },
      syncedSales,
      salesList,
      tenantAdmins,
      salesTeam,
      projectX,
    ]
    const readers = {
      ...company.readers,
      entra: { ...company.entra, groupsOf: async () => groups.toReversed() },
    }

    const plan = value(await planWith(company, '- entra.groups: { only: [], keep: [Project X] }', [adele], { readers }))

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'remove Adele Vance from Sales Team',
      'remove Adele Vance from Tenant Admins',
    ])
    expect(plan.people[0]?.notes).toEqual([
      'stays in All Users: its members follow a rule: user.accountEnabled -eq true; Entra takes the account out once the rule does not fit',
      'stays in Sales: it comes from Active Directory: ad.groups takes the account out there',
      'stays in Sales List: Exchange keeps its members: mailbox.lists takes the account out',
      'leaving Tenant Admins, which may hold admin roles, needs RoleManagement.ReadWrite.Directory',
    ])
  })

  test('in scope are those that were added', async () => {
    const company = await withAdele()
    const steps = `- id: teams
  entra.groups: { add: [Sales Team, Project X] }
- entra.attributes: { city: "\${{ steps.teams.added.join('+') }}" }`

    expect(value(await planWith(company, steps)).changes.at(-1)?.after).toEqual({ city: 'Sales Team+Project X' })
  })
})

describe('a cloud group', () => {
  test('is found by its id, and shown by its name with the reason why the role gives it', async () => {
    const company = await withAdele()
    const house = houseOf(`everyone: { cloudGroups: ["${projectX.id.toUpperCase()}"] }`)

    const plan = value(await planWith(company, roleGroups, [adele], { house }))

    expect(plan.changes.map(({ summary }) => summary)).toEqual(['add Adele Vance to Project X (everyone)'])
  })

  test('that does not exist is a finding', async () => {
    const plan = await planWith(await withAdele(), '- entra.groups: { add: [Sales Tem] }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/unknown-group'])
    expect(messages(plan)[0]).toContain('No group in Entra is called "Sales Tem"')
    expect(messages(plan)[0]).toContain('Did you mean "Sales Team"?')
  })

  test('of a name that two groups have is refused with both shown, and found by its id', async () => {
    const company = await withAdele()
    const [first, second] = bookClubs

    const plan = await planWith(company, '- entra.groups: { add: [Book Club] }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/ambiguous-group'])
    expect(messages(plan)[0]).toContain(`fits Book Club (${first?.id}) and Book Club (${second?.id})`)
    expect(await plannedBy(company, `- entra.groups: { add: ["${second?.id}"] }`)).toEqual([
      'add Adele Vance to Book Club',
    ])
  })

  test.each([
    [allUsers, 'its members follow a rule'],
    [{ ...syncedSales, displayName: 'Sales' }, 'it comes from Active Directory: use ad.groups'],
    [tenantAdmins, 'admin roles can be assigned to it'],
    [salesList, 'it is a distribution list'],
  ])('$displayName is refused with the reason', async (group, why) => {
    const plan = await planWith(await withAdele(), `- entra.groups: { add: [${group.displayName}] }`)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/group-not-writable'])
    expect(messages(plan)[0]).toContain(why)
  })
})
