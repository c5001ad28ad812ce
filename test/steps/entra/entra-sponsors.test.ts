import { describe, expect, test } from 'vitest'
import { runSteps } from '../../support/apply-to.ts'
import { findings, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { adele, plannedBy, planWith, playbookOf } from '../../support/plan-with.ts'
import { runBench } from '../../support/undo-runs.ts'

const ADELE = adele.employeeId
const toManager = '- entra.sponsors: { to: "${{ person.manager }}" }'

/** Adele sponsors Wanda Howard alone. */
const withGuest = async (mode: 'cloud' | 'hybrid' = 'cloud') => {
  const company = await contoso(mode)
  await company.hire({ employeeId: ADELE, name: 'Adele Vance' })
  const [user] = await company.entra.usersBy('employeeId', ADELE)
  const wanda = { mail: 'wanda.howard@fabrikam.com', displayName: 'Wanda Howard', sendMail: false }
  const guest = (await company.entra.inviteGuest({ ...wanda, redirectUrl: 'https://myapps.microsoft.com' })).id
  await company.entra.addSponsor(guest, user?.id ?? '')
  return { company, guest }
}

const sponsorsOf = async ({ entra }: Contoso, guest: string): Promise<readonly string[]> =>
  (await entra.sponsorsOf(guest)).map(({ name }) => name).sort()

describe('a guest whom a leaver sponsors', () => {
  test.each(['cloud', 'hybrid'] as const)(
    'gets the successor first, and then loses the leaver (%s); the second run plans nothing',
    async (mode) => {
      const { company, guest } = await withGuest(mode)

      const plan = await runSteps(company, toManager)

      expect(plan.changes.map(({ summary }) => summary)).toEqual([
        'make Miriam Graham a sponsor of Wanda Howard',
        'remove Adele Vance from the sponsors of Wanda Howard',
      ])
      expect(plan.changes[1]?.needs).toEqual([plan.changes[0]?.id])
      expect(await sponsorsOf(company, guest)).toEqual(['Miriam Graham'])
      expect(await plannedBy(company, toManager)).toEqual([])
    },
  )

  test('only loses the leaver where the successor is a sponsor already', async () => {
    const { company, guest } = await withGuest()
    await company.entra.addSponsor(guest, company.idOf('00101'))

    const plan = await runSteps(company, toManager)

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.sponsor.remove'])
    expect(await sponsorsOf(company, guest)).toEqual(['Miriam Graham'])
  })

  test('loses the leaver first where there are five, as many as Entra keeps', async () => {
    const { company, guest } = await withGuest()
    for (const key of ['S1', 'S2', 'S3', 'S4'])
      await company.entra.addSponsor(guest, await company.hire({ employeeId: key, name: `Sponsor ${key}` }))

    const plan = await runSteps(company, toManager)

    expect(plan.changes.map(({ kind }) => kind)).toEqual(['entra.sponsor.remove', 'entra.sponsor.add'])
    expect(plan.changes[1]?.needs).toEqual([plan.changes[0]?.id])
    expect(await sponsorsOf(company, guest)).toContain('Miriam Graham')
  })

  test('keeps the leaver where nobody is named: the step is skipped', async () => {
    const { company, guest } = await withGuest()

    for (const step of ['- entra.sponsors: {}', '- entra.sponsors: { to: " " }']) {
      const plan = value(await planWith(company, step))
      expect(plan.changes).toEqual([])
      expect(plan.people[0]?.skipped.map(({ because }) => because)).toEqual(['nobody is named'])
    }
    expect(await sponsorsOf(company, guest)).toEqual(['Adele Vance'])
  })

  test('and takes over from the leaver does not become the own sponsor', async () => {
    const { company } = await withGuest()

    const plan = value(await planWith(company, '- entra.sponsors: { to: wanda.howard@fabrikam.com }'))

    expect(plan.changes).toEqual([])
    expect(plan.people[0]?.notes).toEqual(['stays the sponsor of Wanda Howard: nobody sponsors himself'])
  })

  test('does not go to the leaver, nor to somebody whom nobody knows', async () => {
    const { company } = await withGuest()

    expect(findings(await planWith(company, `- entra.sponsors: { to: "${ADELE}" }`))[0]).toContain('plan/same-person')
    expect(findings(await planWith(company, '- entra.sponsors: { to: "09999" }'))[0]).toContain('plan/unknown-person')
  })

  test('is back with the leaver after undo', async () => {
    const { company, guest } = await withGuest()
    const bench = runBench(company)
    const before = [await sponsorsOf(company, guest), await company.entra.sponsoredBy(company.idOf(ADELE))]
    const report = await bench.apply(value(await planWith(company, toManager)))

    await bench.apply(await bench.undoPlan(report.id))

    expect([await sponsorsOf(company, guest), await company.entra.sponsoredBy(company.idOf(ADELE))]).toEqual(before)
    expect(await company.entra.sponsoredBy(company.idOf('00101'))).toEqual([])
  })
})

test.each(['to: [a]', 'too: "00101"', 'to: 101'])('entra.sponsors refuses { %s }', (input) => {
  expect(() => playbookOf(`- entra.sponsors: { ${input} }`)).toThrow()
})
