import type { Clock } from '../../src/ports/clock.ts'

export interface QuickClock extends Clock {
  /** Lengths of all sleeps so far, in milliseconds. */
  readonly slept: readonly number[]
  pass(ms: number): void
}

/** A clock on which a sleep takes no time and moves the present on by its length. */
export const quickClock = (start = Date.parse('2026-12-01T08:00:00Z')): QuickClock => {
  let present = start
  const slept: number[] = []
  return {
    slept,
    now: () => present,
    pass: (ms) => {
      present += ms
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      slept.push(ms)
      present += ms
    },
  }
}
