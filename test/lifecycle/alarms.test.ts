import { describe, expect, test } from 'vitest'
import { newsOfExpiring, stepReached } from '../../src/lifecycle/expiring.ts'
import { isMissed, missedCycles, newsOfMissed } from '../../src/lifecycle/heartbeat.ts'
import { type News, openNewsroom } from '../../src/lifecycle/news.ts'
import type { WebMessage } from '../../src/model/message.ts'
import type { ServiceMemory } from '../../src/ports/schedule-store.ts'

const DAY_MS = 86_400_000
const NOW = Date.parse('2026-12-01T08:00:00Z')

const memory = (): ServiceMemory => {
  const kept = new Map<string, string>()
  return {
    read: async (key) => kept.get(key) ?? null,
    write: async (key, value) => void (value === null ? kept.delete(key) : kept.set(key, value)),
  }
}

const news = (about: string, kind = 'limit', detail?: string): News => ({
  about,
  kind,
  ...(detail ? { detail } : {}),
  subject: `offboard for ${about} waits`,
  text: 'too many',
  facts: [],
})

describe('credentials that come to their end', () => {
  test.each([
    [31, null],
    [30, 30],
    [14.5, 30],
    [14, 14],
    [7, 7],
    [1, 1],
    [0.5, 1],
    [0, 0],
    [-3, 0],
  ])('%d days before it have reached the step %s', (days, step) => {
    expect(stepReached(new Date(NOW + days * DAY_MS).toISOString(), NOW)).toBe(step)
  })

  test('are told at 30, 14, 7 and 1 days and when they are over, each once, however often one looks', async () => {
    const told: WebMessage[] = []
    const room = openNewsroom(memory(), async (message) => void told.push(message))
    const at = new Date(NOW + 40 * DAY_MS).toISOString()
    for (let hour = 0; hour < 45 * 24; hour += 1) {
      const now = NOW + hour * (DAY_MS / 24)
      for (const one of newsOfExpiring([{ what: 'app.pem', system: 'entra', at }], now)) await room.tell(one)
      await room.send()
    }
    expect(told.map(({ subject }) => subject)).toEqual([
      'Expires in 30 days: app.pem',
      'Expires in 14 days: app.pem',
      'Expires in 7 days: app.pem',
      'Expires in 1 day: app.pem',
      'Expired: app.pem',
    ])
  })
})

describe('the heartbeat', () => {
  test.each([
    [60, 0, false],
    [119, 0, false],
    [150, 1, false],
    [181, 2, true],
    [86_400, 1439, true],
  ])('%d seconds after one of every minute has missed %d cycles', (seconds, missed, isAlarm) => {
    const heartbeat = { at: new Date(NOW - seconds * 1000).toISOString(), everyMs: 60_000 }
    expect([missedCycles(heartbeat, NOW), isMissed(heartbeat, NOW)]).toEqual([missed, isAlarm])
    expect(newsOfMissed(heartbeat, NOW) !== null).toBe(isAlarm)
  })
})

describe('news', () => {
  test('of one kind go in one message, and are not told again before they are settled', async () => {
    const told: WebMessage[] = []
    const room = openNewsroom(memory(), async (message) => void told.push(message))
    for (const round of [1, 2, 3]) {
      for (let index = 0; index < 25; index += 1) await room.tell(news(`w${index}`))
      await room.send()
      if (round === 2) await room.settled('w7')
    }
    expect(told.map(({ subject }) => subject)).toEqual(['offboard for w0 waits and 24 more', 'offboard for w7 waits'])
    expect(told[0]?.facts.at(-1)).toEqual({ name: 'and', value: '5 more' })
  })

  test('that could not be sent are sent the next time', async () => {
    let isDown = true
    const told: WebMessage[] = []
    const room = openNewsroom(memory(), async (message) => {
      if (isDown) throw new Error('no answer')
      told.push(message)
    })
    await room.tell(news('w1', 'approval', 'sha256:01'))
    const first = await room.send()
    isDown = false
    await room.send()
    await room.tell(news('w1', 'approval', 'sha256:02'))
    await room.send()

    expect(first.failed).toMatchObject([{ why: 'no answer' }])
    expect(told).toHaveLength(2)
  })
})
