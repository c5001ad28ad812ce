import { expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const rules = [
  { id: 'AQAAAJ5dZp8=', name: 'Remove spam', isEnabled: true, sendsAway: false },
  { id: 'AQAAAJ5dZqA=', name: 'To my other address', isEnabled: true, sendsAway: true },
  { id: 'AQAAAJ5dZqB=', name: 'Away, off', isEnabled: false, sendsAway: true },
]

test.each([
  ['away', ['To my other address'], 1],
  ['all', ['Remove spam', 'To my other address'], 1],
] as const)('inbox rules are turned off (%s), without a driver, once', async (off, names, held) => {
  const company = await withMailbox({ rules }, { driver: false })
  const steps = `- mailbox.rules: { off: ${off} }`

  const plan = await runSteps(company, steps)

  expect(plan.changes.map(({ summary }) => summary)).toEqual(
    names.map((name) => `turn the inbox rule "${name}" of adele.vance@contoso.com off`),
  )
  expect(plan.people[0]?.holds).toBe(held)
  const left = (await company.entra.inboxRules(company.adeleId)).filter(({ isEnabled }) => isEnabled)
  expect(left.map(({ name }) => name)).toEqual(off === 'all' ? [] : ['Remove spam'])
  expect(value(await planWith(company, steps)).changes).toEqual([])
})
