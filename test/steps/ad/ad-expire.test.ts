import { describe, expect, test } from 'vitest'
import { expiryValue } from '../../../src/changes/ad/account-expiry.ts'
import type { Person } from '../../../src/model/person.ts'
import { runSteps } from '../../support/apply-to.ts'
import { messages, value } from '../../support/checked.ts'
import { type Contoso, contoso } from '../../support/contoso.ts'
import { entryOf } from '../../support/look-up.ts'
import { adele, plannedBy, planWith } from '../../support/plan-with.ts'

const NEVER = '9223372036854775807'
const inWarsaw: Person = { ...adele, timeZone: 'Europe/Warsaw' }
const lastDay = '- ad.expire: { on: "2030-06-30" }'

const withAdele = async (attributes: { readonly [name: string]: string } = {}): Promise<Contoso> => {
  const company = await contoso('ad')
  await company.hire({ employeeId: '01024', name: 'Adele Vance', attributes })
  return company
}

const expiryIn = async (company: Contoso): Promise<readonly string[] | undefined> =>
  (await entryOf(company, '01024', ['accountExpires'])).attributes['accountExpires']

describe('an account works', () => {
  test('until its last day is over where the person works', async () => {
    const company = await withAdele()

    const plan = await runSteps(company, lastDay, [inWarsaw])

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['let account Adele Vance expire at 2030-06-30T22:00Z', ['revokes-access']],
    ])
    expect(await expiryIn(company)).toEqual([expiryValue(Date.parse('2030-07-01T00:00:00+02:00'))])
    expect(await plannedBy(company, lastDay, [inWarsaw])).toEqual([])
  })

  test('until the day is over in the time zone that the step names', async () => {
    const company = await withAdele()

    expect(await plannedBy(company, '- ad.expire: { on: "2030-06-30", timeZone: Asia/Tokyo }', [inWarsaw])).toEqual([
      'let account Adele Vance expire at 2030-06-30T15:00Z',
    ])
  })

  test('until a moment, where one is given', async () => {
    const company = await withAdele()

    expect(await plannedBy(company, '- ad.expire: { on: "2030-06-30T18:00:00+02:00" }')).toEqual([
      'let account Adele Vance expire at 2030-06-30T16:00Z',
    ])
  })

  test.each([['0'], [NEVER]])('for ever, which AD also writes as %s', async (never) => {
    const company = await withAdele({ accountExpires: never })

    expect(await plannedBy(company, '- ad.expire: { on: null }')).toEqual([])
  })

  test('for ever again, once the end is taken away', async () => {
    const company = await withAdele()
    await runSteps(company, lastDay, [inWarsaw])

    const plan = await runSteps(company, '- ad.expire: { on: null }', [inWarsaw])

    expect(plan.changes.map(({ summary, hazards }) => [summary, hazards])).toEqual([
      ['let account Adele Vance never expire', ['grants-access']],
    ])
    expect(await expiryIn(company)).toEqual([NEVER])
  })
})

test('where HR names no day, nothing is done and that is said', async () => {
  const company = await withAdele({ accountExpires: '134500000000000000' })

  const plan = value(await planWith(company, '- ad.expire: { on: "${{ person.lastDay }}" }'))

  expect([plan.changes, plan.people[0]?.skipped]).toEqual([[], [{ step: 'ad.expire', because: 'no day is given' }]])
})

test('a day that is over ends the account at once, with a note', async () => {
  const plan = value(await planWith(await withAdele(), '- ad.expire: { on: "2020-01-31" }'))

  expect(plan.people[0]?.notes).toEqual(['the account expires at once, for its last day (2020-01-31) is over'])
})

test.each([
  ['a day that does not exist', '2030-02-30'],
  ['a day in other words', '30.06.2030'],
])('%s is refused', async (_, day) => {
  const plan = await planWith(await withAdele(), '- ad.expire: { on: "${{ person.extra.day }}" }', [
    { ...adele, extra: { day } },
  ])

  expect(messages(plan)[0]).toContain('this is no day (YYYY-MM-DD)')
})
