import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const forwardOf = async (company: Awaited<ReturnType<typeof withMailbox>>) =>
  (await company.exchange.mailbox(company.adeleId))?.forward

describe('mail is forwarded', () => {
  test.each(['00101', 'miriam.graham@contoso.com', 'MIRIAM.GRAHAM@contoso.com'])(
    'to somebody named as %s, with a copy, once',
    async (to) => {
      const company = await withMailbox()
      const steps = `- mailbox.forward: { to: "${to}" }`

      const plan = await runSteps(company, steps)

      expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
        ['forward the mail of adele.vance@contoso.com to miriam.graham@contoso.com', ['grants-access']],
      ])
      expect(await forwardOf(company)).toEqual({ to: 'miriam.graham@contoso.com', keepsCopy: true })
      expect(value(await planWith(company, steps)).changes).toEqual([])
    },
  )

  test('without a copy where that is wanted, and not at all again', async () => {
    const company = await withMailbox()

    await runSteps(company, '- mailbox.forward: { to: "00101", keepCopy: false }')
    const on = await forwardOf(company)
    const off = await runSteps(company, '- mailbox.forward: { to: null }')

    expect(on?.keepsCopy).toBe(false)
    expect(off.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['stop forwarding the mail of adele.vance@contoso.com', []],
    ])
    expect(await forwardOf(company)).toBeNull()
  })

  test.each(['{ to: "" }', '{}', '{ to: " " }'])('to nobody by %s: the step is skipped', async (input) => {
    const plan = value(await planWith(await withMailbox(), `- mailbox.forward: ${input}`))

    expect([plan.changes, plan.people[0]?.skipped[0]?.because]).toEqual([[], 'nobody is named'])
  })

  test('out of the organisation only where that is said in so many words, and marked', async () => {
    const company = await withMailbox()

    const refused = await planWith(company, '- mailbox.forward: { to: adele@fabrikam.example }')
    const plan = value(await planWith(company, '- mailbox.forward: { to: adele@fabrikam.example, external: true }'))

    expect(findings(refused)).toEqual(['test.yaml:3:5 plan/external-forward'])
    expect(messages(refused)[0]).toContain('external: true')
    expect(plan.changes[0]?.hazards).toEqual(['grants-access', 'sends-outside'])
    expect(plan.people[0]?.notes[0]).toContain('outbound spam policy')
  })

  test('to an address of the organisation that no user has, with a note', async () => {
    const plan = value(await planWith(await withMailbox(), '- mailbox.forward: { to: info@contoso.com }'))

    expect(plan.changes).toHaveLength(1)
    expect(plan.people[0]?.notes[0]).toContain('no user has the address info@contoso.com')
  })

  test.each([
    ['adele.vance@contoso.com', 'plan/same-person'],
    ['99999', 'plan/unknown-person'],
    ['miriam @contoso.com', 'plan/unknown-person'],
    ['a@b', 'plan/unknown-person'],
  ])('to %s is refused', async (to, code) => {
    expect(findings(await planWith(await withMailbox(), `- mailbox.forward: { to: "${to}" }`))).toEqual([
      `test.yaml:3:5 ${code}`,
    ])
  })

  test('in a circle is refused', async () => {
    const company = await withMailbox()
    await company.exchange.setForward(company.miriamId, { to: 'Adele.Vance@contoso.com', keepsCopy: true })

    const plan = await planWith(company, '- mailbox.forward: { to: "00101" }')

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/forward-circle'])
  })
})
