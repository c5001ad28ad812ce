import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../src/ports/clock.ts'

/** The time of this machine, for tests that talk to real servers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
}
