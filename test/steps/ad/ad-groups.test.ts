import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value as theValue } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adGroupsOf } from '../../support/look-up.ts'
import { contosoDomain } from '../../support/memory-directory.ts'
import { adele, houseOf, plannedBy, planWith } from '../../support/plan-with.ts'

const groupDn = (name: string): string => `CN=${name},OU=Groups,${contosoDomain.base}`

const idOfGroup = async ({ ad }: Contoso, name: string): Promise<string> => (await ad.byDn(groupDn(name), []))?.id ?? ''

const withAdele = async (...groups: readonly string[]): Promise<Contoso> => {
  const company = await contoso('ad')
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  for (const group of groups) await company.ad.addMember(await idOfGroup(company, group), id)
  return company
}

describe('the groups of somebody', () => {
  test('are those that the role gives, each with the reason, once', async () => {
    const company = await withAdele('VPN')
    const steps = '- ad.groups: { add: "${{ roles.groups }}" }'

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['add Adele Vance to All Staff (everyone)', ['grants-access']],
      ['add Adele Vance to Sales (from department Sales)', ['grants-access']],
      ['add Adele Vance to CRM Users (from department Sales)', ['grants-access']],
    ])
    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'CRM Users', 'Sales', 'VPN'])
    const again = theValue(await planWith(company, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 3])
  })

  test('are exactly those under `only`, and those under `keep`', async () => {
    const company = await withAdele('VPN', 'HR', 'Sales')
    const steps = '- ad.groups: { only: [Sales, All Staff], keep: [VPN, CRM Users] }'

    await runSteps(company, steps)

    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'Sales', 'VPN'])
    expect(await plannedBy(company, steps)).toEqual([])
  })

  test('are none after an empty `only`, taken away in the order of their names', async () => {
    const company = await withAdele('VPN', 'HR', 'All Staff')

    expect(await plannedBy(company, '- ad.groups: { only: [] }')).toEqual([
      'remove Adele Vance from All Staff',
      'remove Adele Vance from HR',
      'remove Adele Vance from VPN',
    ])
  })

  test('are left as they are where a group to be removed is none of them', async () => {
    const company = await withAdele('VPN')

    const plan = theValue(await planWith(company, '- ad.groups: { remove: [HR] }'))

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
  })

  test('keep one that is to be added under one name and removed under another', async () => {
    const company = await withAdele('Sales')
    const steps = `- ad.groups: { add: [sales], remove: ["${groupDn('Sales')}", VPN] }`

    expect(await plannedBy(company, steps)).toEqual([])
  })

  test('in scope are those that were added and removed', async () => {
    const company = await withAdele('HR')
    const steps = `- id: groups
  ad.groups: { add: [Sales, VPN], remove: [HR] }
- ad.attributes: { info: "\${{ steps.groups.added.join(', ') + ' for ' + steps.groups.removed.join(', ') }}" }`

    const plan = theValue(await planWith(company, steps))

    expect(plan.changes.at(-1)?.after).toEqual({ info: ['Sales, VPN for HR'] })
  })
})

describe('a group', () => {
  test.each(['Sales', 'SALES', groupDn('Sales'), `cn=sales, ou=groups,${contosoDomain.base}`])(
    'is found as %s',
    async (name) => {
      const company = await withAdele()

      await runSteps(company, `- ad.groups: { add: ["${name}"] }`)

      expect(await adGroupsOf(company, '01024')).toEqual(['Sales'])
    },
  )

  test('is found by its objectGUID, and shown by its name with the reason why the role gives it', async () => {
    const company = await withAdele()
    const id = (await idOfGroup(company, 'Sales')).toUpperCase()
    const house = houseOf(`everyone: { groups: ["${id}"] }`)

    const plan = theValue(await planWith(company, '- ad.groups: { add: "${{ roles.groups }}" }', [adele], { house }))

    expect(plan.changes.map(({ summary }) => summary)).toEqual(['add Adele Vance to Sales (everyone)'])
  })

  test('that does not exist is a finding, with the one that was probably meant', async () => {
    const company = await withAdele()

    const plan = await planWith(company, '- ad.groups: { add: [All Staf, Nowhere at all, Sales] }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/unknown-group', 'test.yaml:3:5 plan/unknown-group'])
    expect(messages(plan)).toEqual([
      expect.stringContaining('Did you mean "All Staff"?'),
      expect.stringContaining('Check the spelling'),
    ])
  })

  test('of an ambiguous name is refused with both shown', async () => {
    const company = await withAdele()

    const plan = await planWith(company, '- ad.groups: { add: [Project] }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/ambiguous-group'])
    expect(messages(plan)[0]).toContain(`"Project" fits ${groupDn('Project A')} and ${groupDn('Project')}.`)
  })

  test('is not an account, though that has an id and a DN as well', async () => {
    const company = await withAdele()
    const names = [company.idOf('00101'), `CN=Miriam Graham,OU=Sales,OU=Staff,${company.base}`]

    const plan = await planWith(company, `- ad.groups: { add: ${JSON.stringify(names)} }`)

    expect(plan).toMatchObject({ faults: [{ code: 'plan/unknown-group' }, { code: 'plan/unknown-group' }] })
  })
})

