import { beforeAll, describe, expect, test } from 'vitest'
import { hostileExports } from './year/hostile-exports.ts'
import { type SimulatedYear, simulateYear } from './year/simulate-year.ts'

/**
 * A year's story of a small company in eleven weeks, over the spring in which clocks are put forward in America and Europe and back in New Zealand. The
 * year of 5,000 people takes a quarter of an hour: node scripts/bench/year.ts
 */
const PATIENCE_MS = 900_000

let year: SimulatedYear
beforeAll(async () => {
  year = await simulateYear({
    people: 180,
    days: 75,
    pace: 6,
    mode: 'ad',
    start: '2027-02-20T00:00:00Z',
    // One in which all of it happens; the others are as good and tell less.
    seed: 'contoso 14',
  })
}, PATIENCE_MS)

describe('a company that lives by what HR exports every morning', () => {
  test('has everything happen in it that happens in companies', () => {
    expect([...year.told.keys()].sort()).toEqual([
      'comes back',
      'corrected',
      'hire cancelled',
      'hired',
      'leave announced',
      'leave taken back',
      'leaves earlier',
      'leaves later',
      'left, told too late',
      'moved',
      'never came',
      'start moved',
    ])
    expect(year.hostile).toBe(hostileExports.length)
    expect(year.expectedTurns).toBeGreaterThan(30)
  })

  test('opens no account before its time and closes none that HR does not close', () => {
    expect(year.early).toEqual([])
    expect(year.turns).toBe(year.expectedTurns)
  })

  test('opens and closes every account within a quarter of an hour of the moment at which that could be done', () => {
    expect(year.late).toEqual([])
  })

  test('believes none of the exports that are not what they seem, and leaves the schedule as it was', () => {
    expect(year.taken).toEqual([])
  })

  test('never takes one person for another', () => {
    expect(year.crossed).toEqual([])
  })

  test('is in the end as HR says, account by account', () => {
    expect(year.end).toEqual([])
    expect(year.stuck.filter(({ because }) => !because?.startsWith('missing in the feed'))).toEqual([])
  })
})
