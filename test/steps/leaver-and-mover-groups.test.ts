import { describe, expect, test } from 'vitest'
import type { EntraGroup } from '../../src/model/entra-objects.ts'
import type { Person } from '../../src/model/person.ts'
import type { PlanRequest } from '../../src/planner/plan-request.ts'
import { applyTo, runSteps } from '../support/apply-to.ts'
import { findings, messages, value } from '../support/checked.ts'
import { type Contoso, contoso } from '../support/contoso.ts'
import { laggingMailbox, visio, withExchange } from '../support/lagging-mailbox.ts'
import { adGroupsOf, cloudGroupsOf } from '../support/look-up.ts'
import { cloudGroup, projectX, salesTeam } from '../support/memory-directory.ts'
import { adele, houseOf, planWith } from '../support/plan-with.ts'

const summaries = ({ changes }: { readonly changes: readonly { readonly summary: string }[] }): readonly string[] =>
  changes.map(({ summary }) => summary)

const inAd = async (...names: readonly string[]): Promise<Contoso> => {
  const company = await contoso('ad')
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  for (const name of names) {
    const group = await company.ad.byDn(`CN=${name},OU=Groups,${company.base}`, [])
    await company.ad.addMember(group?.id ?? '', id)
  }
  return company
}

const inCloud = async (...groups: readonly EntraGroup[]): Promise<Contoso> => {
  const company = await contoso('cloud')
  const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  for (const group of groups) await company.entra.addMember(group.id, id)
  return company
}

/** The company with groups that Entra shows for Adele, whatever it lets be written. */
const showing = (company: Contoso, ...groups: readonly EntraGroup[]): Partial<PlanRequest> => {
  const entra = {
    ...company.entra,
    groupsOf: async () => groups,
    group: async (id: string) => groups.find((group) => group.id === id) ?? null,
  }
  return { readers: { ...company.readers, entra } }
}

describe('groups that stay', () => {
  test('are those that fit a pattern under keep, by name or by account name, in any letter case', async () => {
    const company = await inAd('VPN', 'CRM Users', 'CRM Admins', 'Sales', 'Project')

    await runSteps(company, '- ad.groups: { only: [], keep: ["crm*", "*PN", "pro*.b"] }')

    expect(await adGroupsOf(company, '01024')).toEqual(['CRM Admins', 'CRM Users', 'Project', 'VPN'])
  })

  test.each([
    ['*', true],
    ['V*N', true],
    ['VP*PN', false],
    ['*V*P*N*', true],
    ['*X*', false],
    ['VPN*VPN', false],
  ])('%j fits VPN: %s', async (pattern, stays) => {
    const company = await inAd('VPN')

    await runSteps(company, `- ad.groups: { only: [], keep: ["${pattern}"] }`)

    expect(await adGroupsOf(company, '01024')).toEqual(stays ? ['VPN'] : [])
  })

  test('are not taken by remove either', async () => {
    const company = await inCloud(salesTeam, projectX)

    await runSteps(company, '- entra.groups: { remove: [Sales Team, Project X], keep: ["Project *"] }')

    expect(await cloudGroupsOf(company, '01024')).toEqual(['Project X'])
  })

  test('are named by id as well; what keeps nothing is said, for it may be misspelt or meant for another directory', async () => {
    const company = await inCloud(salesTeam, projectX)

    const plan = value(await planWith(company, `- entra.groups: { only: [], keep: ["${salesTeam.id}", VPM, "X*"] }`))

    expect(summaries(plan)).toEqual(['remove Adele Vance from Project X'])
    expect(plan.people[0]?.notes).toEqual(['keep: the account is in no group of Entra called VPM, X*'])
  })
})

