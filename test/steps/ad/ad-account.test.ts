import { describe, expect, test } from 'vitest'
import { isEnabled, valuesOf } from '../../../src/model/ad-entry.ts'
import type { Person } from '../../../src/model/person.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { adGroupsOf, entryOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const account = `- id: account
  ad.account:
    ou: \${{ roles.ou }}
    attributes:
      title: \${{ person.title }}
      department: \${{ person.department }}
      telephoneNumber: \${{ person.phone }}
      manager: \${{ person.manager }}
    enabled: true
    password: generated`
const groups = '- ad.groups: { add: "${{ roles.groups }}", remove: "${{ roles.former.groups }}" }'

describe('a new colleague', () => {
  test('gets a disabled account, then a password, and is enabled last', async () => {
    const company = await contoso('ad')

    const plan = await runSteps(company, account)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'create account adele.vance',
      'set a generated password for Adele Vance',
      'enable account Adele Vance',
    ])
    const names = ['cn', 'displayName', 'givenName', 'mail', 'manager', 'name', 'pwdLastSet', 'sAMAccountName', 'sn']
    const entry = await entryOf(company, '01024', [...names, 'userPrincipalName', 'title', 'telephoneNumber'])
    expect(entry.dn).toBe(`CN=Adele Vance,OU=Sales,OU=Staff,${company.base}`)
    expect(entry.attributes).toEqual({
      cn: ['Adele Vance'],
      displayName: ['Adele Vance'],
      givenName: ['Adele'],
      mail: ['adele.vance@contoso.com'],
      manager: [`CN=Miriam Graham,OU=Sales,OU=Staff,${company.base}`],
      name: ['Adele Vance'],
      pwdLastSet: ['0'],
      sAMAccountName: ['adele.vance'],
      sn: ['Vance'],
      telephoneNumber: ['+44 20 7946 0123'],
      title: ['Account Executive'],
      userPrincipalName: ['adele.vance@contoso.com'],
    })
    expect(isEnabled(await entryOf(company, '01024', ['userAccountControl']))).toBe(true)
  })

  test('stays disabled where the playbook does not say otherwise', async () => {
    const company = await contoso('ad')

    await runSteps(company, '- ad.account: { ou: OU=Staff }')

    expect(isEnabled(await entryOf(company, '01024', ['userAccountControl']))).toBe(false)
  })

  test('cannot be enabled without a password', async () => {
    const company = await contoso('ad')

    const plan = await planWith(company, '- ad.account: { ou: OU=Staff, enabled: true }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/no-password'])
    expect(messages(plan)[0]).toContain('password: generated')
  })

  test('is told from somebody of the same name by the employee number alone', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '00777', name: 'Adele Vance', department: 'Sales', username: 'adele.vance' })

    const plan = await runSteps(company, account)

    expect((await entryOf(company, '01024', ['sAMAccountName'])).attributes).toEqual({ sAMAccountName: ['avance'] })
    expect((await entryOf(company, '01024')).dn).toBe(`CN=Adele Vance (2),OU=Sales,OU=Staff,${company.base}`)
    expect(plan.people[0]?.notes).toEqual([`adele.vance is taken by CN=Adele Vance,OU=Sales,OU=Staff,${company.base}`])
  })

  test('has no attribute that HR left out', async () => {
    const company = await contoso('ad')

    await runSteps(company, account, [{ employeeId: '01024', givenName: 'Adele', department: 'Sales' }])

    expect((await entryOf(company, '01024', ['title', 'telephoneNumber', 'manager', 'sn'])).attributes).toEqual({})
  })

  test('may get other names and addresses from the playbook, each once, however it is spelt there', async () => {
    const company = await contoso('ad')
    const own = `- ad.account: { ou: OU=Staff, attributes: { DisplayName: "Vance, Adele", MAIL: sales@contoso.com, sn: null } }`

    await runSteps(company, own)

    expect((await entryOf(company, '01024', ['displayName', 'mail', 'sn'])).attributes).toEqual({
      displayName: ['Vance, Adele'],
      mail: ['sales@contoso.com'],
    })
    expect(await plannedBy(company, own)).toEqual([])
  })
})

describe('a colleague who has an account', () => {
  test('is found, and nothing is planned once everything holds', async () => {
    const company = await contoso('ad')
    await runSteps(company, `${account}\n${groups}`)

    const again = value(await planWith(company, `${account}\n${groups}`))

    expect(again.changes).toEqual([])
    // The account, its OU, being enabled, three names, four attributes; three groups.
    expect(again.people[0]).toMatchObject({ holds: 10 + 3, notes: [] })
  })

  test('changes exactly what another department changes: attributes, OU and groups', async () => {
    const company = await contoso('ad')
    await runSteps(company, `${account}\n${groups}`)
    await company.ad.addMember(
      (await company.ad.byDn(`CN=VPN,OU=Groups,${company.base}`, []))?.id ?? '',
      (await entryOf(company, '01024')).id,
    )

    const plan = await runSteps(company, `${account}\n${groups}`, [{ ...adele, department: 'HR' }])

    expect(plan.changes.map(({ summary, before, after }) => [summary, before, after])).toEqual([
      [
        `move account Adele Vance to OU=HR,OU=Staff,${company.base}`,
        { distinguishedName: [`CN=Adele Vance,OU=Sales,OU=Staff,${company.base}`] },
        { distinguishedName: [`CN=Adele Vance,OU=HR,OU=Staff,${company.base}`] },
      ],
      ['change department of account Adele Vance', { department: ['Sales'] }, { department: ['HR'] }],
      ['add Adele Vance to HR (from department HR)', expect.anything(), expect.anything()],
      ['remove Adele Vance from Sales (was from department Sales)', expect.anything(), expect.anything()],
      ['remove Adele Vance from CRM Users (was from department Sales)', expect.anything(), expect.anything()],
    ])
    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'HR', 'VPN'])
    expect(await plannedBy(company, `${account}\n${groups}`, [{ ...adele, department: 'HR' }])).toEqual([])
  })

  test('is enabled when coming back, with the user name of before and a new password', async () => {
    const company = await contoso('ad')
    const before = { employeeId: '01024', name: 'Adele Vance', username: 'avance3', enabled: false }
    const id = await company.hire(before)

    const plan = await runSteps(company, account)

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'change title, telephoneNumber, manager of account Adele Vance',
      'set a generated password for Adele Vance',
      'enable account Adele Vance',
    ])
    expect(plan.people[0]?.notes).toEqual([
      'has the account avance3 already; user name and mail address stay',
      'comes back to a disabled account, so it gets a new password',
    ])
    const entry = await entryOf(company, '01024', ['sAMAccountName', 'userAccountControl'])
    expect([entry.id, isEnabled(entry), valuesOf(entry, 'sAMAccountName')]).toEqual([id, true, ['avance3']])
  })

  test('is left as it is where the playbook does not say whether it may sign in', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', enabled: false })

    expect(await plannedBy(company, '- ad.account: { ou: "OU=Sales,OU=Staff" }')).toEqual([])
  })

  test('keeps the values that HR says nothing about', async () => {
    const company = await contoso('ad')
    await runSteps(company, account)
    const { title: _title, manager: _manager, ...rest } = adele

    expect(await plannedBy(company, account, [rest])).toEqual([])
  })

  test('loses a value where the playbook says null', async () => {
    const company = await contoso('ad')
    await runSteps(company, account)

    await runSteps(company, '- ad.account: { ou: "OU=Sales,OU=Staff", attributes: { title: null, manager: null } }')

    expect((await entryOf(company, '01024', ['title', 'manager'])).attributes).toEqual({})
  })

  test('shows another name after a marriage and keeps the user name', async () => {
    const company = await contoso('ad')
    await runSteps(company, account)

    const plan = await runSteps(company, account, [{ ...adele, surname: 'Wilber' }])

    expect(plan.changes.map(({ after }) => after)).toEqual([{ displayName: ['Adele Wilber'], sn: ['Wilber'] }])
  })

  test('keeps its bits of userAccountControl but for the one that disables it', async () => {
    const company = await contoso('ad')
    await company.hire({
      employeeId: '01024',
      name: 'Adele Vance',
      attributes: { userAccountControl: '66050' },
      enabled: false,
    })

    await runSteps(company, '- ad.enable: {}')

    expect((await entryOf(company, '01024', ['userAccountControl'])).attributes).toEqual({
      userAccountControl: ['66048'],
    })
  })
})

describe('a manager', () => {
  const alex = 'CN=Alex Wilber,OU=HR,OU=Staff,DC=corp,DC=contoso,DC=com'
  const managerAfter = async (manager: string): Promise<readonly string[]> => {
    const company = await contoso('ad')
    await runSteps(company, account, [{ ...adele, manager }])
    expect(await plannedBy(company, account, [{ ...adele, manager }])).toEqual([])
    return valuesOf(await entryOf(company, '01024', ['manager']), 'manager')
  }

  test.each(['00102', 'alex.wilber@contoso.com', 'ALEX.WILBER@contoso.com', alex, alex.toLowerCase()])(
    'is found by %s',
    async (reference) => {
      expect(await managerAfter(reference)).toEqual([alex])
    },
  )

  test.each([
    ['first', 0],
    ['last', 1],
  ])('who starts in the same batch is found when listed %s', async (_place, at) => {
    const company = await contoso('ad')
    const boss: Person = { employeeId: 'B7', givenName: 'Lidia', surname: 'Holloway', department: 'Sales' }
    const report = { ...adele, manager: 'b7' }
    const people = at === 0 ? [boss, report] : [report, boss]

    const plan = await runSteps(company, account, people)

    expect(plan.people.map(({ name }) => name)).toEqual(['Lidia Holloway', 'Adele Vance'])
    const { dn } = await entryOf(company, 'B7')
    expect(valuesOf(await entryOf(company, '01024', ['manager']), 'manager')).toEqual([dn])
    const added = plan.changes.filter(({ kind }) => kind === 'ad.entry.add').map(({ id }) => id)
    expect(plan.changes.find(({ id }) => id === added[1])?.needs).toEqual([added[0]])
    expect(await plannedBy(company, account, people)).toEqual([])
  })

  test('whom nobody knows is bad input, at the place where the person has it', async () => {
    const company = await contoso('ad')

    const plan = await planWith(company, account, [{ ...adele, manager: '99999' }])

    // Columns count from the person, whose fields stand in alphabetical order.
    expect(findings(plan)).toEqual(['new-hires.yaml:1:6 plan/unknown-person'])
    expect(plan).toMatchObject({ faults: [{ category: 'input' }] })
    expect(messages(plan)[0]).toContain('no account has "99999"')
  })

  test('whom the playbook itself names is looked for at its place in the playbook', async () => {
    const company = await contoso('ad')

    const plan = await planWith(company, '- ad.account: { ou: OU=Staff, attributes: { manager: nobody@contoso.com } }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/unknown-person'])
  })

  test('who could be two people is refused with both shown', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '00102', name: 'Isaiah Langer', department: 'HR' })

    const plan = await planWith(company, account, [{ ...adele, manager: '00102' }])

    expect(findings(plan)).toEqual(['new-hires.yaml:1:6 plan/ambiguous-person'])
    expect(plan).toMatchObject({ faults: [{ category: 'refused' }] })
    expect(messages(plan)[0]).toContain(`"00102" fits ${alex} and CN=Isaiah Langer,OU=HR,OU=Staff,${company.base}`)
  })

  test.each(['assistant', 'secretary'])('and the %s are named in the same ways', async (attribute) => {
    const company = await contoso('ad')
    const steps = `- ad.account: { ou: OU=Staff, attributes: { ${attribute}: "00102" } }`

    await runSteps(company, steps)

    expect(valuesOf(await entryOf(company, '01024', [attribute]), attribute)).toEqual([alex])
    expect(await plannedBy(company, steps)).toEqual([])
  })
})

describe('an account is not planned', () => {
  test.each([
    ['OU=Marketing,OU=Staff', 'OU=Marketing,OU=Staff,DC=corp,DC=contoso,DC=com'],
    ['OU=Sales,OU=Staff,DC=other,DC=com', 'OU=Sales,OU=Staff,DC=other,DC=com,DC=corp,DC=contoso,DC=com'],
    ['Sales', 'Sales'],
    ['CN=Miriam Graham,OU=Sales,OU=Staff', 'CN=Miriam Graham,OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com'],
  ])('below %s, which is no OU', async (ou, shown) => {
    const company = await contoso('ad')

    const plan = await planWith(company, `- ad.account: { ou: "${ou}" }`)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/no-such-ou'])
    expect(messages(plan)[0]).toContain(`There is no ${shown}.`)
  })

  test.each(['OU=Sales,OU=Staff', 'ou=sales, ou=staff', 'OU=Sales,OU=Staff,dc=CORP,dc=contoso,dc=com', 'CN=Users'])(
    'anywhere but in the OU that "%s" means',
    async (ou) => {
      const company = await contoso('ad')

      await runSteps(company, `- ad.account: { ou: "${ou}" }`)

      expect((await entryOf(company, '01024')).dn).toBe(
        `CN=Adele Vance,${ou === 'CN=Users' ? ou : 'OU=Sales,OU=Staff'},${company.base}`,
      )
    },
  )

  test('where two accounts carry the number of one person', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.hire({ employeeId: '01024', name: 'Adele Vance-Smith' })

    const plan = await planWith(company, `${account}\n${groups}`)

    expect(findings(plan)).toEqual(['new-hires.yaml:1:1 plan/two-accounts'])
    expect(plan).toMatchObject({ faults: [{ category: 'refused' }] })
    expect(messages(plan)[0]).toContain(`CN=Adele Vance-Smith,OU=Sales,OU=Staff,${company.base}`)
  })

  test('with the number of somebody else', async () => {
    const company = await contoso('ad')

    const plan = await planWith(company, '- ad.account: { ou: OU=Staff, attributes: { EmployeeId: "00101" } }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/key-attribute'])
  })

  test('and everything that is wrong is told together, without what follows from it', async () => {
    const company = await contoso('ad')
    const steps = `- ad.account: { ou: OU=Nowhere, attributes: { manager: "\${{ person.manager }}" } }
