import { describe, expect, test } from 'vitest'
import { type Change, changeOf, kindOf } from '../../../src/changes/change.ts'
import { groupForm, groupTypeValue, showForm } from '../../../src/steps/ad/group-type.ts'
import { applyTo, runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const falcon = '- ad.group: { name: Project Falcon, ou: OU=Groups, description: Rolls out Falcon, owner: "00101" }'

const withAdele = async (): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  return company
}

const groupNamed = ({ ad, base }: Contoso, name: string) =>
  ad.byDn(`CN=${name},OU=Groups,${base}`, ['description', 'groupType', 'managedBy', 'sAMAccountName'])

describe('a group', () => {
  test('is made with scope, kind, description and owner, once for everybody', async () => {
    const company = await withAdele()
    const people = [adele, { ...adele, employeeId: '00102', givenName: 'Alex', surname: 'Wilber' }]

    const plan = await runSteps(company, falcon, people)

    expect(plan.changes.map(({ summary }) => summary)).toEqual(['create group Project Falcon'])
    expect((await groupNamed(company, 'Project Falcon'))?.attributes).toEqual({
      description: ['Rolls out Falcon'],
      groupType: ['-2147483646'],
      managedBy: [`CN=Miriam Graham,OU=Sales,OU=Staff,${company.base}`],
      sAMAccountName: ['Project Falcon'],
    })
    expect(await plannedBy(company, falcon, people)).toEqual([])
  })

  test('that is there gets another description and owner, and keeps its members and place', async () => {
    const company = await withAdele()
    await runSteps(company, falcon)
    const steps =
      '- ad.group: { name: project falcon, ou: "OU=IT,OU=Staff", description: "", owner: alex.wilber@contoso.com }'

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, target }) => [summary, target.type])).toEqual([
      ['change description, managedBy of group Project Falcon', 'group'],
    ])
    expect(plan.people[0]?.notes).toEqual([`the group project falcon is in OU=Groups,${company.base} and stays there`])
    expect((await groupNamed(company, 'Project Falcon'))?.attributes).toMatchObject({
      managedBy: [`CN=Alex Wilber,OU=HR,OU=Staff,${company.base}`],
    })
    expect(await plannedBy(company, steps)).toEqual([])
  })

  test('may be owned by the person it is made for', async () => {
    const company = await withAdele()

    await runSteps(company, '- ad.group: { name: Team Adele, ou: OU=Groups, owner: "${{ person.employeeId }}" }')

    expect((await groupNamed(company, 'Team Adele'))?.attributes['managedBy']).toEqual([
      `CN=Adele Vance,OU=Sales,OU=Staff,${company.base}`,
    ])
  })

  test('is taken back while it is empty, and left once somebody is in it', async () => {
    const company = await withAdele()
    const plan = value(await planWith(company, falcon))
    await applyTo(company, plan)
    const change = changeOf(plan.changes[0]?.change ?? {})
    const group = await groupNamed(company, 'Project Falcon')
    const made = { id: group?.id ?? '' }
    const remains = () => kindOf(change).remains?.(change, made, company.readers)

    await company.ad.addMember(made.id, company.idOf('01024'))
    expect((await remains())?.change).toBeNull()
    await company.ad.removeMember(made.id, company.idOf('01024'))

    const left = (await remains())?.change as Change
    expect(kindOf(left).inverse(left, made)).toMatchObject({ kind: 'ad.entry.delete', type: 'group', target: made })
  })

  test.each(['scope: universal', 'kind: distribution', 'scope: domainLocal'])('is not converted: %s', async (other) => {
    const company = await withAdele()
    await runSteps(company, falcon)

    const plan = await planWith(company, `- ad.group: { name: Project Falcon, ou: OU=Groups, ${other} }`)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/group-differs'])
  })

  test('does not get the user name of an account', async () => {
    const company = await withAdele()

    const plan = await planWith(company, '- ad.group: { name: adele.vance, ou: OU=Groups }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/group-name-taken'])
  })

  test('whose name fits two is refused', async () => {
    const company = await withAdele()

    expect(findings(await planWith(company, '- ad.group: { name: Project, ou: OU=Groups }'))).toEqual([
      'test.yaml:3:5 plan/ambiguous-group',
    ])
  })

  test('needs an OU that exists and an owner whom somebody knows', async () => {
    const company = await withAdele()

    expect(findings(await planWith(company, '- ad.group: { name: Falcon, ou: OU=Nowhere }'))).toEqual([
      'test.yaml:3:5 plan/no-such-ou',
    ])
    expect(findings(await planWith(company, '- ad.group: { name: Falcon, ou: OU=Groups, owner: "99999" }'))).toEqual([
      'test.yaml:3:5 plan/unknown-person',
    ])
  })

  test.each(['a/b', 'what?', 'ends.', 'x'.repeat(65)])('is not called "%s"', async (name) => {
    const company = await withAdele()
    const given = '- ad.group: { name: "${{ person.extra.group }}", ou: OU=Groups }'

    const plan = await planWith(company, given, [{ ...adele, extra: { group: name } }])

    expect(findings(plan).length).toBeGreaterThan(0)
  })
})

test('groupType says scope and kind in one number, and back', () => {
  const forms = (['global', 'domainLocal', 'universal'] as const).flatMap((scope) =>
    (['security', 'distribution'] as const).map((kind) => ({ scope, kind })),
  )

  expect(forms.map(groupTypeValue)).toEqual(['-2147483646', '2', '-2147483644', '4', '-2147483640', '8'])
  expect(forms.map(groupTypeValue).map(groupForm)).toEqual(forms)
  // Built-in groups such as Administrators have one bit more.
  expect(showForm(groupForm('-2147483643'))).toBe('a domain local security group')
  expect(showForm(groupForm('0'))).toBe('a group of another kind')
})
