import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { packagesBefore } from '../../support/packages-before.ts'
import { adele, planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const all = '- entra.packages: { remove: all }'

const withAdele = async () => {
  const company = await contoso('cloud')
  const id = await company.hire({ employeeId: adele.employeeId, name: 'Adele Vance' })
  company.packages.set(id, packagesBefore)
  return company
}

describe('access packages of a person', () => {
  test('all go, open requests are told of, and the second run plans nothing', async () => {
    const company = await withAdele()

    const plan = await runSteps(company, all)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      ['take the access package Sales Partners from adele.vance@contoso.com', ['revokes-access'], 'irreversible'],
    ])
    expect(plan.people[0]?.notes).toEqual([
      'a request for the access package Trade Fair is open: cancel or deny it in the Entra admin centre',
    ])
    const again = value(await planWith(company, all))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('are requested again by people, which undo says', async () => {
    const company = await withAdele()
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, all)))

    const undo = await bench.undoPlan(report.id)

    expect(undo.changes).toEqual([])
    expect(undo.people[0]?.notes.join('\n')).toContain('request Sales Partners again')
  })

  test('that cannot be read are a note, and the plan goes on', async () => {
    const company = await withAdele()
    const packagesOf = async () => ({ readable: false, because: 'the tenant has no licence' }) as const
    const readers = { ...company.readers, entra: { ...company.entra, packagesOf } }

    const plan = value(await planWith({ ...company, readers }, all))

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 0])
    expect(plan.people[0]?.notes).toEqual([
      'access packages are not readable, because the tenant has no licence: look at them in the Entra admin centre',
    ])
  })

  test('of somebody without an account are a finding', async () => {
    expect(findings(await planWith(await contoso('cloud'), all))[0]).toContain('plan/no-account')
  })

  test.each(['{}', '{ remove: none }', '{ remove: [Sales] }', '{ remove: all, add: [Sales] }'])(
    'refuses %s',
    (input) => {
      expect(() => playbookOf(`- entra.packages: ${input}`)).toThrow()
    },
  )
})
