import type { Clock } from '../../../src/ports/clock.ts'

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** Time of a simulated year. It stands still while anybody waits for an answer of a system, and passes at once while all of them sleep. */
export interface YearClock extends Clock {
  /** No time passes until the work is done. */
  during<T>(work: Promise<T>): Promise<T>
  /** Called with every moment that is slept until, in order, before anybody wakes. */
  passing(told: (now: number) => void): void
  /** Goes on to a moment; one that is over already is no mistake. */
  goTo(moment: number): void
}

/** After an answer, whoever waited for it has so many turns of the event loop to ask for more. */
const TURNS = 4

export const yearClock = (start: number): YearClock => {
  let present = start
  let busy = 0
  let turn = 0
  let told: (now: number) => void = () => undefined
  const sleepers: Sleeper[] = []
  const goTo = (moment: number): void => {
    if (moment <= present) return
    present = moment
    told(present)
  }
  const wakeNext = (): void => {
    const next = sleepers.reduce((first, one) => (one.until < first.until ? one : first))
    sleepers.splice(sleepers.indexOf(next), 1)
    goTo(next.until)
    next.wake()
    rest()
  }
  /** Counts quiet turns; whatever happens meanwhile begins anew. */
  const rest = (): void => {
    turn += 1
    const mine = turn
    const count = (left: number): void => {
      if (mine !== turn || busy > 0 || sleepers.length === 0) return
      if (left > 0) setImmediate(() => count(left - 1))
      else wakeNext()
    }
    count(TURNS)
  }
  return {
    now: () => present,
    goTo,
    passing(tell) {
      told = tell
    },
    async during(work) {
      busy += 1
      try {
        return await work
      } finally {
        busy -= 1
        rest()
      }
    },
    async sleep(ms, signal) {
      signal?.throwIfAborted()
      await new Promise<void>((wake) => {
        sleepers.push({ until: present + ms, wake })
        rest()
      })
    },
  }
}
