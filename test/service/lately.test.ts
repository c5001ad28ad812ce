import { setImmediate as immediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { ServiceMemory } from '../../src/ports/schedule-store.ts'
import { onlyOne } from '../../src/service/only-one.ts'
import { keptFor, recently } from '../../src/service/recently.ts'
import { quickClock } from '../support/quick-clock.ts'
import { virtualClock } from '../support/virtual-clock.ts'

const options = { askMs: 30_000, keptMs: 300_000, withinMs: 10_000 }

describe('whether something was well lately', () => {
  test('is asked for at most so often, and a failure counts once the last success is too long ago', async () => {
    const clock = quickClock()
    let asked = 0
    let isAway = false
    const probe = async (): Promise<void> => {
      asked += 1
      if (isAway) throw new Error('away')
    }
    const isWell = recently(probe, { ...clock, sleep: () => new Promise(() => undefined) }, options)

    const first = [await isWell(), await isWell()]
    isAway = true
    clock.pass(60_000)
    const soonAfter = await isWell()
    clock.pass(300_000)
    const later = await isWell()
    isAway = false
    clock.pass(30_000)
    const again = await isWell()

    expect([first, soonAfter, later, again]).toEqual([[true, true], true, false, true])
    expect(asked).toBe(4)
  })

  test('is no longer waited for than it may take, and asked by one at a time', async () => {
    const clock = virtualClock()
    let asked = 0
    const hanging = recently(
      () => {
        asked += 1
        return new Promise(() => undefined)
      },
      clock,
      options,
    )

    const answers = await Promise.all([hanging(), hanging(), hanging()])

    expect([answers, asked]).toEqual([[false, false, false], 1])
  })
})

test('an answer is kept for a while, and a failure is not', async () => {
  const clock = quickClock()
  let asked = 0
  const read = keptFor(1000, clock, async () => {
    asked += 1
    if (asked === 1) throw new Error('away')
    return asked
  })

  await expect(read()).rejects.toThrow('away')
  const answers = [await read(), await read()]
  clock.pass(1000)
  answers.push(await read())

  expect(answers).toEqual([2, 2, 3])
})

describe('of two processes that serve', () => {
  test('the one that was there before stops by itself; a state that cannot be read stops nobody', async () => {
    const clock = virtualClock()
    let owner: string | null = null
    let isAway = false
    const memory: ServiceMemory = {
      read: async () => (isAway ? Promise.reject(new Error('away')) : owner),
      write: async (_key, value) => {
        owner = value
      },
    }
    const stop = new AbortController()
    const one = (own: string) => onlyOne({ memory, clock, own, signal: stop.signal, everyMs: 10_000 })

    const first = await one('first')
    isAway = true
    await clock.sleep(60_000)
    const whileAway = first.aborted
    isAway = false
    const second = await one('second')
    await clock.sleep(60_000)
    const after = [first.aborted, second.aborted]
    stop.abort(new Error('interrupted'))
    await immediate()

    expect([whileAway, ...after, second.aborted]).toEqual([false, true, false, true])
  })
})
