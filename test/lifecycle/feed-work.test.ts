import { describe, expect, test } from 'vitest'
import type { PersonEvent } from '../../src/feed/compare/comparison.ts'
import { changedWorks, type FeedRules, workOfFeed } from '../../src/lifecycle/feed-work.ts'
import type { FeedWork } from '../../src/model/feed-sync.ts'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'

const now = Date.parse('2026-12-01T08:00:00Z')
const rules: FeedRules = {
  playbooks: { joiner: 'onboard', mover: 'move', leaver: 'offboard', rehire: 'rehire', correction: 'onboard' },
  before: { joiner: 7, rehire: 0 },
}
const nora = {
  employeeId: '00900',
  givenName: 'Nora',
  surname: 'Newman',
  department: 'Sales',
  startDate: '2026-12-15',
  timeZone: 'Europe/Berlin',
}

const event = (type: PersonEvent['type'], more: Partial<PersonEvent> = {}): PersonEvent => ({
  type,
  person: '00900',
  effective: '2026-12-15T00:00:00+01:00',
  changes: {},
  because: 'HR says so',
  row: 7,
  about: nora,
  account: 'enabled',
  ...more,
})

const sync = (events: readonly PersonEvent[], existing: readonly ScheduledWork[] = [], more = {}) =>
  workOfFeed({ source: 'hr', rules, existing, events, present: [], notBegun: [], now, ...more })

/** What was done, in short. */
const done = (all: readonly FeedWork[]): readonly string[] =>
  all.map(({ did, work }) => (work ? `${did} ${work.playbook} ${work.state} ${work.due}` : did))

const scheduled = async (type: PersonEvent['type'], more: Partial<PersonEvent> = {}, change = {}) => {
  const [work] = changedWorks(await sync([event(type, more)]))
  if (!work) throw new Error('nothing was scheduled')
  return { ...work, ...change }
}

describe('an event becomes work', () => {
  test.each<readonly [PersonEvent['type'], Partial<PersonEvent>, readonly string[]]>([
    ['joiner', { account: 'none' }, ['scheduled onboard pending 2026-12-08T00:00:00+01:00']],
    ['rehire', { account: 'disabled' }, ['scheduled rehire pending 2026-12-15T00:00:00+01:00']],
    ['mover', { effective: '2026-12-01T09:00:00+01:00' }, ['scheduled move pending 2026-12-01T09:00:00+01:00']],
    ['correction', { effective: '2026-12-01T09:00:00+01:00' }, ['scheduled onboard pending 2026-12-01T09:00:00+01:00']],
    ['leaver', { effective: '2027-01-01T00:00:00+01:00' }, ['scheduled offboard pending 2027-01-01T00:00:00+01:00']],
    // Nobody is enabled again because a telephone number was wrong.
    ['correction', { account: 'disabled' }, ['held onboard held 2026-12-15T00:00:00+01:00']],
    ['mover', { account: 'none' }, ['left']],
    ['leaver', { account: 'none' }, ['left']],
    ['cancelled', { account: 'none' }, []],
    ['cancelled', { account: 'enabled' }, ['held offboard held 2026-12-15T00:00:00+01:00']],
  ])('%s %o', async (type, more, expected) => {
    expect(done(await sync([event(type, more)]))).toEqual(expected)
  })

  test('that tells the feed and the row it came from, and who it is for', async () => {
    expect(await scheduled('joiner', { account: 'none' })).toMatchObject({
      person: '00900',
      name: 'Nora Newman',
      source: 'hr',
      event: 'joiner',
      why: 'joiner: HR says so (hr, row 7)',
      input: nora,
      version: 1,
    })
  })

  test('unless no playbook is set for it', async () => {
    const none = { rules: { ...rules, playbooks: { ...rules.playbooks, correction: undefined } } }

    expect(await sync([event('correction')], [], none)).toMatchObject([
      { did: 'left', because: 'no playbook is set for correction' },
    ])
  })

  test('an account of a hire that was cancelled is offboarded at once where the settings say so', async () => {
    const own = { rules: { ...rules, playbooks: { ...rules.playbooks, cancelled: 'offboard' } } }

    const [work] = changedWorks(await sync([event('cancelled', { effective: '2026-12-01T09:00:00+01:00' })], [], own))

    expect(work).toMatchObject({ playbook: 'offboard', state: 'pending', input: { lastDay: '2026-12-01' } })
  })
})