describe('another department', () => {
  const move = `- ad.groups: { add: "\${{ roles.groups }}", remove: "\${{ roles.former.groups }}", extras: keep }`
  const toHr: Person = { ...adele, department: 'HR' }

  test('says of every line where it comes from, and lists what was given by hand', async () => {
    const company = await inAd('All Staff', 'Sales', 'CRM Users', 'VPN', 'CRM Admins')

    const plan = await runSteps(company, move, [toHr])

    expect(summaries(plan)).toEqual([
      'add Adele Vance to HR (from department HR)',
      'remove Adele Vance from Sales (was from department Sales)',
      'remove Adele Vance from CRM Users (was from department Sales)',
    ])
    expect(plan.people[0]?.notes).toEqual(['Active Directory groups by hand, kept: CRM Admins, VPN'])
    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'CRM Admins', 'HR', 'VPN'])
  })

  test('takes what was given by hand as well where it is told to', async () => {
    const company = await inAd('All Staff', 'Sales', 'VPN', 'CRM Admins')

    const plan = await runSteps(company, move.replace('extras: keep', 'extras: remove, keep: ["CRM*"]'), [toHr])

    expect(summaries(plan)).toEqual([
      'add Adele Vance to HR (from department HR)',
      'remove Adele Vance from Sales (was from department Sales)',
      'remove Adele Vance from VPN (by hand)',
    ])
  })

  test('keeps what goes for a time of grace, which stands behind everything else', async () => {
    const company = await inAd('All Staff', 'Sales')
    const steps = `${move.replace('extras: keep', 'grace: 14d')}\n- ad.attributes: { title: Recruiter }`

    const plan = value(await planWith(company, steps, [toHr]))

    expect(summaries(plan)).toEqual([
      'add Adele Vance to HR (from department HR)',
      'change title of account Adele Vance',
      'wait until 2026-12-16T00:00:00.000Z (time of grace)',
      'remove Adele Vance from Sales (was from department Sales)',
    ])
    expect(plan.changes[3]?.needs).toEqual([plan.changes[2]?.id])
    await applyTo(company, plan)
    expect(await adGroupsOf(company, '01024')).toEqual(['All Staff', 'HR'])
    expect(new Date(company.clock.now()).toISOString()).toBe('2026-12-16T00:00:00.000Z')
  })

  test('is planned alike all day long', async () => {
    const company = await inAd('Sales')
    const steps = '- ad.groups: { only: [], grace: 2d }'
    const morning = value(await planWith(company, steps))

    company.clock.pass(8 * 3_600_000)

    expect(value(await planWith(company, steps)).id).toBe(morning.id)
  })

  test('takes licences in the same way: the former ones go with their reason, those by hand are listed', async () => {
    const company = await contoso('cloud', {
      skus: [
        withExchange,
        visio,
        { ...visio, skuId: '53818b1b-4a27-454b-8896-0dba576410e6', skuPartNumber: 'PROJECT' },
      ],
    })
    const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    const add = [visio.skuId, '53818b1b-4a27-454b-8896-0dba576410e6'].map((skuId) => ({ skuId, disabledPlans: [] }))
    await company.entra.assignLicences(id, { add, remove: [] })
    const house = houseOf('department: { Sales: { licences: [VISIOCLIENT] }, HR: { licences: [SPE_E3] } }')
    const steps = `- entra.licences: { add: "\${{ roles.licences }}", remove: "\${{ roles.former.licences }}", extras: keep }`

    const plan = value(await planWith(company, steps, [toHr], { house }))
    const later = value(await planWith(company, steps.replace('extras: keep', 'grace: 7d'), [toHr], { house }))

    expect(summaries(plan)).toEqual([
      'assign SPE_E3 to adele.vance@contoso.com, remove VISIOCLIENT from adele.vance@contoso.com (from department HR, was from department Sales)',
    ])
    expect(plan.people[0]?.notes).toEqual(['licences by hand, kept: PROJECT'])
    expect(summaries(later)).toEqual([
      'assign SPE_E3 to adele.vance@contoso.com (from department HR)',
      'wait until 2026-12-09T00:00:00.000Z (time of grace)',
      'remove VISIOCLIENT from adele.vance@contoso.com (was from department Sales)',
    ])
  })

  test('does not take what HR has only left out of its data', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes: { employeeType: 'contractor' } })
    const house = houseOf(
      'employeeType: { contractor: { groups: [VPN] } }\ndepartment: { Sales: {}, HR: { groups: [HR] } }',
    )
    await runSteps(company, '- ad.groups: { add: [VPN] }')

    const plan = value(await planWith(company, move, [toHr], { house }))

    expect(summaries(plan)).toEqual(['add Adele Vance to HR (from department HR)'])
    expect(plan.people[0]?.notes).toEqual([])
  })

  test('loses nothing to a field of the account that no role knows', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes: { c: 'XX' } })
    const house = houseOf('country: { GB: {} }\ndepartment: { Sales: { groups: [Sales] }, HR: {} }')
    await runSteps(company, '- ad.groups: { add: [Sales] }')

    expect(summaries(value(await planWith(company, move, [toHr], { house })))).toEqual([
      'remove Adele Vance from Sales (was from department Sales)',
    ])
  })
})

