import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { planWith } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const steps = '- mailbox.mobile: { remove: all }'
const phone = { id: '1d1a6a6e-0000-4000-8000-000000000001', name: 'iPhone of Adele' }
const tablet = { id: '1d1a6a6e-0000-4000-8000-000000000002', name: 'SM-X710' }

const withPhones = async (driver = true) => {
  const company = await withMailbox({}, { driver })
  for (const device of [phone, tablet]) company.mailboxes.pair(company.adeleId, device)
  company.mailboxes.pair(company.miriamId, { id: '1d1a6a6e-0000-4000-8000-000000000003', name: 'Phone of Miriam' })
  return company
}

describe('mailbox.mobile', () => {
  test("takes every partnership of the person's mailbox and no other, and the second time plans nothing", async () => {
    const company = await withPhones()

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, undo, hazards }) => [summary, undo, hazards])).toEqual([
      ['take the partnership with iPhone of Adele from adele.vance@contoso.com', 'irreversible', ['revokes-access']],
      ['take the partnership with SM-X710 from adele.vance@contoso.com', 'irreversible', ['revokes-access']],
    ])
    expect(await company.exchange.mobileDevicesOf(company.adeleId)).toEqual([])
    expect(await company.exchange.mobileDevicesOf(company.miriamId)).toHaveLength(1)
    const again = value(await planWith(company, steps))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('is one line to type where only people reach Exchange', async () => {
    const company = await withPhones(false)

    const plan = value(await planWith(company, steps))

    expect(plan.changes.map(({ manual }) => manual)).toEqual([
      `Get-MobileDevice -Mailbox '${company.adeleId}' | Remove-MobileDevice -Confirm:$false`,
    ])
  })

  test('cannot be taken back, and undo says so', async () => {
    const company = await withPhones()
    const bench = runBench(company)
    const report = await bench.apply(value(await planWith(company, steps)))

    const undo = await bench.undoPlan(report.id)

    expect(undo.changes).toEqual([])
    expect(undo.people[0]?.notes.join('\n')).toContain('only the device itself can enter into a partnership')
  })

  test('is skipped where the person has no mailbox', async () => {
    const company = await contoso('cloud', { exchange: true })
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, steps))

    expect(plan.people[0]?.skipped[0]?.because).toBe('adele.vance@contoso.com has no mailbox in Exchange Online')
  })
})
