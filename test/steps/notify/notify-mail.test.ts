import { describe, expect, test } from 'vitest'
import { createPaint } from '../../../src/cli/views/paint.ts'
import { planText } from '../../../src/cli/views/plan-text.ts'
import type { OutgoingMail } from '../../../src/model/message.ts'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith, playbookOf } from '../../support/plan-with.ts'

const mail = (more = '', to = '00101') =>
  `- notify.mail: { to: "${to}", subject: Adele leaves, text: "Her account is blocked.", ${more} }`
const told = (more?: string, to?: string) => `- entra.disable: {}\n${mail(more, to)}`

/** Contoso with Adele, the mailbox that mails come from, and what was sent from it. */
const withSender = async (mode: 'cloud' | 'hybrid' = 'cloud') => {
  const company = await contoso(mode)
  await company.hire({ employeeId: '01024', name: 'Adele Vance' })
  await company.hire({ employeeId: '09001', name: 'IT Service Desk', username: 'it' })
  const [desk] = await company.entra.usersBy('userPrincipalName', 'it@contoso.com')
  const sent: (OutgoingMail & { readonly from: string })[] = []
  const entra = {
    ...company.entra,
    sendMail: async (from: string, message: OutgoingMail) => void sent.push({ from, ...message }),
  }
  return { company: { ...company, writers: { ...company.writers, entra } } as Contoso, sent, desk: desk?.id }
}

const skippedBecause = async (company: Contoso, steps: string, other = {}) =>
  value(await planWith(company, steps, undefined, other)).people[0]?.skipped.map(({ because }) => because)

