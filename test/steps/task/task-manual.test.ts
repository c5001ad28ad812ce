import { describe, expect, test } from 'vitest'
import { createPaint } from '../../../src/cli/views/paint.ts'
import { planText } from '../../../src/cli/views/plan-text.ts'
import { wholeRunText } from '../../../src/cli/views/run-text.ts'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { plannedBy, planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const task = (more = '') => `- task.manual: { text: "collect the badge of Adele", ${more} }`
const block = '- id: block\n  entra.disable: {}\n'
const command = 'command: "Set-Badge -Owner 01024 -State Returned"'

const withAdele = async (properties = {}) => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', ...properties })
  return company
}

const paint = createPaint(false)
const again = (words: string): string => `joinery ${words}`

describe('task.manual', () => {
  test('stands in the plan as something to do by hand, with the line to type where there is one', async () => {
    const company = await withAdele()

    const plan = value(await planWith(company, `${block}${task(command)}\n${task().replace('badge', 'laptop')}`))

    expect(plan.changes.slice(1)).toMatchObject([
      { kind: 'task.manual.give', manual: 'Set-Badge -Owner 01024 -State Returned', action: 'other', needs: [] },
      { kind: 'task.manual.give', manual: '', action: 'other', needs: [] },
    ])
    const shown = planText(plan, paint)
    expect(shown).toContain(
      '  People\n    * collect the badge of Adele  (by hand)\n        type: Set-Badge -Owner 01024 -State Returned',
    )
    expect(shown).toContain('collect the laptop of Adele  (by hand)\n')
    expect(shown).not.toContain('cannot be taken back')
  })

  test('is left to a person by a run, which ends all the same, and told at its end', async () => {
    const company = await withAdele()
    const bench = runBench({ readers: company.readers, writers: company.writers })
    const plan = value(await planWith(company, `${block}${task(command)}`))

    const report = await bench.apply(plan)

    expect([report.status, report.counts.made, report.counts.manual]).toEqual(['done', 1, 1])
    expect(wholeRunText(report, again, paint)).toContain(
      'To do by hand:\n  Adele Vance: collect the badge of Adele\n    Set-Badge -Owner 01024 -State Returned\n',
    )
  })

  test('is given once, for the second time nothing changes', async () => {
    const company = await withAdele()
    await runSteps(company, `${block}${task()}`)

    const plan = value(await planWith(company, `${block}${task()}`))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped.map(({ because }) => because)).toEqual([
      'nothing changes, so there is nothing to do by hand',
    ])
  })

  test('is given for the steps that it is about alone, and no task is a reason for another', async () => {
    const company = await withAdele()
    const city = '- id: city\n  entra.attributes: { city: Gdańsk }\n'

    expect(await plannedBy(company, `${city}${block}${task('about: [city]')}`)).toHaveLength(3)
    expect(
      await plannedBy(company, `${block}- id: first\n  ${task().slice(2)}\n${task('about: [first]')}`),
    ).toHaveLength(2)
  })

  test('tells whoever takes the run back of what was left to a person', async () => {
    const company = await withAdele()
    const bench = runBench({ readers: company.readers, writers: company.writers })
    const report = await bench.apply(value(await planWith(company, `${block}${task(command)}`)))

    const undo = await bench.undoPlan(report.id)

    expect(undo.people[0]?.notes).toEqual([
      'left to a person, who takes it back if it was done: collect the badge of Adele',
    ])
  })

  test.each([
    ['an empty text', 'text: ""'],
    ['a text of two lines', 'text: "collect\\nthe badge"'],
    ['a command of two lines', 'text: collect, command: "a\\nb"'],
    ['a field that is none', 'text: collect, by: IT'],
  ])('refuses %s', (_what, input) => {
    expect(() => playbookOf(`- task.manual: { ${input} }`)).toThrow()
  })
})
