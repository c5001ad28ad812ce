import type { Clock } from '../../src/ports/clock.ts'

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/**
 * A clock on which everybody's sleeps pass in their order, and no time passes while anybody has something to do. Unlike on a quick clock, one
 * who sleeps for a minute does not cost the others a minute.
 */
export const virtualClock = (start = Date.parse('2026-12-01T08:00:00Z')): Clock => {
  let present = start
  let ticking = false
  const sleepers: Sleeper[] = []
  const tick = (): void => {
    ticking = false
    sleepers.sort((a, b) => a.until - b.until)
    const next = sleepers.shift()
    if (!next) return
    present = Math.max(present, next.until)
    next.wake()
    schedule()
  }
  const schedule = (): void => {
    if (ticking || sleepers.length === 0) return
    ticking = true
    // Two turns of the event loop let everything run that is ready.
    setImmediate(() => setImmediate(tick))
  }
  return {
    now: () => present,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { until: present + ms, wake: resolve }
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
        sleepers.push(sleeper)
        schedule()
      }),
  }
}