describe('notify.mail', () => {
  test('sends what the plan shows, from the configured mailbox', async () => {
    const { company, sent, desk } = await withSender()

    const plan = await runSteps(company, told('cc: [helpdesk@fabrikam.com]'))

    expect(plan.changes[1]).toMatchObject({
      kind: 'message.mail.send',
      system: 'entra',
      summary: 'send mail "Adele leaves" to miriam.graham@contoso.com, helpdesk@fabrikam.com',
      hazards: ['notifies-people'],
      undo: 'irreversible',
      after: { from: 'it@contoso.com', to: ['miriam.graham@contoso.com'], text: 'Her account is blocked.' },
    })
    expect(sent).toEqual([
      {
        from: desk,
        to: ['miriam.graham@contoso.com'],
        cc: ['helpdesk@fabrikam.com'],
        subject: 'Adele leaves',
        text: 'Her account is blocked.',
      },
    ])
  })

  test('stands in the plan with a long text as its lines, and with a short one as one', async () => {
    const { company } = await withSender()
    const long = 'x'.repeat(60)
    const steps = `- entra.disable: {}\n- notify.mail: { to: "00101", subject: Adele leaves, text: "Dear all,\\n${long}\\n${long}" }`

    const shown = planText(value(await planWith(company, steps)), createPaint(false))

    const margin = ' '.repeat(36)
    expect(shown).toContain(`        text                        Dear all,\n${margin}${long}\n${margin}${long}\n`)
    expect(planText(value(await planWith(company, told())), createPaint(false))).toContain(
      '        text                        Her account is blocked.\n',
    )
  })

  test('sends nothing the second time, for then nothing changes', async () => {
    const { company, sent } = await withSender()
    await runSteps(company, told())

    await runSteps(company, told())

    expect(sent).toHaveLength(1)
    expect(await skippedBecause(company, told())).toEqual(['nothing changes, so there is nothing to tell'])
  })

  test('sends nothing where only other steps change something than those it is about', async () => {
    const { company } = await withSender()
    const steps = `- id: block\n  entra.disable: {}\n- id: city\n  entra.attributes: { city: Gdańsk }\n${mail('about: [city]')}`
    await runSteps(company, '- entra.attributes: { city: Gdańsk }')

    expect(await skippedBecause(company, steps)).toEqual(['nothing changes in city'])
    expect(await plannedBy(company, steps.replace('[city]', '[block, city]'))).toHaveLength(2)
  })

  test('does not count waits and other messages as something to tell', async () => {
    const { company } = await withSender()

    expect(await plannedBy(company, `- wait.until: { time: "2099-01-01T00:00:00Z" }\n${mail()}`)).toEqual([
      'wait until 2099-01-01T00:00:00Z',
    ])
  })

  test.each([
    ['an employee number', '00101', 'miriam.graham@contoso.com'],
    ['a sign-in name', 'Miriam.Graham@contoso.com', 'miriam.graham@contoso.com'],
    ['an address of somewhere else', 'office@fabrikam.com', 'office@fabrikam.com'],
    ['the person herself', '01024', 'adele.vance@contoso.com'],
  ])('writes to %s', async (_what, to, address) => {
    const { company } = await withSender()

    expect((await plannedBy(company, told('', to)))[1]).toBe(`send mail "Adele leaves" to ${address}`)
  })

  test('writes to each of a list once, and leaves empty ones out', async () => {
    const { company } = await withSender()
    const steps = `- entra.disable: {}
- notify.mail:
    to: ["00101", "", miriam.graham@contoso.com, "00102"]
    cc: ["00102", office@fabrikam.com]
    subject: Adele leaves
    text: Her account is blocked.`

    const plan = value(await planWith(company, steps))

    expect(plan.changes[1]?.after).toMatchObject({
      to: ['miriam.graham@contoso.com', 'alex.wilber@contoso.com'],
      cc: ['office@fabrikam.com'],
    })
  })

  test('shows a text of several lines line by line, and sends it as it is', async () => {
    const { company, sent } = await withSender()
    const steps =
      '- entra.disable: {}\n- notify.mail: { to: "00101", subject: Bye, text: "Adele leaves.\\nOn Friday.\\n" }'

    const plan = await runSteps(company, steps)

    expect(plan.changes[1]?.after).toMatchObject({ text: ['Adele leaves.', 'On Friday.'] })
    expect(sent[0]?.text).toBe('Adele leaves.\nOn Friday.\n')
  })

  test('is skipped where nobody is named', async () => {
    const { company } = await withSender()
    const { manager: _none, ...alone } = adele

    const plan = value(await planWith(company, told('', '${{ person.manager }}'), [alone]))

    expect(plan.people[0]?.skipped).toEqual([{ step: 'notify.mail', because: 'nobody is named' }])
  })

  test('is skipped where no sender is configured', async () => {
    const { company } = await withSender()
    const notify = { mailFrom: null, webhooks: [], tickets: false }

    expect(await skippedBecause(company, told(), { notify })).toEqual([
      'no sender of mails is configured (notify.mail.from)',
    ])
  })

  test('is skipped where there is no Entra', async () => {
    const company = await contoso('ad')
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    expect(await skippedBecause(company, mail())).toEqual(['this organisation has no Entra (mode: ad)'])
  })

  test.each([
    ['nobody', '00777', 'plan/unknown-person'],
    ['no address', 'miriam@', 'message/bad-address'],
    ['two addresses in one', 'a@contoso.com, b@contoso.com', 'message/bad-address'],
    ['an address with markup', '<a@contoso.com>', 'message/bad-address'],
  ])('finds %s', async (_what, to, code) => {
    const { company } = await withSender()

    expect(findings(await planWith(company, told('', to)))).toEqual([`test.yaml:4:5 ${code}`])
  })

  test('finds a sender who is nobody of the tenant, and all that is wrong at once', async () => {
    const { company } = await withSender()
    const notify = { mailFrom: 'nobody@contoso.com', webhooks: [], tickets: false }

    const plan = await planWith(company, told('cc: ["00777"]', 'miriam@'), undefined, { notify })

    expect(findings(plan).map((line) => line.split(' ')[1])).toEqual([
      'message/bad-address',
      'plan/unknown-person',
      'message/unknown-sender',
    ])
    expect(messages(plan).at(-1)).toContain('notify.mail.from')
  })

  test.each(['${{ steps.new.password }}', 'It is ${{ steps.new.password }}.'])('refuses a secret: %s', (text) => {
    const steps = `- id: new\n  entra.password: {}\n- notify.mail: { to: "00101", subject: New, text: "${text}" }`

    expect(() => playbookOf(steps)).toThrow(/secret/)
  })

  test.each([
    ['a subject of two lines', 'subject: "Adele\\nBcc: all@contoso.com"'],
    ['an empty subject', 'subject: ""'],
    ['markup for the mail', 'html: "<b>Adele</b>"'],
  ])('refuses %s', (_what, input) => {
    const steps = `- entra.disable: {}\n- notify.mail: { to: "00101", text: Gone, ${input} }`

    expect(() => playbookOf(steps)).toThrow()
  })
})
