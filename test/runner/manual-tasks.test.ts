import { describe, expect, test } from 'vitest'
import { createPaint } from '../../src/cli/views/paint.ts'
import { planText } from '../../src/cli/views/plan-text.ts'
import { runText, wholeRunText } from '../../src/cli/views/run-text.ts'
import type { Plan } from '../../src/model/plan.ts'
import { resumeRun } from '../../src/runner/apply-plan.ts'
import { value } from '../support/checked.ts'
import { userOf } from '../support/look-up.ts'
import { memoryLeases } from '../support/memory-leases.ts'
import { planWith } from '../support/plan-with.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type RunBench, runBench } from '../support/undo-runs.ts'
import { withMailbox } from '../support/with-mailbox.ts'

const steps = `- id: forward
  mailbox.forward: { to: "00101" }
- id: access
  mailbox.access: { give: [{ to: "00101", rights: [FullAccess, SendAs, SendOnBehalf] }], leave: true }
- mailbox.hide: { hidden: true }
- mailbox.reply: { internal: Please write to Miriam. }
- id: convert
  mailbox.type: { is: shared }
- id: last
  needs: [forward, access, convert]
  entra.attributes: { city: Gdańsk }`

/** A company in which only people reach Exchange, and a bench that writes to Entra alone. */
const byHand = async () => {
  const company = await withMailbox({}, { driver: false })
  const { exchange: _people, ...writers } = company.writers
  const bench = runBench({ readers: company.readers, writers })
  const plan = value(await planWith(company, steps))
  return { company, bench, plan }
}

const resume = (bench: RunBench, id: string) =>
  resumeRun(id, {
    readers: bench.readers,
    writers: bench.writers,
    journal: bench.journal,
    leases: memoryLeases(),
    clock: bench.readers.clock,
    random: seededRandom('resume'),
    progress: () => {},
  })

const paint = createPaint(false)
const again = (command: string): string => `joinery ${command}`
const withoutIds = (text: string, plan: Plan): string => text.replaceAll(plan.id, 'PLAN')

