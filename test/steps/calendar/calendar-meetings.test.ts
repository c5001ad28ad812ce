import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const steps = '- calendar.meetings: { cancel: organised, within: 90, comment: "Adele has left." }'
const own = ['miriam.graham@contoso.com']

const withMeetings = async () => {
  const company = await withMailbox()
  const meet = (id: string, days: number, subject: string, more: object = {}) => {
    const start = new Date(company.clock.now() + days * 86_400_000).toISOString()
    company.mailboxes.meet(company.adeleId, { id, subject, start, isSeries: false, attendees: own, ...more })
  }
  meet('AAMk1', 2, 'Forecast', { isSeries: true })
  meet('AAMk2', 4, 'Offer', { attendees: [...own, 'Buyer@Fabrikam.com'] })
  meet('AAMk3', 5, '')
  meet('AAMk4', 91, 'Far away')
  return company
}

describe('calendar.meetings', () => {
  test('cancels what is to come, tells where people outside get mail, and the second time plans nothing', async () => {
    const company = await withMeetings()

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards, undo }) => [summary, hazards, undo])).toEqual([
      ['cancel the series of meetings "Forecast", next on 2026-12-03', ['notifies-people'], 'irreversible'],
      ['cancel the meeting "Offer" on 2026-12-05', ['notifies-people', 'sends-outside'], 'irreversible'],
      ['cancel the meeting (private) on 2026-12-06', ['notifies-people'], 'irreversible'],
    ])
    expect(plan.changes[1]?.after).toEqual({ invited: 2, comment: 'Adele has left.' })
    expect(await company.entra.isMeetingOn(company.adeleId, 'AAMk2')).toBe(false)
    expect(await company.entra.isMeetingOn(company.adeleId, 'AAMk4')).toBe(true)
    const again = value(await planWith(company, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('looks two years ahead where nothing else is said', async () => {
    const company = await withMeetings()

    const plan = value(await planWith(company, '- calendar.meetings: { cancel: organised }'))

    expect(plan.changes.map(({ summary }) => summary).at(-1)).toBe('cancel the meeting "Far away" on 2027-03-02')
    expect(plan.changes[1]?.after).toEqual({ invited: 2 })
  })

  test('cannot be taken back, and undo says so', async () => {
    const company = await withMeetings()
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, steps)))

    const undo = await bench.undoPlan(report.id)

    expect(undo.changes).toEqual([])
    expect(undo.people[0]?.notes.join('\n')).toContain('everybody who was invited has been told')
  })

  test('is skipped where the person has no mailbox, and reports who has no account', async () => {
    const company = await contoso('cloud')
    expect(findings(await planWith(company, steps))[0]).toContain('plan/no-account')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, steps))

    expect(plan.people[0]?.skipped[0]?.because).toBe('adele.vance@contoso.com has no mailbox in Exchange Online')
  })

  test.each(['cancel: all', 'cancel: organised, within: 0', 'cancel: organised, within: 4000', 'within: 3'])(
    'refuses { %s }',
    (input) => {
      expect(() => playbookOf(`- calendar.meetings: { ${input} }`)).toThrow()
    },
  )
})
