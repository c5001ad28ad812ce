import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

describe('rights on a mailbox', () => {
  test('are given as named, each once, and those of others stay', async () => {
    const company = await withMailbox()
    const own = { mailbox: company.adeleId, right: 'SendAs', name: 'x' } as const
    company.mailboxes.allow({ ...own, user: company.idOf('00102') })
    company.mailboxes.allow({ ...own, user: company.miriamId })
    const steps =
      '- mailbox.access: { give: [{ to: "00101", rights: [FullAccess, SendAs, FullAccess] }, { to: "00101" }] }'

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['let Miriam Graham open the mailbox of adele.vance@contoso.com', ['grants-access']],
    ])
    const grants = await company.exchange.grantsOn(company.adeleId)
    expect(grants.map(({ user, right }) => [user, right]).sort()).toEqual(
      [
        [company.idOf('00102'), 'SendAs'],
        [company.miriamId, 'FullAccess'],
        [company.miriamId, 'SendAs'],
      ].sort(),
    )
    expect(value(await planWith(company, steps)).changes).toEqual([])
  })

  test('of the person on the mailboxes of others go, all of them', async () => {
    const company = await withMailbox()
    const mine = { mailbox: company.miriamId, user: company.adeleId, name: 'miriam.graham@contoso.com' } as const
    for (const right of ['FullAccess', 'SendOnBehalf'] as const) company.mailboxes.allow({ ...mine, right })

    const plan = await runSteps(company, '- mailbox.access: { leave: true }')

    expect(plan.changes.map(({ summary }) => summary)).toEqual([
      'no longer let Adele Vance open the mailbox of miriam.graham@contoso.com',
      'no longer let Adele Vance send on behalf of miriam.graham@contoso.com',
    ])
    expect(await company.exchange.grantsOf(company.adeleId)).toEqual([])
    expect(value(await planWith(company, '- mailbox.access: { leave: true }')).changes).toEqual([])
  })

  test('for nobody are skipped, and for the person itself refused', async () => {
    const company = await withMailbox()

    const nobody = value(await planWith(company, '- mailbox.access: { give: [{ to: "" }] }'))
    const own = await planWith(company, '- mailbox.access: { give: [{ to: "01024" }] }')

    expect(nobody.people[0]?.skipped[0]?.because).toBe('nobody is named')
    expect(findings(own)).toEqual(['test.yaml:3:5 plan/same-person'])
  })
})