describe('where only people reach Exchange', () => {
  test('a plan shows each line that they type, and nothing hangs on whether they did', async () => {
    const { plan, company } = await byHand()
    const { adeleId: a, miriamId: m } = company

    expect(withoutIds(planText(plan, paint), plan)).toBe(`Plan PLAN  test (test, cloud) for 1 person

Adele Vance  01024
  note: size, holds and archive of the mailbox of adele.vance@contoso.com cannot be seen: above 50 GB, on hold or with an archive it needs a licence as a shared one too
  Exchange
    * forward the mail of adele.vance@contoso.com to miriam.graham@contoso.com (what is there cannot be seen, so each time anew)  (by hand)  ! grants access
        type: Set-Mailbox -Identity '${a}' -ForwardingAddress $null -ForwardingSmtpAddress 'miriam.graham@contoso.com' -DeliverToMailboxAndForward $true
    * let Miriam Graham open the mailbox of adele.vance@contoso.com (what is there cannot be seen, so each time anew)  (by hand)  ! grants access
        type: Add-MailboxPermission -Identity '${a}' -User '${m}' -AccessRights FullAccess -InheritanceType All -AutoMapping $false -Confirm:$false
    * let Miriam Graham send as adele.vance@contoso.com (what is there cannot be seen, so each time anew)  (by hand)  ! grants access
        type: Add-RecipientPermission -Identity '${a}' -Trustee '${m}' -AccessRights SendAs -Confirm:$false
    * let Miriam Graham send on behalf of adele.vance@contoso.com (what is there cannot be seen, so each time anew)  (by hand)  ! grants access
        type: Set-Mailbox -Identity '${a}' -GrantSendOnBehalfTo @{Add='${m}'}
    * take Adele Vance out of the mailboxes of others (what is there cannot be seen, so each time anew)  (by hand)  ! revokes access
        type: Get-Mailbox -ResultSize Unlimited | Get-MailboxPermission -User '${a}' | Remove-MailboxPermission -Confirm:$false; Get-RecipientPermission -Trustee '${a}' -ResultSize Unlimited | Remove-RecipientPermission -Confirm:$false; Get-Mailbox -ResultSize Unlimited -Filter "GrantSendOnBehalfTo -eq '$((Get-User '${a}').DistinguishedName)'" | Set-Mailbox -GrantSendOnBehalfTo @{Remove='${a}'}
    * hide adele.vance@contoso.com from address lists  (by hand)
        type: Set-Mailbox -Identity '${a}' -HiddenFromAddressListsEnabled $true
  Entra
    ~ turn the automatic reply of adele.vance@contoso.com on  ! notifies people
        reply                       off → on
        internal                    (none) → Please write to Miriam.
        external                    (none) → no answer
  Exchange
    * make the mailbox of adele.vance@contoso.com a shared mailbox  (by hand)
        type: Set-Mailbox -Identity '${a}' -Type Shared
  Entra
    … wait until the mailbox of adele.vance@contoso.com is shared
    ~ change city of adele.vance@contoso.com
        city                        (none) → Gdańsk

10 changes: 2 to modify, 1 wait, 7 to do by hand
cannot be taken back: take Adele Vance out of the mailboxes of others (what is there cannot be seen, so each time anew)
guards that say ok: limit, protected, privilege (new privileges: none), approval`)
    expect(plan.counts).toEqual({ add: 0, modify: 2, remove: 0, wait: 1, other: 7 })
    const waits = plan.changes.filter(({ kind }) => kind.startsWith('wait.')).map(({ id }) => id)
    expect(plan.changes.at(-1)?.needs).toEqual(waits)
  })

  test('a run sends none of it, goes as far as it may, and parks until the mailbox is shared', async () => {
    const { bench, plan, company } = await byHand()

    const report = await bench.apply(plan)

    expect([report.status, report.counts.manual, report.counts.made, report.counts.blocked]).toEqual([
      'parked',
      7,
      1,
      2,
    ])
    expect((await company.exchange.mailbox(company.adeleId))?.type).toBe('user')
    expect((await userOf(company, '01024')).properties['city']).toBeUndefined()
    const text = wholeRunText(report, again, paint)
    expect(text).toContain(
      '→ Adele Vance: make the mailbox of adele.vance@contoso.com a shared mailbox (to do by hand)',
    )
    expect(text).toContain(`To do by hand, in PowerShell after Connect-ExchangeOnline:
  Adele Vance: forward the mail`)
    expect(text).toContain(
      `    Set-Mailbox -Identity '${company.adeleId}' -Type Shared\nGo on:       joinery resume run-1`,
    )
  })

  test('and has been done by them, resuming goes on to the end, and another plan leaves out what can be seen', async () => {
    const { bench, plan, company } = await byHand()
    await bench.apply(plan)
    await company.exchange.setType(company.adeleId, 'shared')
    await company.exchange.setHidden(company.adeleId, true)

    const report = await resume(bench, 'run-1')

    expect([report.status, report.counts.manual, report.counts.found, report.counts.blocked]).toEqual(['done', 5, 3, 0])
    expect((await userOf(company, '01024')).properties['city']).toBe('Gdańsk')
    expect(runText(report, again, paint)).toContain('To do by hand')
    const second = value(await planWith(company, steps))
    expect(second.changes.map(({ kind }) => kind)).toEqual([
      'mailbox.forward.set',
      'mailbox.access.add',
      'mailbox.access.add',
      'mailbox.access.add',
      'mailbox.access.leave',
    ])
  })

  test('and somebody was faster than the run, what can be seen is found', async () => {
    const { bench, plan, company } = await byHand()
    await company.exchange.setType(company.adeleId, 'shared')

    const report = await bench.apply(plan)

    const outcomes = report.changes.filter(({ kind }) => kind === 'mailbox.type.set').map(({ outcome }) => outcome)
    expect([report.status, outcomes]).toEqual(['done', ['found']])
  })

  test('undo takes back what the run did and tells how to take back what a person may have done', async () => {
    const { bench, plan, company } = await byHand()
    await bench.apply(plan)

    const undo = await bench.undoPlan('run-1')

    expect(undo.changes.map(({ summary }) => summary)).toEqual([
      'turn the automatic reply of adele.vance@contoso.com off',
    ])
    expect(undo.people[0]?.notes).toEqual([
      `left to a person, who takes it back if it was done: forward the mail of adele.vance@contoso.com to miriam.graham@contoso.com (what is there cannot be seen, so each time anew) (Set-Mailbox -Identity '${company.adeleId}' -ForwardingAddress $null -ForwardingSmtpAddress $null -DeliverToMailboxAndForward $false)`,
      expect.stringContaining(`(Remove-MailboxPermission -Identity '${company.adeleId}' -User '${company.miriamId}'`),
      expect.stringContaining('(Remove-RecipientPermission'),
      expect.stringContaining('-GrantSendOnBehalfTo @{Remove='),
      expect.stringMatching(/take Adele Vance out of the mailboxes of others \([^)]*\)$/),
      expect.stringContaining('-HiddenFromAddressListsEnabled $false)'),
      expect.stringContaining('-Type Regular)'),
    ])
  })

  test('what a driver has made before is taken back by hand', async () => {
    const company = await withMailbox()
    const withDriver = runBench(company)
    await withDriver.apply(value(await planWith(company, '- mailbox.forward: { to: "00101" }')))
    const { exchange: _gone, ...readers } = company.readers

    const undo = await withDriver.undoPlan('run-1', { readers })

    expect(undo.changes.map(({ summary, action, manual }) => [summary, action, manual])).toEqual([
      [
        'stop forwarding the mail of adele.vance@contoso.com',
        'other',
        `Set-Mailbox -Identity '${company.adeleId}' -ForwardingAddress $null -ForwardingSmtpAddress $null -DeliverToMailboxAndForward $false`,
      ],
    ])
  })
})
