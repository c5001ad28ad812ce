import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const steps = '- intune.apps: { wipe: all }'

const withApps = async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const adele = company.idOf('01024')
  company.devices.putApp(adele, { app: 'com.microsoft.skype.teams' })
  company.devices.putApp(adele, { app: 'com.microsoft.Office.Outlook' })
  company.devices.putApp(adele, { app: 'com.microsoft.office.word', deviceTag: 'tag-2', deviceName: null })
  company.devices.putApp(adele, { app: 'com.microsoft.teams', deviceTag: null, deviceName: 'Galaxy S24' })
  company.devices.putApp(adele, { app: 'com.microsoft.powerbi', deviceTag: 'tag-3', isWiping: true })
  return { ...company, adele }
}

describe('intune.apps', () => {
  test('wipes each device once, tells what has no tag, and the second time plans nothing', async () => {
    const company = await withApps()

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      ["wipe company data in 2 apps of adele.vance@contoso.com on Adele's phone", ['deletes-data'], 'irreversible'],
      [
        'wipe company data in 1 app of adele.vance@contoso.com on a device without name',
        ['deletes-data'],
        'irreversible',
      ],
    ])
    expect(plan.people[0]?.notes.join()).toContain('com.microsoft.teams on Galaxy S24 has no device tag')
    expect(value(await planWith(company, steps)).changes).toEqual([])
  })

  test('cannot be taken back, and undo says so', async () => {
    const company = await withApps()
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, steps)))

    const undo = await bench.undoPlan(report.id)

    expect(undo.changes).toEqual([])
    expect(undo.people[0]?.notes.join('\n')).toContain('what a wipe deletes is gone')
  })

  test('holds where there is no app, and says so where nobody can tell', async () => {
    const company = await contoso('cloud')
    expect(findings(await planWith(company, steps))[0]).toContain('plan/no-account')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })
    const empty = value(await planWith(company, steps))
    company.devices.hideApps('the tenant has no Intune')

    const hidden = value(await planWith(company, steps))

    expect([empty.changes, empty.people[0]?.holds]).toEqual([[], 1])
    expect([hidden.changes, hidden.people[0]?.holds]).toEqual([[], 0])
    expect(hidden.people[0]?.notes.join()).toContain('not readable, because the tenant has no Intune')
  })

  test.each(['{ wipe: personal }', '{}', '{ wipe: [] }', '{ wipe: all, retire: all }'])('refuses %s', (input) => {
    expect(() => playbookOf(`- intune.apps: ${input}`)).toThrow()
  })
})
