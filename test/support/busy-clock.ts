import type { Clock } from '../../src/ports/clock.ts'

interface Sleeper {
  readonly until: number
  readonly wake: () => void
}

/** A virtual clock for code that talks over real sockets. */
export interface BusyClock extends Clock {
  /** No time passes while the work is under way. */
  during<T>(work: Promise<T>): Promise<T>
  /** A `fetch` whose requests are such work, up to the last byte of the answer. */
  readonly fetch: typeof fetch
}

/** After an answer comes, whoever waited for it has this many turns of the event loop to ask for more. */
const TURNS = 8

const EMPTY_ANSWERS: ReadonlySet<number> = new Set([204, 205, 304])

/**
 * A clock on which everybody's sleeps pass in their order and take no time. Unlike on `virtualClock`, time stands still while a request is on
 * its way, for that takes many turns of the event loop.
 */
export const busyClock = (start = Date.parse('2026-12-01T08:00:00Z')): BusyClock => {
  let present = start
  let underWay = 0
  let turn = 0
  const sleepers: Sleeper[] = []
  const wakeNext = (): void => {
    sleepers.sort((a, b) => a.until - b.until)
    const next = sleepers.shift()
    if (!next) return
    present = Math.max(present, next.until)
    next.wake()
    rest()
  }
  /** Begins to count quiet turns; whatever happens meanwhile begins anew. */
  const rest = (): void => {
    turn += 1
    const mine = turn
    const count = (left: number): void => {
      if (mine !== turn || underWay > 0 || sleepers.length === 0) return
      if (left > 0) setImmediate(() => count(left - 1))
      else wakeNext()
    }
    count(TURNS)
  }
  const during = async <T>(work: Promise<T>): Promise<T> => {
    underWay += 1
    try {
      return await work
    } finally {
      underWay -= 1
      rest()
    }
  }
  return {
    now: () => present,
    during,
    fetch: (input, init) => during(wholeAnswer(input, init)),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const sleeper = { until: present + ms, wake: resolve }
        const give = (): void => {
          const at = sleepers.indexOf(sleeper)
          if (at >= 0) sleepers.splice(at, 1)
          reject(signal?.reason)
        }
        signal?.addEventListener('abort', give, { once: true })
        sleepers.push(sleeper)
        rest()
      }),
  }
}

const wholeAnswer = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> => {
  const answer = await fetch(input, init)
  const body = await answer.arrayBuffer()
  const { status, headers } = answer
  return new Response(EMPTY_ANSWERS.has(status) ? null : body, { status, headers })
}
