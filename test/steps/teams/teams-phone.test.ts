import { describe, expect, test } from 'vitest'
import type { TeamsNumbers } from '../../../src/model/teams-number.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { userOf } from '../../support/look-up.ts'
import { planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const steps = '- teams.phone: { unassign: true }'
const number = {
  telephoneNumber: '+12065550124',
  numberType: 'callingPlan',
  category: 'primary',
  locationId: '93cb8a70-b4af-41df-9928-d07607e21776',
  isOnPremises: false,
}
const privateLine = { ...number, telephoneNumber: '+12065550125', category: 'private' }
const fromAd = { ...number, telephoneNumber: '+12065550126', isOnPremises: true }

const withNumbers = async (mode: 'cloud' | 'hybrid' = 'cloud', numbers = [number, privateLine]) => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const adeleId = (await userOf(company, '01024')).id
  for (const one of numbers) await company.entra.assignTeamsNumber(adeleId, one)
  return { ...company, adeleId }
}

/** The company as an application sees it that is told nothing else about numbers. */
const seeing = (company: Contoso, numbers: TeamsNumbers): Contoso => {
  const entra = { ...company.entra, teamsNumbersOf: async () => numbers }
  return { ...company, readers: { ...company.readers, entra } }
}

describe('teams.phone', () => {
  test.each(['cloud', 'hybrid'] as const)(
    'takes every number, and the second time plans nothing (%s)',
    async (mode) => {
      const company = await withNumbers(mode)

      const plan = await runSteps(company, steps)

      expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
        ['take the telephone number +12065550124 from adele.vance@contoso.com', ['revokes-access'], 'reversible'],
        ['take the telephone number +12065550125 from adele.vance@contoso.com', ['revokes-access'], 'reversible'],
      ])
      expect(await company.entra.teamsNumbersOf(company.adeleId)).toEqual({ readable: true, numbers: [] })
      const again = value(await planWith(company, steps))
      expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
    },
  )

  test('is taken back with line and emergency address', async () => {
    const company = await withNumbers()
    const before = await digestOf(company.readers, { upns: ['adele.vance@contoso.com'] })
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, steps)))
    expect(await company.entra.teamsNumbersOf(company.adeleId)).toEqual({ readable: true, numbers: [] })

    const undo = await bench.undoPlan(report.id)
    await bench.apply(undo)

    expect(undo.changes.map(({ summary }) => summary).sort()).toEqual([
      'give adele.vance@contoso.com the telephone number +12065550124',
      'give adele.vance@contoso.com the telephone number +12065550125',
    ])
    expect(await digestOf(company.readers, { upns: ['adele.vance@contoso.com'] })).toBe(before)
    expect(before).toContain(number.locationId)
  })

  test('leaves a number of Active Directory, and says where it is emptied', async () => {
    const company = await withNumbers('hybrid', [fromAd])

    const plan = value(await planWith(company, steps))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes.join('\n')).toContain('+12065550126 stays: it is set in Active Directory')
  })

  test('says why numbers cannot be read, and stops nothing', async () => {
    const company = seeing(await withNumbers(), { readable: false, because: 'the tenant has no Teams Phone' })

    const plan = value(await planWith(company, steps))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes.join('\n')).toContain(
      'whether adele.vance@contoso.com has a telephone number of Teams is not known: the tenant has no Teams Phone',
    )
  })

  test('is skipped without Entra, and reports who has no account', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    expect(value(await planWith(company, steps)).people[0]?.skipped).toHaveLength(1)
    expect(findings(await planWith(await contoso('cloud'), steps))[0]).toContain('plan/no-account')
  })

  test.each(['unassign: false', 'unassign: all', 'number: "+12065550124"', ''])('refuses { %s }', (input) => {
    expect(() => playbookOf(`- teams.phone: { ${input} }`)).toThrow()
  })
})