describe('roles, which no account tells of', () => {
  const move = `- ad.groups: { add: "\${{ roles.groups }}", remove: "\${{ roles.former.groups }}" }`
  const house = houseOf(`
department: { Sales: { groups: [Sales] } }
role:
  crm-admin: { groups: [CRM Admins] }
  night: { groups: [Night Shift, Sales], cloudGroups: [] }
  desk: { groups: [VPN], ou: "OU=IT,OU=Staff" }
  duty: { ou: "OU=HR,OU=Staff" }
`)

  test('take back what they gave where HR lists the roles of somebody and these are not among them', async () => {
    const company = await inAd('Sales', 'CRM Admins', 'VPN', 'HR')

    const plan = value(await planWith(company, move, [{ ...adele, roles: ['desk'] }], { house }))

    expect(summaries(plan)).toEqual(['remove Adele Vance from CRM Admins (was from role crm-admin)'])
  })

  test('take nothing where HR says nothing of roles', async () => {
    const company = await inAd('Sales', 'CRM Admins', 'VPN')

    expect(summaries(value(await planWith(company, move, [adele], { house })))).toEqual([])
  })
})

describe('somebody who leaves', () => {
  const licenceGroup = {
    ...cloudGroup('3a02bd9f-6e8f-4f75-8a87-c3fb73740a31', 'A Licence Group'),
    licensed: true as const,
  }

  test('leaves groups that hand out licences last', async () => {
    const company = await inCloud()

    const plan = value(
      await planWith(
        company,
        '- entra.groups: { only: [] }',
        [adele],
        showing(company, licenceGroup, salesTeam, projectX),
      ),
    )

    expect(summaries(plan)).toEqual([
      'remove Adele Vance from Project X',
      'remove Adele Vance from Sales Team',
      'remove Adele Vance from A Licence Group',
    ])
  })

  test('is told of the mailbox while planning, and keeps the licence', async () => {
    const company = await contoso('cloud', { skus: [withExchange, visio] })
    const user = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    await company.entra.assignLicences(user, { add: [{ skuId: withExchange.skuId, disabledPlans: [] }], remove: [] })
    const lags = { exchangeMs: 0, graphMs: 0, groupMs: 0 }
    const world = laggingMailbox(company, { user, skus: [withExchange], lags, inherited: [] })
    const plan = (steps: string) => planWith(company, steps, [adele], { readers: world.readers })

    const refused = await plan('- entra.licences: { only: [] }')
    const converted = value(await plan('- mailbox.type: { is: shared }\n- entra.licences: { only: [] }'))
    const lost = value(await plan('- entra.licences: { only: [], loseMailbox: true }'))

    expect(findings(refused)).toEqual(['test.yaml:3:5 entra/would-lose-mailbox'])
    expect(messages(refused)[0]).toContain('mailbox.type: { is: shared }')
    expect(converted.changes.map(({ kind }) => kind)).toEqual([
      'mailbox.type.set',
      'wait.mailbox.shared',
      'entra.licence.assign',
    ])
    expect(lost.changes[0]?.hazards).toEqual(['revokes-access', 'deletes-data'])
  })

  test('sees through which group a licence comes, and the plan waits until it has gone with the group', async () => {
    const company = await inCloud()
    const inherited = { skuId: visio.skuId, disabledPlans: [], group: licenceGroup.id, state: 'Active' }
    const shown = showing(company, licenceGroup)
    const entra = { ...shown.readers?.entra, licencesOf: async () => [inherited], skus: async () => [visio] }
    const readers = { ...company.readers, entra: { ...company.entra, ...entra } }
    const leave = (steps: string) => planWith(company, steps, [adele], { readers })

    const stays = value(await leave('- entra.licences: { only: [], verify: true }'))
    const goes = value(await leave('- entra.groups: { only: [] }\n- entra.licences: { only: [], verify: true }'))

    expect([summaries(stays), stays.people[0]?.notes]).toEqual([
      [],
      [
        'VISIOCLIENT comes through the group A Licence Group and stays until the account leaves the group (entra.groups)',
      ],
    ])
    expect(summaries(goes)).toEqual([
      'remove Adele Vance from A Licence Group',
      'wait until adele.vance@contoso.com does not hold VISIOCLIENT through A Licence Group any more',
    ])
    expect(goes.changes[1]?.needs).toEqual([goes.changes[0]?.id])
    expect(goes.people[0]?.notes).toEqual([
      'VISIOCLIENT comes through the group A Licence Group and leaves with the group',
    ])
  })

  test('leaves a group of Active Directory that hands out licences in Entra last, told by its SID', async () => {
    const company = await contoso('hybrid')
    const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    for (const name of ['CRM Admins', 'VPN']) {
      const group = await company.ad.byDn(`CN=${name},OU=Groups,${company.base}`, [])
      await company.ad.addMember(group?.id ?? '', id)
    }
    const crm = await company.ad.byDn(`CN=CRM Admins,OU=Groups,${company.base}`, [])
    const sid = 'S-1-5-21-1004336348-1177238915-682003330-4711'
    await company.view.sync.ad?.modify(crm?.id ?? '', [{ op: 'replace', attribute: 'objectSid', values: [sid] }])
    const synced = { ...licenceGroup, onPremisesSyncEnabled: true, sid }

    const plan = value(await planWith(company, '- ad.groups: { only: [] }', [adele], showing(company, synced)))

    expect(summaries(plan)).toEqual(['remove Adele Vance from VPN', 'remove Adele Vance from CRM Admins'])
    expect(plan.changes[1]?.change).toMatchObject({ licensed: { group: synced.id } })
  })

  test('is in 600 groups of each directory: all are left in one plan, and the output keeps the list', async () => {
    const cloud = Array.from({ length: 600 }, (_, at) =>
      cloudGroup(`5a000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`, `Channel ${at}`),
    )
    const company = await contoso('hybrid')
    const id = await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    for (let at = 0; at < 600; at += 1) {
      const name = `Share ${String(at).padStart(3, '0')}`
      const attributes = { objectClass: ['group'], sAMAccountName: [name] }
      const group = await company.ad.add({ dn: `CN=${name},OU=Groups,${company.base}`, attributes })
      await company.ad.addMember(group.id, id)
    }
    const steps = `- id: ad
  ad.groups: { only: [] }
- id: cloud
  entra.groups: { only: [] }
- ad.attributes: { description: "left \${{ string(size(steps.ad.removed)) }} and \${{ string(size(steps.cloud.removed)) }}" }`

    const plan = value(await planWith(company, steps, [adele], allWritable(company, cloud)))

    expect(plan.counts).toEqual({ add: 0, modify: 1, remove: 1200, wait: 0, other: 0 })
    expect(plan.changes.at(-1)?.after).toMatchObject({ description: ['left 600 and 600'] })
    await applyTo(
      { ...company, entra: company.entra },
      { ...plan, changes: plan.changes.filter(({ system }) => system === 'ad') },
    )
    expect(await adGroupsOf(company, '01024')).toEqual([])
  })
})

/** Entra with these groups, and Adele in all of them. */
const allWritable = (company: Contoso, groups: readonly EntraGroup[]): Partial<PlanRequest> =>
  showing(company, ...groups)
