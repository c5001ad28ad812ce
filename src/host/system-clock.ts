import { setTimeout as wait } from 'node:timers/promises'
import type { Clock } from '../ports/clock.ts'

/** Node's timers count in 32 bits; a longer wait ends at once. https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const sleep = async (ms: number, signal?: AbortSignal): Promise<void> => {
  signal?.throwIfAborted()
  try {
    for (let left = ms; left > 0; left -= LONGEST_TIMER_MS) {
      await wait(Math.min(left, LONGEST_TIMER_MS), undefined, signal ? { signal } : {})
    }
  } catch (thrown) {
    // Node rejects with an AbortError of its own; callers want the reason that was given.
    signal?.throwIfAborted()
    throw thrown
  }
}

/** The time of this machine. */
export const systemClock: Clock = { now: () => Date.now(), sleep }
