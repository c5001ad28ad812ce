import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isOpenAt, nextOpening } from '../../src/lifecycle/change-window.ts'
import { dueTime, endOfLastDay } from '../../src/lifecycle/due-time.ts'
import { Fault } from '../../src/model/fault.ts'

const zones = [...Intl.supportedValuesOf('timeZone'), 'Etc/GMT+12', 'Etc/GMT-14', 'Etc/UTC']
const QUARTER_MS = 15 * 60_000

/** The day on the wall, by another way than the one under test. */
const dayFormat = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, calendar: 'iso8601', numberingSystem: 'latn', dateStyle: 'short' })

interface HostileRow {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly expect: 'reject' | 'literal'
}

const dates = readFileSync(new URL('../corpus/hostile.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as HostileRow)
  .filter(({ kind }) => kind === 'date')

describe('the end of a last day', () => {
  test('comes in every time zone of the world neither early nor late, on days on which clocks change too', async () => {
    const days = ['2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-04-05', '2026-12-31', '2028-02-29']
    for (const zone of zones) {
      const wall = dayFormat(zone)
      for (const day of days) {
        const due = Date.parse((await dueTime(day, endOfLastDay, zone)) ?? '')
        expect(wall.format(due - 1000), `${zone} ${day}, a second before`).toBe(day)
        expect(wall.format(due) > day, `${zone} ${day}, then`).toBe(true)
      }
    }
  })

  test('is a day apart where the day begins first and where it ends last', async () => {
    const first = Date.parse((await dueTime('2026-12-31', endOfLastDay, 'Etc/GMT-14')) ?? '')
    const last = Date.parse((await dueTime('2026-12-31', endOfLastDay, 'Etc/GMT+12')) ?? '')
    expect(last - first).toBe(26 * 4 * QUARTER_MS)
  })

  test('where midnight is skipped by the clocks is the first moment after it', async () => {
    expect(await dueTime('2026-03-28', endOfLastDay, 'Asia/Beirut')).toBe('2026-03-29T01:00:00+03:00')
    expect(await dueTime('2026-10-24', endOfLastDay, 'Europe/Warsaw')).toBe('2026-10-25T00:00:00+02:00')
  })
})

describe('a time before a date', () => {
  test.each([
    ['2026-12-08', 'beginning', -7, 'Europe/Warsaw', '2026-12-01T00:00:00+01:00'],
    ['2026-10-28', 'beginning', -7, 'Europe/Warsaw', '2026-10-21T00:00:00+02:00'],
    ['2026-01-03', 'beginning', -7, 'America/New_York', '2025-12-27T00:00:00-05:00'],
    ['2026-10-28T09:00:00+01:00', 'beginning', -7, 'Europe/Warsaw', '2026-10-21T09:00:00+02:00'],
    ['2026-12-31T17:00:00Z', 'end', 0, 'Asia/Tokyo', '2027-01-01T02:00:00+09:00'],
    ['2028-03-07', 'beginning', -7, 'Etc/UTC', '2028-02-29T00:00:00Z'],
  ] as const)('%s, the %s, %d days, in %s, is %s', async (on, edge, days, zone, due) => {
    expect(await dueTime(on, { edge, days }, zone)).toBe(due)
  })
})

describe('dates as HR systems write them', () => {
  test.each(['0001-01-01', '1900-01-01', '4712-12-31', '9999-12-31', '1970-01-01', '9999-12-31T23:59:59Z'])(
    '%s means never',
    async (sentinel) => {
      expect(await dueTime(sentinel, endOfLastDay, 'Europe/Warsaw')).toBeNull()
    },
  )

  test.each(dates.map(({ id, value, expect: expected }) => [id, JSON.stringify(value), expected, value] as const))(
    '%s %s is a time only where it is one (%s)',
    async (_id, _shown, expected, value) => {
      const due = await dueTime(value, endOfLastDay, 'Europe/Warsaw').catch((thrown: unknown) => thrown)
      if (expected === 'literal') expect(due).toEqual(expect.stringMatching(/^20\d\d-/))
      else expect(due === null || (due instanceof Fault && due.code === 'schedule/no-date')).toBe(true)
    },
  )
})

describe('a change window', () => {
  const evenings = [{ days: ['mon', 'fri'] as const, from: '22:00', to: '24:00', timeZone: 'Europe/Warsaw' }]

  test.each([
    ['2026-11-30T21:00:00Z', true],
    ['2026-11-30T20:59:59Z', false],
    ['2026-11-30T22:59:59Z', true],
    ['2026-11-30T23:00:00Z', false],
    ['2026-12-01T21:30:00Z', false],
  ])('holds at %s: %s', (at, isOpen) => {
    expect(isOpenAt(evenings, Date.parse(at))).toBe(isOpen)
  })

  test('opens next on Friday evening, and always where there is none', () => {
    expect(nextOpening(evenings, Date.parse('2026-12-01T08:00:00Z'))).toBe(Date.parse('2026-12-04T21:00:00Z'))
    expect(isOpenAt([], 0)).toBe(true)
    expect(nextOpening([{ ...evenings[0], days: [] } as never], 0)).toBeNull()
  })
})
