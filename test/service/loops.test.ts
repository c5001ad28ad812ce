import { setImmediate as immediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { beat } from '../../src/lifecycle/heartbeat.ts'
import { openNewsroom } from '../../src/lifecycle/news.ts'
import { Fault } from '../../src/model/fault.ts'
import type { WebMessage } from '../../src/model/message.ts'
import type { SchedulePass } from '../../src/model/schedule-report.ts'
import type { ServiceMemory } from '../../src/ports/schedule-store.ts'
import { type FeedRead, type FeedWatchDeps, type WatchedFeed, watchFeed } from '../../src/service/feed-watch.ts'
import { openMetrics } from '../../src/service/metrics.ts'
import { type ScheduleLoopDeps, scheduleLoop, watchCycles } from '../../src/service/schedule-loop.ts'
import { openLog } from '../../src/service/service-log.ts'
import { openTraces } from '../../src/service/traces.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const START = Date.parse('2026-12-01T08:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const memoryOf = (): ServiceMemory => {
  const kept = new Map<string, string>()
  return {
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
  }
}

/** A service without sockets in a time of its own, which passes only while nobody has anything to do. */
const bench = (memory = memoryOf(), start = START) => {
  const clock = virtualClock(start)
  const told: WebMessage[] = []
  const lines: string[] = []
  const controller = new AbortController()
  const post = async (message: WebMessage): Promise<void> => void told.push(message)
  const reading = async () => ({
    work: {},
    parkedRuns: 0,
    missedCycles: 0,
    feeds: new Map<string, number>(),
    credentials: new Map<string, number>(),
  })
  const news = openNewsroom(memory, post)
  const common = {
    clock,
    memory,
    news,
    post,
    log: openLog({ level: 'debug', now: clock.now, write: (line) => lines.push(line) }),
    metrics: openMetrics(reading, clock.now),
    traces: openTraces(),
    signal: controller.signal,
  }
  const until = async (at: number): Promise<void> => {
    await clock.sleep(at - clock.now())
    controller.abort(new Error('interrupted'))
    await immediate()
  }
  return { clock, told, lines, common, until, memory }
}

/** Reads of a feed, with the time of each. */
const watching = async (
  feed: Partial<WatchedFeed>,
  until: number,
  options: { memory?: ServiceMemory; start?: number; read?: (count: number) => FeedRead | Error } = {},
) => {
  const { clock, told, lines, common, until: passUntil, memory } = bench(options.memory, options.start)
  const reads: string[] = []
  const deps: FeedWatchDeps = {
    ...common,
    lookMs: 5000,
    send: async () => void (await common.news.send()),
    sync: async () => {
      reads.push(new Date(clock.now()).toISOString().slice(5, 16))
      const read = options.read?.(reads.length) ?? { verdict: 'ok', why: null, events: 0 }
      if (read instanceof Error) throw read
      return read
    },
  }
  await Promise.all([watchFeed({ name: 'hr', every: null, look: null, ...feed }, deps), passUntil(until)])
  return { reads, told, lines, memory }
}

const local = (time: string): string => new Date(time).toISOString().slice(5, 16)

describe('a feed that is read at its times', () => {
  test('is read then and only then', async () => {
    const { reads } = await watching({ every: '0 6 * * *' }, Date.parse('2026-12-04T00:00:00'))

    expect(reads).toEqual([local('2026-12-02T06:00'), local('2026-12-03T06:00')])
  })

  test('is read at once where its time came while nobody was there, and two that were missed are told', async () => {
    const first = await watching({ every: '0 6 * * *' }, Date.parse('2026-12-02T12:00:00'))
    const { memory } = first
    const hour = (day: string) => Date.parse(`2026-12-${day}T12:00:00`)

    const oneMissed = await watching({ every: '0 6 * * *' }, hour('03') + HOUR, { memory, start: hour('03') })
    const threeMissed = await watching({ every: '0 6 * * *' }, hour('06') + HOUR, { memory, start: hour('06') })

    expect([oneMissed.reads, threeMissed.reads]).toEqual([[local('2026-12-03T12:00')], [local('2026-12-06T12:00')]])
    expect([oneMissed.told, threeMissed.told.map(({ subject }) => subject)]).toEqual([
      [],
      ['The feed hr has missed two times'],
    ])
  })

  test('is tried again, later each time, and told of once, where it cannot be read', async () => {
    const { reads, told, lines } = await watching({ every: '0 12 * * *' }, Date.parse('2026-12-01T15:00:00'), {
      start: Date.parse('2026-12-01T11:59:00'),
      read: (count) =>
        count <= 4 ? new Error('the server of Contoso is away') : { verdict: 'ok', why: null, events: 0 },
    })

    expect(reads).toEqual(['12:00', '12:01', '12:03', '12:07', '12:15'].map((time) => local(`2026-12-01T${time}`)))
    expect(told.map(({ subject }) => subject)).toEqual(['The feed hr cannot be read'])
    expect(lines.join('\n')).not.toContain('Contoso')
  })

  test('is not tried again where it was refused, and its people are asked once', async () => {
    const { reads, told } = await watching({ every: '0 * * * *' }, START + 5 * HOUR - MINUTE, {
      read: () => ({ verdict: 'refused', why: '40 % of the people are gone', events: 0 }),
    })

    expect(reads).toHaveLength(4)
    expect(told).toMatchObject([{ subject: 'The feed hr was refused', text: '40 % of the people are gone' }])
  })
})

describe('a feed whose file is watched', () => {
  test('is read when it has changed and then stayed as it is, and not while it is written', async () => {
    const { clock } = bench()
    const begun = clock.now()
    let looks = 0
    // Written in four pieces, a look after the other; then nothing for a while; then once more.
    const sizes = ['old', 'old', '1', '2', '3', '4', '4', '4', '4', '4', '9', '9', '9']
    const look = async (): Promise<string> => sizes[Math.min(looks++, sizes.length - 1)] ?? ''

    const { reads } = await watching({ look }, begun + 2 * MINUTE, { start: begun })

    expect(reads).toHaveLength(3)
  })

  test('is read once it is whole, also where its time comes while it is written', async () => {
    let looks = 0
    // Six is in the middle of two minutes of writing.
    const look = async (): Promise<string> => String(Math.min(looks++, 24))

    const { reads } = await watching({ look, every: '0 6 * * *' }, Date.parse('2026-12-01T07:00:00'), {
      start: Date.parse('2026-12-01T05:59:00'),
    })

    expect(reads).toEqual([local('2026-12-01T06:01:05')])
  })

  test('says nothing to people while another feed is at it', async () => {
    const { reads, told } = await watching({ look: async () => 'new' }, START + 10 * MINUTE, {
      read: (count) => (count < 3 ? new Fault('feed/busy', { feed: 'hr' }) : { verdict: 'ok', why: null, events: 0 }),
    })

    expect([reads.length, told]).toEqual([3, []])
  })

  test('is not read anew after a restart, unless it has changed meanwhile', async () => {
    const look = async (): Promise<string> => 'first'
    const first = await watching({ look }, START + MINUTE)
    const same = await watching({ look }, START + 10 * MINUTE, { memory: first.memory, start: START + 5 * MINUTE })
    const other = await watching({ look: async () => 'second' }, START + 20 * MINUTE, {
      memory: first.memory,
      start: START + 15 * MINUTE,
    })

    expect([first.reads.length, same.reads.length, other.reads.length]).toEqual([1, 0, 1])
  })

  test('that is gone, or cannot be looked at, is left alone', async () => {
    const { reads } = await watching({ look: async () => null }, START + MINUTE)
    const broken = await watching({ look: () => Promise.reject(new Error('no share')) }, START + MINUTE)

    expect([reads, broken.reads]).toEqual([[], []])
  })
})

const passed: SchedulePass = {
  format: 'joinery.pass/1',
  skipped: false,
  closedUntil: null,
  work: [],
  resumed: [],
  told: [],
  troubles: [],
}

describe('the schedule', () => {
  test('goes on after a pass that failed, and two cycles that did not come are told once', async () => {
    const { clock, told, lines, common, until } = bench()
    let passes = 0
    const deps: ScheduleLoopDeps = {
      ...common,
      everyMs: MINUTE,
      pass: async () => {
        passes += 1
        if (passes > 3 && passes < 20) throw new Error('the state of Contoso cannot be written')
        await beat(common.memory, { at: new Date(clock.now()).toISOString(), everyMs: MINUTE })
        return passed
      },
    }

    await Promise.all([scheduleLoop(deps), watchCycles(deps), until(START + 40 * MINUTE)])

    expect(passes).toBeGreaterThanOrEqual(39)
    expect(told.map(({ subject }) => subject)).toEqual(['The schedule has missed 2 cycles'])
    expect(lines.filter((line) => line.includes('schedule.failed'))).toHaveLength(16)
    expect(lines.join('\n')).not.toContain('Contoso')
  })

  test('is told of also where the state itself is away', async () => {
    const away: ServiceMemory = {
      read: async () => Promise.reject(new Error('away')),
      write: async () => Promise.reject(new Error('away')),
    }
    const { told, common, until } = bench(away)
    const deps: ScheduleLoopDeps = { ...common, everyMs: MINUTE, pass: async () => Promise.reject(new Error('away')) }

    await Promise.all([scheduleLoop(deps), watchCycles(deps), until(START + 30 * MINUTE)])

    expect(told.map(({ subject }) => subject)).toEqual(['The schedule has missed 2 cycles'])
  })
})
