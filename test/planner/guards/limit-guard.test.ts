import { describe, expect, test } from 'vitest'
import type { GuardVerdict } from '../../../src/model/plan.ts'
import { defaultPolicy } from '../../../src/model/policy.ts'
import { limitGuard, needsCount } from '../../../src/planner/guards/limit-guard.ts'

const { limits } = defaultPolicy

/** So many people, by employeeId. */
const people = (count: number, from = 0): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(from + at).padStart(5, '0'))

const verdictOn = (losing: number, managed: number, before = 0): GuardVerdict =>
  limitGuard({ losing: people(losing), lostBefore: people(before, 50_000), managed }, limits)

/** Fifty sizes from 1 to 10,000, among them those at which two percent become more than five people. */
const SIZES = [
  ...[1, 2, 3, 5, 6, 10, 20, 49, 50, 51, 80, 99, 100, 149, 150, 199, 200, 249, 250, 251, 274, 299, 300, 301, 349],
  ...[350, 399, 400, 450, 499, 500, 501, 600, 750, 999, 1000, 1001, 1500, 1999, 2000, 2500, 3000, 3333, 4000, 5000],
  ...[6000, 7500, 9000, 9999, 10_000],
]

describe('the limit of people who lose something', () => {
  test('is five people or two percent, whichever is more, in fifty sizes of company', () => {
    expect(new Set(SIZES).size).toBe(50)
    for (const size of SIZES) {
      const limit = Math.max(5, Math.floor(size * 0.02))

      expect(verdictOn(limit, size).verdict, `${limit} of ${size}`).toBe('ok')
      expect(verdictOn(limit + 1, size).verdict, `${limit + 1} of ${size}`).toBe('refused')
    }
  })

  test('counts what other runs took within the window, and somebody who is in both once', () => {
    expect(verdictOn(1, 100, 4).verdict).toBe('ok')
    expect(verdictOn(1, 100, 5).verdict).toBe('refused')
    expect(limitGuard({ losing: people(3), lostBefore: people(5), managed: 100 }, limits).verdict).toBe('ok')
  })

  test('is no business of a plan that takes nothing, whatever other runs did', () => {
    expect(verdictOn(0, 10, 500)).toEqual({ name: 'limit', verdict: 'ok' })
  })

  test('is lifted by a deliberate approval up to a tenth of the company, and above it by a second person', () => {
    expect(verdictOn(100, 1000).approvers).toEqual({ count: 1, requesterCounts: true })
    expect(verdictOn(101, 1000).approvers).toEqual({ count: 1, requesterCounts: false })
    expect(verdictOn(6, 20).approvers).toEqual({ count: 1, requesterCounts: false })
  })

  test('says how many there are, how many may be, and the commands to go on', () => {
    expect(verdictOn(6, 80, 2)).toMatchObject({
      because:
        '6 people would lose sign-in, data, a licence or all groups, with the runs of the last 24 h 8 people; 5 may (5 people or 2 % of 80 managed, whichever is more)',
      hint: 'Save the plan (--out plan.json), approve it (joinery approve plan.json), then: joinery apply plan.json',
    })
  })

  test('asks for the size of the company only where it matters', () => {
    const few = { losing: people(5), lostBefore: [] }

    expect(needsCount(few, limits)).toBe(false)
    expect(needsCount({ ...few, lostBefore: people(1, 900) }, limits)).toBe(true)
    expect(needsCount({ losing: [], lostBefore: people(20) }, limits)).toBe(false)
  })

  test('can be none at all', () => {
    const strict = { ...limits, people: 0, percent: 0 }

    expect(limitGuard({ losing: people(1), lostBefore: [], managed: 10_000 }, strict).verdict).toBe('refused')
  })
})
