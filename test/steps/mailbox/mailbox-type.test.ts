import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, messages, value } from '../../support/checked.ts'
import { contoso } from '../../support/contoso.ts'
import { planWith } from '../../support/plan-with.ts'
import { withMailbox } from '../../support/with-mailbox.ts'

const GIB = 1024 ** 3
const shared = '- mailbox.type: { is: shared }'
const summaries = async (company: Parameters<typeof planWith>[0], steps: string) =>
  value(await planWith(company, steps)).changes.map(({ summary }) => summary)

describe('a mailbox that shall be shared', () => {
  test('is converted, and everything after waits until both Exchange and Graph show it; once', async () => {
    const company = await withMailbox()

    const plan = await runSteps(company, shared)

    const [set, wait] = plan.changes
    expect([set?.kind, wait?.kind, wait?.needs]).toEqual(['mailbox.type.set', 'wait.mailbox.shared', [set?.id]])
    expect((await company.exchange.mailbox(company.adeleId))?.type).toBe('shared')
    expect((await company.entra.mailboxSettings(company.adeleId))?.userPurpose).toBe('shared')
    const again = value(await planWith(company, shared))
    expect([again.changes, again.people[0]?.holds]).toEqual([[], 1])
  })

  test('that Exchange shows already is still waited for until Graph does', async () => {
    const company = await withMailbox({ type: 'shared' })
    const settings = async (id: string) => {
      const found = await company.entra.mailboxSettings(id)
      return found && { ...found, userPurpose: 'user' as const }
    }
    const readers = { ...company.readers, entra: { ...company.entra, mailboxSettings: settings } }

    const plan = value(await planWith(company, shared, undefined, { readers }))

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['wait.mailbox.shared'])
  })

  test.each([
    [{ sizeInBytes: 60 * GIB }, 'it holds 60.0 GB, and 50 GB are free'],
    [{ isOnHold: true }, 'it is on hold'],
    [{ hasArchive: true }, 'it has an archive'],
  ])('and needs a licence all the same (%j) is refused, with the ways on', async (about, why) => {
    const plan = await planWith(await withMailbox(about), shared)

    expect(findings(plan)).toEqual(['test.yaml:3:5 plan/mailbox-needs-licence'])
    expect(messages(plan)[0]).toContain(why)
    expect(messages(plan)[0]).toContain('overSize: keep-licence')
  })

  test('of 60 GB is converted with its licence where that is wanted, which the next steps can ask for', async () => {
    const steps = `- id: mailbox
  mailbox.type: { is: shared, overSize: keep-licence }
- when: \${{ !steps.mailbox.needsLicence }}
  entra.attributes: { city: Gdańsk }`

    const plan = value(await planWith(await withMailbox({ sizeInBytes: 60 * GIB }), steps))

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['mailbox.type.set', 'wait.mailbox.shared'])
    expect(plan.people[0]?.notes[0]).toContain('goes on needing a licence: it holds 60.0 GB')
  })

  test('of 60 GB stays as it is where that is wanted', async () => {
    const company = await withMailbox({ sizeInBytes: 60 * GIB })

    const plan = value(await planWith(company, '- mailbox.type: { is: shared, overSize: leave }'))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped[0]?.because).toContain('it holds 60.0 GB')
  })

  test.each([
    [49.5, true],
    [48.9, false],
  ])('of %f GB is converted, with a note when it is nearly full', async (size, told) => {
    const plan = value(await planWith(await withMailbox({ sizeInBytes: size * GIB }), shared))

    expect(plan.changes).toHaveLength(2)
    expect(plan.people[0]?.notes.some((note) => note.includes('takes no mail without a licence'))).toBe(told)
  })

  test('and grows by a mail while the plan is looked at leaves the plan as it is', async () => {
    const [before, after] = [2 * GIB, 2 * GIB + 4096]
    const hashes = await Promise.all(
      [before, after].map(async (sizeInBytes) => {
        const plan = value(await planWith(await withMailbox({ sizeInBytes }), shared))
        return plan.basis
      }),
    )

    expect(hashes[0]).toBe(hashes[1])
  })

  test.each(['room', 'equipment'] as const)('and is one of the type %s is refused', async (type) => {
    expect(findings(await planWith(await withMailbox({ type }), shared))).toEqual([
      'test.yaml:3:5 plan/mailbox-not-personal',
    ])
  })

  test('but is not there is skipped', async () => {
    const company = await contoso('cloud', { exchange: true })
    await company.hire({ employeeId: '01024', name: 'Adele Vance' })

    const plan = value(await planWith(company, shared))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.skipped).toEqual([
      { step: 'mailbox.type', because: 'adele.vance@contoso.com has no mailbox in Exchange Online' },
    ])
  })
})

describe('a mailbox that shall be a person’s', () => {
  test('is converted back, with a word on the licence, and not waited for', async () => {
    const company = await withMailbox({ type: 'shared' })

    const plan = await runSteps(company, '- mailbox.type: { is: user }')

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['make the mailbox of adele.vance@contoso.com a mailbox of a person', ['costs-licence']],
    ])
    expect(plan.people[0]?.notes[0]).toContain('needs a licence')
    expect(await summaries(company, '- mailbox.type: { is: user }')).toEqual([])
  })
})
