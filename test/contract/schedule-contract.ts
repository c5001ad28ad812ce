import { expect, test } from 'vitest'
import type { FeedSnapshot } from '../../src/model/feed.ts'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import type { FeedStore, ScheduleStore, ServiceMemory } from '../../src/ports/schedule-store.ts'

/** What a state keeps beside the journal. `again` opens the same state a second time, as another process does. */
export interface KeptState {
  readonly schedules: ScheduleStore
  readonly feeds: FeedStore
  readonly memory: ServiceMemory
  again(): Promise<Omit<KeptState, 'again'>>
}

const work = (id: string, more: Partial<ScheduledWork> = {}): ScheduledWork => ({
  id,
  person: '00101',
  name: 'Adele Vance',
  playbook: 'offboard',
  input: { employeeId: '00101' },
  due: '2026-12-31T22:59:59.000Z',
  event: 'leaver',
  why: 'leaver: lastDay 2026-12-31 in hr, row 17',
  source: 'hr',
  state: 'pending',
  because: null,
  run: null,
  plan: null,
  attempts: 0,
  createdAt: '2026-12-01T08:00:00.000Z',
  changedAt: '2026-12-01T08:00:00.000Z',
  version: 1,
  ...more,
})

const snapshot = (asOf: string): FeedSnapshot => ({
  source: 'hr',
  asOf,
  hash: `sha256:${'1'.repeat(64)}`,
  rows: 1,
  complete: false,
  people: [{ row: 2, person: { employeeId: '00101', surname: 'Vance' } }],
  refused: [],
})

const ids = (all: readonly ScheduledWork[]): readonly string[] => all.map(({ id }) => id)

/** What every state has to do with scheduled work, feeds and what the service remembers. */
export const scheduleContract = (open: () => Promise<KeptState>): void => {
  test('work is kept whole, and another process sees it', async () => {
    const { schedules, again } = await open()

    expect(await schedules.put(work('w1'))).toBe(true)

    expect(await (await again()).schedules.get('w1')).toEqual(work('w1'))
    expect(await schedules.get('w2')).toBeNull()
  })

  test('work is added once, and replaced only by whoever saw it last', async () => {
    const { schedules, again } = await open()
    await schedules.put(work('w1'))
    const other = await again()

    expect(await other.schedules.put(work('w1', { name: 'Somebody else' }))).toBe(false)
    expect(await other.schedules.put(work('w1', { state: 'held', version: 2 }))).toBe(true)
    expect(await schedules.put(work('w1', { state: 'running', version: 2 }))).toBe(false)
    expect(await schedules.get('w1')).toMatchObject({ state: 'held', version: 2, name: 'Adele Vance' })
  })

  test('of many processes that claim one piece of work, one does', async () => {
    const { schedules, again } = await open()
    await schedules.put(work('w1'))
    const others = await Promise.all(Array.from({ length: 5 }, again))

    const claimed = await Promise.all(
      others.map((other) => other.schedules.put(work('w1', { state: 'running', version: 2 }))),
    )

    expect(claimed.filter(Boolean)).toHaveLength(1)
  })

  test('due is what is pending and whose time has come, oldest first, wherever its zone is', async () => {
    const { schedules } = await open()
    await schedules.put(work('late', { due: '2026-12-31T23:00:00+01:00' }))
    await schedules.put(work('early', { due: '2026-12-31T23:00:00+09:00' }))
    await schedules.put(work('later', { due: '2027-01-01T00:00:00Z' }))
    await schedules.put(work('held', { due: '2026-01-01T00:00:00Z', state: 'held' }))

    expect(ids(await schedules.due('2026-12-31T22:00:00Z', 10))).toEqual(['early', 'late'])
    expect(ids(await schedules.due('2026-12-31T22:00:00Z', 1))).toEqual(['early'])
    expect(ids(await schedules.list())).toEqual(['held', 'early', 'late', 'later'])
    expect(ids(await schedules.list(['held']))).toEqual(['held'])
  })

  test('a feed is accepted together with its work, and the last one counts', async () => {
    const { feeds, schedules } = await open()
    expect(await feeds.lastGood('hr')).toBeNull()

    await feeds.accept(snapshot('2026-12-01T00:00:00Z'), [work('w1')])
    await feeds.accept(snapshot('2026-12-02T00:00:00Z'), [])

    expect(await feeds.lastGood('hr')).toEqual(snapshot('2026-12-02T00:00:00Z'))
    expect(await feeds.lastGood('other')).toBeNull()
    expect(ids(await schedules.list())).toEqual(['w1'])
  })

  test('a feed with work that cannot be kept is not accepted at all', async () => {
    const { feeds, schedules } = await open()
    const broken = work('w2', { due: 'never' })

    await expect(feeds.accept(snapshot('2026-12-01T00:00:00Z'), [work('w1'), broken])).rejects.toThrow()

    expect(await feeds.lastGood('hr')).toBeNull()
    expect(await schedules.list()).toEqual([])
  })

  test('a feed whose work somebody else has changed meanwhile is not accepted at all', async () => {
    const { feeds, schedules } = await open()
    await schedules.put(work('w1'))
    await schedules.put(work('w1', { state: 'running', version: 2 }))

    const accepted = await feeds.accept(snapshot('2026-12-01T00:00:00Z'), [
      work('w2'),
      work('w1', { state: 'cancelled', version: 2 }),
    ])

    expect(accepted).toBe(false)
    expect(await feeds.lastGood('hr')).toBeNull()
    expect((await schedules.list()).map(({ id, state }) => [id, state])).toEqual([['w1', 'running']])
  })

  test('of two who compare with the same snapshot, one is accepted', async () => {
    const { feeds, again } = await open()
    const other = (await again()).feeds
    const [first, second] = [snapshot('2026-12-01T00:00:00Z'), snapshot('2026-12-02T00:00:00Z')]

    expect(await feeds.accept({ ...first, revision: 1 }, [])).toBe(true)
    expect(await other.accept({ ...second, revision: 1 }, [])).toBe(false)
    expect(await other.accept({ ...second, revision: 2 }, [])).toBe(true)
    await feeds.accept({ ...first, source: 'agency' }, [])

    expect((await feeds.all()).map(({ source, revision }) => [source, revision])).toEqual([
      ['agency', undefined],
      ['hr', 2],
    ])
  })

  test('what is remembered lasts until it is forgotten', async () => {
    const { memory, again } = await open()

    await memory.write('feed hr', '2026-12-01')
    await memory.write('feed hr', '2026-12-02')

    expect(await (await again()).memory.read('feed hr')).toBe('2026-12-02')
    await memory.write('feed hr', null)
    expect(await memory.read('feed hr')).toBeNull()
  })
}
