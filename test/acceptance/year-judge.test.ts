import { describe, expect, test } from 'vitest'
import { valueIn } from '../../src/practice/ad/ad-object.ts'
import { openCompany } from '../../src/practice/company.ts'
import { watchAccounts } from './year/account-watch.ts'
import { judge } from './year/judge.ts'
import { type Delivery, expectationOf } from './year/oracle.ts'
import { readStaff } from './year/read-staff.ts'

const HOUR_MS = 3_600_000
const QUARTER_MS = HOUR_MS / 4
const start = Date.parse('2027-03-01T06:00:00Z')
const rules = { daysBefore: { joiner: 7, rehire: 1 }, end: start + 40 * 24 * HOUR_MS }
const always = (moment: number): number => moment

/** A company of which HR says one thing on the second morning. */
const oneMorning = async (said: (rows: Delivery['rows']) => Delivery['rows']) => {
  let now = start
  const company = await openCompany({ folder: null, people: 40, clock: { now: () => now } })
  const rows = readStaff(company.ad, '2027-03-01')
  const watch = watchAccounts(company.ad, () => now)
  const idOf = (key: string): string =>
    [...company.ad.all()].find((object) => valueIn(object, 'employeeID') === key)?.id ?? ''
  return {
    idOf,
    set: (key: string, attribute: string, value: string, at: number): void => {
      now = at
      company.ad.transaction(() => company.ad.setValues(idOf(key), attribute, [value]))
    },
    judged: () => {
      const deliveries = [
        { at: start, rows },
        { at: start + 24 * HOUR_MS, rows: said(rows) },
      ]
      const expected = expectationOf(deliveries, rules)
      return { expected, ...judge({ expected, seen: watch.turns, ad: company.ad }, always, QUARTER_MS) }
    },
  }
}

/** John Smith works in London until the day before its clocks are put forward. */
const lastDay = '2027-03-27'
const leaving = (rows: Delivery['rows']): Delivery['rows'] =>
  rows.map((row) => (row.key === '00111' ? { ...row, lastDay, zone: 'Europe/London' } : row))
const over = Date.parse('2027-03-28T00:00:00Z')

describe('the judge of a simulated year', () => {
  test('finds a company of which nothing was said as it should be', async () => {
    const { judged } = await oneMorning((rows) => rows)

    expect(judged()).toMatchObject({ turns: 0, early: [], late: [], crossed: [], end: [] })
  })

  test('knows when the last day is over where somebody works, and sees what was not closed', async () => {
    const { judged } = await oneMorning(leaving)

    const { expected, late, end } = judged()

    expect(expected.turns).toEqual([{ key: '00111', to: 'closed', at: over }])
    expect(late).toEqual(['never: 00111 closed at 2027-03-28T00:00:00.000Z'])
    expect(end).toContain('00111: closed is false, not true')
  })

  test('sees an account that is closed a second too early, twenty minutes too late, or for nothing', async () => {
    const early = await oneMorning(leaving)
    early.set('00111', 'userAccountControl', '514', over - 1000)
    const late = await oneMorning(leaving)
    late.set('00111', 'userAccountControl', '514', over + 20 * 60_000)
    const wrong = await oneMorning((rows) => rows.slice(0, 3))
    wrong.set('00125', 'userAccountControl', '514', over)

    expect(early.judged().early).toHaveLength(1)
    expect(late.judged().late).toHaveLength(1)
    expect(wrong.judged().early).toEqual(['00125 closed at 2027-03-28T00:00:00.000Z, which nothing called for'])
  })

  test('sees an account that is somebody else, and one that HR does not know', async () => {
    const { judged, set } = await oneMorning((rows) => rows)
    set('00111', 'givenName', 'Adele', over)
    set('00125', 'employeeID', '99999', over)

    const { crossed, end } = judged()

    expect(crossed).toEqual(['00111 is John Smith and has the account of Adele Smith'])
    expect(end).toEqual(['99999 is nobody HR knows of', '00125 has no account'])
  })
})
