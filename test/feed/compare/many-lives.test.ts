import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AccountState } from '../../../src/feed/compare/comparison.ts'
import type { FeedSnapshot } from '../../../src/model/feed.ts'
import type { Person } from '../../../src/model/person.ts'
import { colleague, compare, feedOf } from './support.ts'

/** What HR writes about one of thirty people who all have one name. */
type Stroke = 'hire' | 'move' | 'leave' | 'stay' | 'return' | 'correct' | 'lose' | 'find'
const strokes: readonly Stroke[] = ['hire', 'move', 'leave', 'stay', 'return', 'correct', 'lose', 'find']

const NAMESAKES = 30
const keyOf = (index: number): string => `N${100 + index * 7}`

const strike = (stroke: Stroke, person: Person, day: string): Person => {
  const { lastDay: _lastDay, ...rest } = person
  if (stroke === 'leave') return { ...rest, lastDay: day }
  if (stroke === 'stay' || stroke === 'return') return rest
  if (stroke === 'move') return { ...person, department: person.department === 'HR' ? 'Sales' : 'HR' }
  return stroke === 'correct' ? { ...person, phone: `+49 30 ${day.slice(5, 7)}${day.slice(8, 10)}` } : person
}

const dayOf = (day: number): string =>
  new Date(Date.parse('2026-12-01T00:00:00Z') + day * 86_400_000).toISOString().slice(0, 10)

test('thirty people of one name: whatever happens to one of them, no event, no field and no account is another one’s', () => {
  const history = fc.array(fc.tuple(fc.nat(NAMESAKES - 1), fc.constantFrom(...strokes)), {
    minLength: 60,
    maxLength: 60,
  })
  let told = 0
  fc.assert(
    fc.property(history, (steps) => {
      const people = new Map<number, Person>()
      const lost = new Set<number>()
      const accounts = new Map<string, { key: string; state: Exclude<AccountState, 'none'> }>()
      const person = (index: number): Person =>
        colleague(keyOf(index), {
          givenName: 'Anne',
          surname: 'Green',
          startDate: dayOf(index),
          extra: { birthDate: `19${60 + index}-01-01` },
        })
      for (let index = 0; index < NAMESAKES / 2; index += 1) {
        people.set(index, person(index))
        accounts.set(keyOf(index).toLowerCase(), { key: keyOf(index), state: 'enabled' })
      }
      let last: FeedSnapshot | null = null
      for (const [day, [index, stroke]] of steps.entries()) {
        const known = people.get(index)
        if (!known && stroke === 'hire') people.set(index, { ...person(index), startDate: dayOf(day + 3) })
        if (known) people.set(index, strike(stroke, known, dayOf(day)))
        if (stroke === 'lose') lost.add(index)
        if (stroke === 'find') lost.delete(index)
        const rows = [...people].filter(([one]) => !lost.has(one)).map(([, one]) => one)
        const { report, roster, events } = compare({
          current: feedOf(rows, day),
          last,
          directory: { accounts },
          accept: true,
        })
        for (const event of events) {
          told += 1
          expect(event.person).toBe(keyOf(index))
          expect(event.about.employeeId).toBe(event.person)
          expect(event.about.extra).toEqual({ birthDate: `19${60 + index}-01-01` })
        }
        expect(report.suspects).toEqual([])
        for (const one of roster?.people ?? [])
          expect(one.person.extra).toEqual(people.get((Number(one.person.employeeId.slice(1)) - 100) / 7)?.extra)
        for (const { type, person: key } of events) {
          if (type === 'joiner' || type === 'rehire') accounts.set(key.toLowerCase(), { key, state: 'enabled' })
          if (type === 'leaver') accounts.set(key.toLowerCase(), { key, state: 'disabled' })
        }
        last = roster
      }
    }),
    { seed: 31, numRuns: 60 },
  )
  expect(told).toBeGreaterThan(500)
})
