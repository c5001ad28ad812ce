import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { value } from '../../support/checked.ts'
import { replyOff } from '../../support/memory-mailboxes.ts'
import { adele, planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const replyOf = async (company: Awaited<ReturnType<typeof withMailbox>>) =>
  (await company.entra.mailboxSettings(company.adeleId))?.reply

describe('an automatic reply', () => {
  test('is turned on for colleagues alone, works without a driver, and holds once it is there', async () => {
    const company = await withMailbox({}, { driver: false })
    const steps = '- mailbox.reply: { internal: "I am away.\\nPlease ask <Miriam> & Alex." }'

    const plan = await runSteps(company, steps)

    expect(plan.changes.map(({ summary, hazards, manual }) => [summary, hazards, manual])).toEqual([
      ['turn the automatic reply of adele.vance@contoso.com on', ['notifies-people'], undefined],
    ])
    expect(await replyOf(company)).toEqual({
      status: 'alwaysEnabled',
      internal: 'I am away.<br>\nPlease ask &lt;Miriam&gt; &amp; Alex.',
      external: '',
      audience: 'none',
      from: null,
      until: null,
    })
    expect(value(await planWith(company, steps)).changes).toEqual([])
  })

  test('that Exchange keeps as a page of its own making holds', async () => {
    const internal = '<html>\r\n<body>\r\n<p>I am away.<br>\r\nPlease ask&nbsp;Alex.\r\n</p></body>\r\n</html>\r\n'
    const reply = { ...replyOff, status: 'alwaysEnabled', internal, audience: 'none' } as const

    const plan = value(
      await planWith(await withMailbox({ reply }), '- mailbox.reply: { internal: "I am away.\\nPlease ask Alex." }'),
    )

    expect([plan.changes, plan.people[0]?.holds]).toEqual([[], 1])
  })

  test('whose link is another one does not hold, though the words do', async () => {
    const internal = '<p>See <a href="https://contoso.com/old">the page</a></p>'
    const reply = { ...replyOff, status: 'alwaysEnabled', internal, audience: 'none' } as const
    const steps = `- mailbox.reply: { internal: '<p>See <a href="https://contoso.com/new">the page</a></p>', html: true }`

    expect(value(await planWith(await withMailbox({ reply }), steps)).changes).toHaveLength(1)
  })

  test('from a day until a day lasts from where the first begins until where the last ends for the person', async () => {
    const company = await withMailbox()
    const person = { ...adele, timeZone: 'Europe/Warsaw' }

    await runSteps(
      company,
      '- mailbox.reply: { internal: Away, external: Away, audience: contactsOnly, from: "2026-12-23", until: "2027-01-02" }',
      [person],
    )

    expect(await replyOf(company)).toMatchObject({
      status: 'scheduled',
      audience: 'contactsOnly',
      from: '2026-12-22T23:00:00Z',
      until: '2027-01-02T23:00:00Z',
    })
  })

  test('is turned off, and its words stay', async () => {
    const reply = { ...replyOff, status: 'alwaysEnabled', internal: 'Away' } as const
    const company = await withMailbox({ reply })

    await runSteps(company, '- mailbox.reply: { off: true }')

    expect(await replyOf(company)).toMatchObject({ status: 'disabled', internal: 'Away' })
    expect(value(await planWith(company, '- mailbox.reply: { off: true }')).changes).toEqual([])
  })

  test('without words is none', async () => {
    const plan = value(await planWith(await withMailbox(), '- mailbox.reply: { internal: "" }'))

    expect(plan.people[0]?.skipped[0]?.because).toBe('there is no text')
  })

  test.each([
    '{}',
    '{ off: true, internal: Away }',
    '{ internal: Away, from: "2026-12-23" }',
    '{ internal: Away, from: tomorrow, until: never }',
  ])('%s is refused before anything is read', async (input) => {
    const company = await withMailbox()

    await expect(async () => planWith(company, `- mailbox.reply: ${input}`)).rejects.toThrow()
  })
})
