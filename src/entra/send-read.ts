import { Fault } from '../model/fault.ts'
import type { Clock } from '../ports/clock.ts'
import type { Random } from '../ports/random.ts'
import { whyNoConnection } from '../wire/connection-error.ts'
import { checked } from './check-answer.ts'
import { type Pipe, REQUEST_SECONDS } from './graph-pipe.ts'
import type { GraphAnswer, GraphRequest, Send } from './graph-request.ts'
import { SignInTrouble } from './sign-in-fault.ts'
import type { ThrottleGate } from './throttle-gate.ts'

export interface SendDeps {
  readonly pipe: Pipe
  readonly clock: Clock
  readonly random: Random
  readonly gate: ThrottleGate
  /** Ends waiting, with its reason, when the command is to stop. */
  readonly signal?: AbortSignal | undefined
}

/** With three answers in ten refused, twenty attempts fail together once in thirty thousand million times. */
const MOST_ATTEMPTS = 20
/** Nobody listens there: that seldom mends itself within seconds. */
const MOST_ATTEMPTS_IF_NOBODY_THERE = 4
/** All that is not waiting on Graph's own request counts against this, so that a command ends within a minute and a half. */
const PATIENCE_MS = 75_000
/** A wait that Graph asks for is kept exactly up to this; whoever has to wait longer is told how long and decides. */
const LONGEST_WAIT_MS = 10 * 60_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 4_000

/**
 * Sends reads, again and again where that can help: 429 after exactly the time it asks for, server errors and broken connections after a
 * growing pause. Only for requests that change nothing.
 */
export const sendRead = (deps: SendDeps): Send => {
  const { pipe, clock, gate } = deps
  return async (request) => {
    let troubleMs = 0
    for (let attempt = 1; ; attempt += 1) {
      await waitAtGate(deps, request)
      const begun = clock.now()
      const seconds = Math.min(REQUEST_SECONDS, (PATIENCE_MS - troubleMs) / 1000)
      const outcome = await attempted(pipe, request, clock, seconds)
      if (!(outcome instanceof Fault)) return outcome
      gate.heed(request, outcome)
      const pause =
        outcome.code === 'entra/throttled' && outcome.retryAfterMs !== undefined
          ? 0
          : pauseMs(deps.random, attempt, outcome)
      troubleMs += clock.now() - begun + pause
      if (attempt >= attemptsFor(outcome) || troubleMs >= PATIENCE_MS) throw outcome
      if (pause > 0) await clock.sleep(pause, deps.signal)
    }
  }
}

const attempted = async (
  pipe: Pipe,
  request: GraphRequest,
  clock: Clock,
  seconds: number,
): Promise<GraphAnswer | Fault> => {
  try {
    return checked(await pipe(request, seconds), request, clock.now())
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

const waitAtGate = async ({ gate, clock, signal }: SendDeps, request: GraphRequest): Promise<void> => {
  for (let ms = gate.waitMs(request); ms > 0; ms = gate.waitMs(request)) {
    if (ms > LONGEST_WAIT_MS) throw toldToWait(request, ms)
    await clock.sleep(ms, signal)
  }
}

/** The fault of a request that was not sent because Graph asked for a pause. */
export const toldToWait = ({ doing }: GraphRequest, ms: number): Fault =>
  new Fault('entra/throttled', { doing, seconds: Math.ceil(ms / 1000) }, { retryAfterMs: ms })

const worthAnother: readonly string[] = [
  'entra/throttled',
  'entra/unreachable',
  'entra/silent',
  'entra/unexpected-answer',
  'entra/concurrent-change',
]

const attemptsFor = (fault: Fault): number => {
  if (!worthAnother.includes(fault.code) || fault.cause instanceof SignInTrouble) return 1
  const hopeless = whyNoConnection(fault.cause)
  if (hopeless === 'certificate') return 1
  return hopeless === 'nobody-there' || fault.code === 'entra/unexpected-answer'
    ? MOST_ATTEMPTS_IF_NOBODY_THERE
    : MOST_ATTEMPTS
}

/** Between half of and the whole growing pause, so that those who failed together do not come back together. */
const pauseMs = (random: Random, attempt: number, { retryAfterMs }: Fault): number => {
  if (retryAfterMs !== undefined) return retryAfterMs
  const most = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1))
  return most / 2 + random.integer(most / 2 + 1)
}
