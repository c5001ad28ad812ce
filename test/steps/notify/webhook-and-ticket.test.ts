import { describe, expect, test } from 'vitest'
import type { TicketNote, WebMessage } from '../../../src/model/message.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, planWith, playbookOf } from '../../support/plan-with.ts'

const withHooks = async () => {
  const company = await contoso('cloud')
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  const posted: (WebMessage & { readonly to: string })[] = []
  const noted: TicketNote[] = []
  const sink = {
    post: async (to: string, message: WebMessage) => void posted.push({ to, ...message }),
    note: async (note: TicketNote) => void noted.push(note),
  }
  return { company: { ...company, writers: { ...company.writers, messages: sink } } as Contoso, posted, noted }
}

const skippedBecause = async (company: Contoso, steps: string, other = {}) =>
  value(await planWith(company, steps, undefined, other)).people[0]?.skipped.map(({ because }) => because)

const none = { notify: { mailFrom: null, webhooks: [], tickets: false } }

describe('notify.webhook', () => {
  const post = (to: string) =>
    `- entra.disable: {}\n- notify.webhook: { to: ${to}, subject: Adele leaves, text: Collect the laptop., facts: { Office: "\${{ person.office }}", Room: "" } }`

  test('posts what the plan shows, once', async () => {
    const { company, posted } = await withHooks()

    const plan = await runSteps(company, post('service-desk'))
    await runSteps(company, post('service-desk'))

    expect(plan.changes[1]).toMatchObject({
      kind: 'message.webhook.send',
      system: 'none',
      hazards: ['notifies-people'],
      undo: 'irreversible',
      after: { subject: 'Adele leaves', text: 'Collect the laptop.', Office: 'London' },
    })
    expect(posted).toEqual([
      {
        to: 'service-desk',
        subject: 'Adele leaves',
        text: 'Collect the laptop.',
        facts: [{ name: 'Office', value: 'London' }],
      },
    ])
  })

  test('finds a name that is not configured, with the one that was probably meant', async () => {
    const { company } = await withHooks()

    const plan = await planWith(company, post('service-dsk'))

    expect(findings(plan)).toEqual(['test.yaml:4:5 message/unknown-webhook'])
    expect(messages(plan)[0]).toContain('Did you mean "service-desk"?')
  })

  test('is skipped where none is configured', async () => {
    const { company } = await withHooks()

    expect(await skippedBecause(company, post('service-desk'), none)).toEqual([
      'no webhook is configured (notify.webhooks)',
    ])
  })

  test('refuses a secret among the facts', () => {
    const steps = `- id: new\n  entra.password: {}\n- notify.webhook: { subject: New, text: New, facts: { Password: "\${{ steps.new.password }}" } }`

    expect(() => playbookOf(steps)).toThrow()
  })
})

describe('ticket.note', () => {
  const note = (ticket = '') => `- entra.disable: {}\n- ticket.note: { ${ticket}text: The account is blocked. }`

  test('notes under the ticket of the person, once', async () => {
    const { company, noted } = await withHooks()
    const people = [{ ...adele, ticket: 'INC-4711' }]

    await runSteps(company, note(), people)
    await runSteps(company, note(), people)

    expect(noted).toEqual([
      {
        ticket: 'INC-4711',
        text: 'The account is blocked.',
        person: { employeeId: '01024', name: 'Adele Vance' },
      },
    ])
  })

  test('notes under another ticket where the step names one', async () => {
    const { company, noted } = await withHooks()

    await runSteps(company, note('ticket: CHG-1, '), [{ ...adele, ticket: 'INC-4711' }])

    expect(noted.map(({ ticket }) => ticket)).toEqual(['CHG-1'])
  })

  test('is skipped without a ticket, and without a ticket system', async () => {
    const { company } = await withHooks()

    expect(await skippedBecause(company, note())).toEqual(['no ticket is named'])
    expect(await skippedBecause(company, note('ticket: CHG-1, '), none)).toEqual([
      'no ticket system is configured (notify.ticket)',
    ])
  })
})