describe('work that waits', () => {
  test('is moved by another first day, with the new data', async () => {
    const before = await scheduled('joiner', { account: 'none' })
    const about = { ...nora, startDate: '2027-01-15' }
    const moved = event('date-changed', { account: 'none', about, effective: '2027-01-15T00:00:00+01:00' })

    const [work, ...others] = changedWorks(await sync([moved], [before]))

    expect(others).toEqual([])
    expect(work).toMatchObject({
      id: before.id,
      due: '2027-01-08T00:00:00+01:00',
      state: 'pending',
      version: 2,
      input: about,
    })
  })

  test.each<readonly [string, string | undefined, readonly string[]]>([
    ['is moved by another last day', '2027-01-31', ['moved offboard pending 2027-02-01T00:00:00+01:00']],
    [
      'is cancelled where there is none any more',
      undefined,
      ['cancelled offboard cancelled 2027-01-01T00:00:00+01:00'],
    ],
  ])('%s', async (_name, lastDay, expected) => {
    const before = await scheduled('leaver', { effective: '2027-01-01T00:00:00+01:00' })
    const about = lastDay === undefined ? nora : { ...nora, lastDay }
    const changed = event('date-changed', { about, changes: { lastDay: ['2026-12-31', lastDay ?? null] } })

    expect(done(await sync([changed], [before]))).toEqual(expected)
  })

  test('of somebody who has not begun is brought up to date by a move, and nothing else is scheduled', async () => {
    const before = await scheduled('joiner', { account: 'none' })
    const about = { ...nora, department: 'HR' }

    const all = await sync([event('mover', { account: 'none', about })], [before])

    expect(done(all)).toEqual(['updated onboard pending 2026-12-08T00:00:00+01:00'])
    expect(changedWorks(all)).toMatchObject([{ input: { department: 'HR' } }])
  })

  test('for a move takes the next move in', async () => {
    const before = await scheduled('mover', { effective: '2026-12-02T09:00:00+01:00' })
    const about = { ...nora, department: 'HR' }

    const all = changedWorks(await sync([event('mover', { about })], [before]))

    expect(all).toMatchObject([{ id: before.id, input: { department: 'HR' } }])
  })

  test('is cancelled with the hire, all of it', async () => {
    const joiner = await scheduled('joiner', { account: 'none' })
    const leaver = await scheduled('leaver', { effective: '2027-06-30T00:00:00+02:00' })

    const all = changedWorks(await sync([event('cancelled', { account: 'none' })], [joiner, leaver]))

    expect(all.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  })

  test('that a person has held stays held, at its new time', async () => {
    const held = await scheduled('leaver', {}, { state: 'held', because: 'HR asks again' })

    const all = changedWorks(await sync([event('leaver', { effective: '2027-03-01T00:00:00+01:00' })], [held]))

    expect(all).toMatchObject([{ state: 'held', because: 'HR asks again', due: '2027-03-01T00:00:00+01:00' }])
  })

  test('that waits for approval is planned anew, for the plan was made for other data', async () => {
    const waiting = await scheduled('joiner', { account: 'none' }, { state: 'approval', plan: 'plans/x.json' })
    const about = { ...nora, department: 'HR' }

    const all = changedWorks(await sync([event('mover', { account: 'none', about })], [waiting]))

    expect(all).toMatchObject([{ state: 'pending', plan: null }])
  })

  test('that somebody is at work on is left alone, and that is said', async () => {
    const running = await scheduled('leaver', {}, { state: 'running' })

    expect(await sync([event('leaver')], [running])).toMatchObject([{ did: 'left', work: { id: running.id } }])
    expect(changedWorks(await sync([event('leaver')], [running]))).toEqual([])
  })

  test('which has ended stays on record beside the next', async () => {
    const ended = await scheduled('leaver', {}, { state: 'done' })

    const [next] = changedWorks(await sync([event('leaver')], [ended]))

    expect(next?.id).not.toBe(ended.id)
    expect(next).toMatchObject({ state: 'pending', version: 1 })
  })
})

describe('somebody who has not begun and is missing', () => {
  test('gets no account until they are back', async () => {
    const joiner = await scheduled('joiner', { account: 'none' })

    const [held] = changedWorks(await sync([], [joiner], { notBegun: ['00900'] }))
    const again = changedWorks(await sync([], held ? [held] : [], { notBegun: ['00900'] }))
    const [back] = changedWorks(await sync([], held ? [held] : [], { present: ['00900'] }))

    expect(held).toMatchObject({ state: 'held', because: expect.stringContaining('missing in the feed hr') })
    expect(again).toEqual([])
    expect(back).toMatchObject({ state: 'pending', because: null, due: joiner.due })
  })

  test('stays held where a person has held them', async () => {
    const held = await scheduled('joiner', { account: 'none' }, { state: 'held', because: 'asked HR' })

    expect(changedWorks(await sync([], [held], { present: ['00900'] }))).toEqual([])
  })
})
