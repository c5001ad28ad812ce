import { describe, expect, test } from 'vitest'
import type { Ownable } from '../../../src/model/entra-rights.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { projectX, salesList, salesTeam, syncedSales } from '../../support/memory-directory.ts'
import { crm } from '../../support/memory-rights.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const ADELE = adele.employeeId
const toManager = '- entra.owners: { to: "${{ person.manager }}" }'
const toNobody = '- entra.owners: {}'

const group = ({ id }: { readonly id: string }): Ownable => ({ type: 'group', id })
const app: Ownable = { type: 'servicePrincipal', id: crm.id }

/** Adele owns a team with Alex, and another group and an application alone. */
const withOwner = async (): Promise<Contoso> => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
  const own = (object: Ownable, displayName: string, key = ADELE) =>
    company.entra.addOwner({ ...object, displayName }, company.idOf(key))
  await own(group(projectX), 'Project X')
  await own(group(projectX), 'Project X', '00102')
  await own(group(salesTeam), 'Sales Team')
  await own(app, 'CRM')
  return company
}

const ownersOf = async (company: Contoso, object: Ownable): Promise<readonly string[]> =>
  (await company.entra.ownersOf(object)).map(({ name }) => name).sort()

describe('what a leaver owns', () => {
  test('gets the successor first, and then loses the leaver; the second run plans nothing', async () => {
    const company = await withOwner()

    const plan = await runSteps(company, toManager)

    for (const object of [group(salesTeam), app]) expect(await ownersOf(company, object)).toEqual(['Miriam Graham'])
    expect(await ownersOf(company, group(projectX))).toEqual(['Alex Wilber', 'Miriam Graham'])
    const [add, remove] = ['entra.owner.add', 'entra.owner.remove'].map((kind) =>
      plan.changes.find((change) => change.kind === kind && change.target.name === 'CRM'),
    )
    expect(remove?.needs).toEqual([add?.id])
    expect(await plannedBy(company, toManager)).toEqual([])
  })

  test('keeps the leaver where nobody is named and nobody else owns it, and the plan lists that', async () => {
    const company = await withOwner()

    const plan = await runSteps(company, toNobody)

    expect(plan.changes.map(({ summary }) => summary)).toEqual(['remove Adele Vance from the owners of Project X'])
    expect(await ownersOf(company, app)).toEqual(['Adele Vance'])
    expect(plan.people[0]?.notes[0]).toMatch(/^stays the only owner of .*(Sales Team|CRM).*, because nobody is named/)
    expect(await plannedBy(company, toNobody)).toEqual([])
  })

  test('is left to somebody even where two owners leave in one batch', async () => {
    const company = await withOwner()
    const alex = { employeeId: '00102', givenName: 'Alex', surname: 'Wilber' }

    const plan = await runSteps(company, toNobody, [adele, alex])

    expect(await ownersOf(company, group(projectX))).toEqual(['Alex Wilber'])
    expect(plan.people[1]?.notes[0]).toContain('stays the only owner of Project X')
  })

  test('only loses the leaver where the successor owns it already', async () => {
    const company = await withOwner()

    const plan = value(await planWith(company, '- entra.owners: { to: "00102" }'))

    expect(plan.changes.map(({ summary }) => summary)).toContain('remove Adele Vance from the owners of Project X')
    expect(plan.changes.map(({ summary }) => summary)).not.toContain('make Alex Wilber an owner of Project X')
  })

  test('is told of where Active Directory or Exchange is the master', async () => {
    const company = await withOwner()
    const foreign = [
      { id: syncedSales.id, type: 'group', displayName: 'Sales', master: 'ad', unified: false },
      { id: salesList.id, type: 'group', displayName: 'Sales List', master: 'exchange', unified: false },
    ] as const
    const entra = { ...company.entra, ownedBy: async () => foreign }

    const plan = value(await planWith({ ...company, readers: { ...company.readers, entra } }, toManager))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes).toEqual([
      'the owner of Sales comes from Active Directory (managedBy)',
      'Exchange keeps the owners of Sales List',
    ])
  })

  test('does not go to the leaver, nor to somebody whom nobody knows', async () => {
    const company = await withOwner()

    expect(findings(await planWith(company, `- entra.owners: { to: "${ADELE}" }`))[0]).toContain('plan/same-person')
    expect(findings(await planWith(company, '- entra.owners: { to: "09999" }'))[0]).toContain('plan/unknown-person')
  })

  test('says that owners of a team who are to work in it have to be members too', async () => {
    const company = await withOwner()

    const { people } = value(await planWith(company, toManager))

    expect(people[0]?.notes).toEqual([
      'Miriam Graham is no member of Project X: owners who are to work there have to be members too',
    ])
  })
})

describe('whoever reports to a leaver', () => {
  const reports = '- entra.reports: { to: "${{ person.manager }}" }'

  const withReports = async (count: number): Promise<Contoso> => {
    const company = await contoso('cloud')
    const boss = await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
    for (let index = 0; index < count; index += 1) {
      const id = await company.hire({ employeeId: `R${index}`, name: `Report ${index}`, username: `report.${index}` })
      await company.entra.setManager(id, boss)
    }
    return company
  }

  test('gets another manager, be they twenty; the second run plans nothing', async () => {
    const company = await withReports(20)

    await runSteps(company, reports)

    expect((await company.entra.reportsOf(company.idOf('00101'))).length).toBe(20)
    expect(await plannedBy(company, reports)).toEqual([])
  })

  test('and is the successor himself gets the manager of the leaver', async () => {
    const company = await withReports(2)
    await company.entra.setManager(company.idOf(ADELE), company.idOf('00102'))

    await runSteps(company, '- entra.reports: { to: R0 }')

    expect((await company.entra.manager(company.idOf('R0')))?.name).toBe('Alex Wilber')
    expect((await company.entra.manager(company.idOf('R1')))?.name).toBe('Report 0')
  })

  test('keeps the manager where nobody is named: the step is skipped', async () => {
    const company = await withReports(1)

    const plan = value(await planWith(company, '- entra.reports: { to: "" }'))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped.map(({ because }) => because)).toEqual(['nobody is named'])
  })

  test('and comes from Active Directory is left to it, and told of', async () => {
    const company = await contoso('hybrid')
    await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
    const diego = { id: 'd', userPrincipalName: 'diego@contoso.com', displayName: 'Diego Siciliani' }
    const reportsOf = async () => [{ ...diego, onPremisesSyncEnabled: true }]
    const readers = { ...company.readers, entra: { ...company.entra, reportsOf } }

    const plan = value(await planWith({ ...company, readers }, reports))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes).toEqual(['the manager of Diego Siciliani comes from Active Directory: ad.reports'])
  })
})
