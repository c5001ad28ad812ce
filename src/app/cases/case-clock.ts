import type { Clock } from '../../ports/clock.ts'

const TURNS = 4

/** Time of a case: it begins when the case says, and waiting costs none. A few turns of the event loop let the servers work meanwhile. */
export const caseClock = (start: string): Clock => {
  let present = Date.parse(start)
  return {
    now: () => present,
    async sleep(ms, signal) {
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
      present += ms
    },
  }
}