- ad.groups: { add: [Sales] }
- ad.enable: {}`

    const plan = await planWith(company, steps, [{ ...adele, manager: '99999' }])

    expect(findings(plan)).toEqual(['new-hires.yaml:1:6 plan/unknown-person', 'test.yaml:3:5 plan/no-such-ou'])
  })
})

test('later steps see whether the account is new and where it will be', async () => {
  const company = await contoso('ad')
  const steps = `${account}
- ad.attributes: { description: "\${{ steps.account.isNew ? 'new' : 'known' }}", info: "\${{ steps.account.dn }}" }`

  await runSteps(company, steps)
  const first = await entryOf(company, '01024', ['description', 'info'])
  await runSteps(company, steps, [{ ...adele, department: 'HR' }])
  const second = await entryOf(company, '01024', ['description', 'info'])

  expect(first.attributes).toEqual({ description: ['new'], info: [first.dn] })
  expect(second.attributes).toEqual({ description: ['known'], info: [second.dn] })
})

test('a new account without a password is new all the same', async () => {
  const company = await contoso('ad')
  const steps = `- id: account
  ad.account: { ou: OU=Staff }
- ad.attributes: { description: "\${{ steps.account.isNew ? 'new' : 'known' }}" }`

  await runSteps(company, steps)

  expect((await entryOf(company, '01024', ['description'])).attributes).toEqual({ description: ['new'] })
})
