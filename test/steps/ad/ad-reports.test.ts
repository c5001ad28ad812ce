import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const reports = '- ad.reports: { to: "00101" }'

/** Adele Vance, whom some colleagues report to; numbered from 02000. */
const withReports = async (count: number, manager?: string): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  for (let at = 0; at < count; at += 1)
    await company.hire({ employeeId: `02${String(at).padStart(3, '0')}`, name: `Person ${at}`, enabled: at % 2 === 0 })
  for (let at = 0; at < count; at += 1) await reportTo(company, `02${String(at).padStart(3, '0')}`, '01024')
  if (manager !== undefined) await reportTo(company, '01024', manager)
  return company
}

const reportTo = ({ ad, idOf }: Contoso, employeeId: string, manager: string): Promise<void> =>
  ad.modify(idOf(employeeId), [{ op: 'add', attribute: 'manager', values: [`<GUID=${idOf(manager)}>`] }])

const managerOf = async ({ ad, idOf }: Contoso, employeeId: string): Promise<string | undefined> =>
  (await ad.byId(idOf(employeeId), ['manager']))?.attributes['manager']?.[0]

describe('direct reports', () => {
  test('of a manager of twenty all go to the successor, disabled ones too, once', async () => {
    const company = await withReports(20)

    const plan = await runSteps(company, reports)

    expect(plan.changes).toHaveLength(20)
    expect(new Set(plan.changes.map(({ kind, person }) => `${kind} ${person}`))).toEqual(
      new Set(['ad.entry.modify 01024']),
    )
    expect(plan.people[0]?.notes).toEqual(['20 direct reports go to Miriam Graham'])
    const managers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => managerOf(company, `02${String(at).padStart(3, '0')}`)),
    )
    expect(new Set(managers)).toEqual(new Set([`CN=Miriam Graham,OU=Sales,OU=Staff,${company.base}`]))
    expect(await plannedBy(company, reports)).toEqual([])
  })

  test('are computed over the batch: one who leaves with the manager goes too, and one who has left already does not', async () => {
    const company = await withReports(2)
    const leaver = { ...adele, employeeId: '02000', givenName: 'Person', surname: '0' }
    const steps = `${reports}\n- ad.disable: {}`

    const plan = await runSteps(company, steps, [leaver, adele])

    expect(plan.changes.filter(({ person }) => person === '01024').map(({ summary }) => summary)).toEqual([
      'change manager of account Person 0',
      'change manager of account Person 1',
      'disable account Adele Vance',
    ])
  })

  test('who take over get the manager of the leaver, for nobody is his own manager', async () => {
    const company = await withReports(2, '00101')

    await runSteps(company, '- ad.reports: { to: "02000" }')

    expect([await managerOf(company, '02000'), await managerOf(company, '02001')]).toEqual([
      `CN=Miriam Graham,OU=Sales,OU=Staff,${company.base}`,
      `CN=Person 0,OU=Sales,OU=Staff,${company.base}`,
    ])
  })

  test('who take over from somebody without a manager stay, and that is said', async () => {
    const company = await withReports(2)

    const plan = value(await planWith(company, '- ad.reports: { to: "02000" }'))

    expect(plan.changes.map(({ summary }) => summary)).toEqual(['change manager of account Person 1'])
    expect(plan.people[0]?.notes).toEqual([
      '1 direct report goes to Person 0',
      'Person 0 still reports to Adele Vance, who has no manager',
    ])
  })

  test('stay where nobody is named', async () => {
    const company = await withReports(1)

    const plan = value(await planWith(company, '- ad.reports: { to: "" }'))

    expect([plan.changes, plan.people[0]?.skipped]).toEqual([[], [{ step: 'ad.reports', because: 'nobody is named' }]])
  })

  test('do not go to whom nobody knows, nor to the leaver', async () => {
    const company = await withReports(1)

    expect(findings(await planWith(company, '- ad.reports: { to: "99999" }'))).toEqual([
      'test.yaml:3:5 plan/unknown-person',
    ])
    expect(findings(await planWith(company, '- ad.reports: { to: "01024" }'))).toEqual([
      'test.yaml:3:5 plan/same-person',
    ])
  })
})