describe('a group that gives control over the domain', () => {
  test.each([
    ['Wizards', 'by its SID, although it was renamed', 'Wizards'],
    ['Administrators', 'as a built-in one', 'Administrators'],
    ['Old Admins', 'by adminCount', 'Old Admins'],
    ['DnsAdmins', 'by its name', 'DnsAdmins'],
    ['Server Team', 'because it is in one', 'Server Team, which is in Wizards'],
    ['Night Shift', 'however deep it is nested', 'Night Shift, which is in Server Team, which is in Wizards'],
  ])('is refused: %s, %s', async (name, _how, shown) => {
    const company = await withAdele()
    // Named by an expression, which no check of files can see through.
    const steps = '- ad.groups: { add: ["${{ person.title }}"] }'

    const plan = await planWith(company, steps, [{ ...adele, title: name }])

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/privileged-group'])
    expect(plan).toMatchObject({ faults: [{ category: 'refused' }] })
    expect(messages(plan)[0]).toContain(`Membership of ${shown} gives control`)
  })

  test('is refused by its SID in a domain of any other language, and a look-alike in none', async () => {
    const company = await withAdele()
    const { ad, view, base } = company
    for (const [name, objectSid] of [
      ['Domänen-Dienste', 'S-1-5-21-1-2-3-519'],
      ['Looks like it', 'S-1-5-21-1-2-3-1519'],
    ] as const) {
      const attributes = { objectClass: ['group'], sAMAccountName: [name] }
      const { id } = await ad.add({ dn: `CN=${name},OU=Groups,${base}`, attributes })
      await view.sync.ad?.modify(id, [{ op: 'replace', attribute: 'objectSid', values: [objectSid] }])
    }

    const plan = await planWith(company, '- ad.groups: { add: [Domänen-Dienste, Looks like it] }')

    expect(messages(plan)).toEqual([expect.stringContaining('Membership of Domänen-Dienste gives control')])
  })

  test('may be left', async () => {
    const company = await withAdele('Server Team')

    expect(await plannedBy(company, '- ad.groups: { only: [] }')).toEqual(['remove Adele Vance from Server Team'])
  })

  test('is no finding where somebody is in it already', async () => {
    const company = await withAdele('Server Team')

    expect(await plannedBy(company, '- ad.groups: { add: [Server Team] }')).toEqual([])
  })
})

test('groups in a circle are looked at once', async () => {
  const company = await withAdele()

  expect(await plannedBy(company, '- ad.groups: { add: [Circle A] }')).toEqual(['add Adele Vance to Circle A'])
})

test('a ladder of groups with two ways up at each rung is climbed once', async () => {
  const company = await withAdele()
  const { ad, base } = company
  const rungs = 24
  const add = async (name: string): Promise<string> =>
    (
      await ad.add({
        dn: `CN=${name},OU=Groups,${base}`,
        attributes: { objectClass: ['group'], sAMAccountName: [name] },
      })
    ).id
  let below: readonly string[] = [await add('Rung 0')]
  for (let rung = 1; rung < rungs; rung++) {
    const here = [await add(`Rung ${rung} left`), await add(`Rung ${rung} right`)]
    for (const group of here) for (const member of below) await ad.addMember(group, member)
    below = here
  }

  expect(await plannedBy(company, '- ad.groups: { add: [Rung 0] }')).toEqual(['add Adele Vance to Rung 0'])
})

test.each([
  ['{}', 'says nothing to do'],
  ['{ keep: [Sales] }', 'says nothing to do'],
  ['{ only: [Sales], add: [VPN] }', 'only says it all'],
  ['{ add: [VPN], keep: [Sales] }', 'keep goes with only'],
  ['{ add: [""] }', 'add'],
])('%s is refused: %s', async (input, why) => {
  await expect(withAdele().then((company) => planWith(company, `- ad.groups: ${input}`))).rejects.toThrow(why)
})
