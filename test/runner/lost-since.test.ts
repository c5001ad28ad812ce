import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/changes/change.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Outcome, RunEvent } from '../../src/model/run.ts'
import { lostSince } from '../../src/runner/lost-since.ts'
import { memoryJournal } from '../support/memory-journal.ts'
import { planOf } from './support/plans.ts'

const HOUR = 3_600_000
const NOON = Date.parse('2026-12-01T12:00:00Z')
const at = (time: number): string => new Date(time).toISOString()

const disable: Change = {
  kind: 'ad.entry.modify',
  type: 'account',
  target: { id: '00000000-0000-4000-8000-000000000001', name: 'CN=Adele Vance' },
  changes: { userAccountControl: { before: ['512'], after: ['514'] } },
}

/** A plan that locks these people out. */
const leavers = (...people: readonly string[]): Plan => {
  const plan = planOf(people.map((key) => ({ key, changes: [{ id: `${key}-off`, change: disable }] })))
  return { ...plan, people: plan.people.map((person) => ({ ...person, loses: ['sign-in'] as const })) }
}

interface Ran {
  readonly run: string
  readonly plan: Plan
  readonly time: number
  readonly outcomes: { readonly [change: string]: Outcome | 'intent' }
  readonly ends?: boolean
}

const journalOf = async (...ran: readonly Ran[]) => {
  const journal = memoryJournal()
  for (const { run, plan, time, outcomes, ends = true } of ran) {
    const actor = 'adele@workstation'
    const events: RunEvent[] = [
      { type: 'planned', run, at: at(time), actor, plan },
      { type: 'started', run, at: at(time), actor },
    ]
    for (const [change, outcome] of Object.entries(outcomes)) {
      if (outcome !== 'blocked') events.push({ type: 'intent', run, at: at(time), change, attempt: 1 })
      if (outcome !== 'intent')
        events.push({ type: 'outcome', run, at: at(time), change, outcome, attempts: 1, id: null })
    }
    if (ends) events.push({ type: 'ended', run, at: at(time), status: 'done' })
    for (const event of events) await journal.append(event)
  }
  return journal
}

describe('who has lost something within a day', () => {
  test('is whom runs have taken something from, each person once', async () => {
    const journal = await journalOf(
      {
        run: 'a',
        plan: leavers('00101', '00102'),
        time: NOON - HOUR,
        outcomes: { '00101-off': 'made', '00102-off': 'made' },
      },
      { run: 'b', plan: leavers('00102'), time: NOON - 2 * HOUR, outcomes: { '00102-off': 'made' } },
      { run: 'c', plan: leavers('00103'), time: NOON - 25 * HOUR, outcomes: { '00103-off': 'made' } },
    )

    expect(await lostSince(journal, NOON - 24 * HOUR)).toEqual(['00101', '00102'])
  })

  test('is nobody from whom nothing was taken: what was so before, what failed, what was not begun', async () => {
    const outcomes = { '00101-off': 'found', '00102-off': 'failed', '00103-off': 'blocked' } as const
    const journal = await journalOf({ run: 'a', plan: leavers('00101', '00102', '00103'), time: NOON, outcomes })

    expect(await lostSince(journal, NOON - HOUR)).toEqual([])
  })

  test('is also who may have lost it, or is about to: a write in doubt, a run that has not ended', async () => {
    const journal = await journalOf(
      { run: 'a', plan: leavers('00101'), time: NOON, outcomes: { '00101-off': 'unverified' } },
      { run: 'b', plan: leavers('00102'), time: NOON, outcomes: { '00102-off': 'intent' }, ends: false },
      { run: 'c', plan: leavers('00103'), time: NOON, outcomes: {}, ends: false },
    )

    expect(await lostSince(journal, NOON - HOUR)).toEqual(['00101', '00102', '00103'])
  })

  test('is nobody in runs that only change or give', async () => {
    const plan = planOf([{ key: '00101', changes: [{ id: 'c', change: disable }] }])
    const journal = await journalOf({ run: 'a', plan, time: NOON, outcomes: { c: 'made' } })

    expect(await lostSince(journal, NOON - HOUR)).toEqual([])
  })
})
