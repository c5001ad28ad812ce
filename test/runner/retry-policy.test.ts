import { describe, expect, test } from 'vitest'
import type { FaultCategory } from '../../src/model/faults/index.ts'
import { decide, type Trouble } from '../../src/runner/retry-policy.ts'

const trouble = (category: FaultCategory, more: Partial<Trouble> = {}): Trouble => ({
  category,
  effect: 'none',
  attempt: 1,
  elapsedMs: 0,
  young: false,
  jitter: 1,
  ...more,
})

const MINUTE = 60_000

describe('what is done after a failed attempt', () => {
  test.each<[string, Trouble, object]>([
    ['throttled, first time', trouble('throttled'), { do: 'retry', afterMs: 1000, settle: 'no' }],
    ['throttled, backing off', trouble('throttled', { attempt: 4 }), { do: 'retry', afterMs: 8000 }],
    ['throttled, at most a minute apart', trouble('throttled', { attempt: 12 }), { do: 'retry', afterMs: MINUTE }],
    ['throttled, told when', trouble('throttled', { retryAfterMs: 17_000 }), { do: 'retry', afterMs: 17_000 }],
    [
      'told when, whatever the jitter',
      trouble('throttled', { retryAfterMs: 17_000, jitter: 0 }),
      { do: 'retry', afterMs: 17_000 },
    ],
    ['told a date that has passed', trouble('throttled', { retryAfterMs: 0 }), { do: 'retry', afterMs: 1000 }],
    ['told ten minutes', trouble('throttled', { retryAfterMs: 10 * MINUTE }), { do: 'retry', afterMs: 10 * MINUTE }],
    ['told an hour', trouble('throttled', { retryAfterMs: 60 * MINUTE }), { do: 'park', forMs: 60 * MINUTE }],
    ['throttled for half an hour', trouble('throttled', { elapsedMs: 30 * MINUTE }), { do: 'park' }],
    ['throttled twenty times', trouble('throttled', { attempt: 20 }), { do: 'park' }],
    ['unreachable', trouble('unreachable'), { do: 'retry', afterMs: 250, settle: 'no' }],
    ['unreachable, half the jitter', trouble('unreachable', { jitter: 0 }), { do: 'retry', afterMs: 125 }],
    [
      'unreachable, at most four seconds apart',
      trouble('unreachable', { attempt: 10 }),
      { do: 'retry', afterMs: 4000 },
    ],
    ['unreachable for a minute', trouble('unreachable', { elapsedMs: MINUTE }), { do: 'fail' }],
    ['unreachable twenty times', trouble('unreachable', { attempt: 20 }), { do: 'fail' }],
    [
      'unavailable, told when',
      trouble('unreachable', { retryAfterMs: 120_000, elapsedMs: 2 * MINUTE }),
      { do: 'retry', afterMs: 120_000 },
    ],
    ['the answer was lost', trouble('unreachable', { effect: 'unknown' }), { do: 'retry', settle: 'patiently' }],
    [
      'the write arrived, its answer is of no use',
      trouble('bug', { effect: 'done' }),
      { do: 'fail', settle: 'patiently' },
    ],
    ['conflict', trouble('conflict'), { do: 'retry', afterMs: 500, settle: 'once' }],
    ['conflict, five times', trouble('conflict', { attempt: 5 }), { do: 'fail', settle: 'once' }],
    [
      'an object of this run is not known yet',
      trouble('missing', { young: true }),
      { do: 'retry', afterMs: 1000, settle: 'once' },
    ],
    [
      'an object of this run is not known after a while',
      trouble('missing', { young: true, attempt: 40, elapsedMs: 9 * MINUTE }),
      { do: 'retry', afterMs: 10_000 },
    ],
    [
      'an object of this run is not known for ten minutes',
      trouble('missing', { young: true, elapsedMs: 10 * MINUTE }),
      { do: 'park' },
    ],
    [
      'an object of this run is asked for in vain 80 times',
      trouble('missing', { young: true, attempt: 80 }),
      { do: 'park' },
    ],
    ['an object is missing', trouble('missing'), { do: 'fail', settle: 'once' }],
    ['denied', trouble('denied'), { do: 'fail', settle: 'no' }],
    ['denied with a time to wait', trouble('denied', { retryAfterMs: 1000 }), { do: 'fail' }],
    ['bad value', trouble('input'), { do: 'fail' }],
    ['refused', trouble('refused'), { do: 'fail' }],
    ['defect', trouble('bug', { effect: 'unknown' }), { do: 'fail', settle: 'patiently' }],
    ['locked', trouble('locked'), { do: 'fail' }],
    ['journal', trouble('journal'), { do: 'fail' }],
    ['mismatch', trouble('mismatch'), { do: 'fail' }],
    ['usage', trouble('usage'), { do: 'fail' }],
  ])('%s', (_title, given, expected) => {
    expect(decide(given)).toMatchObject(expected)
  })
})
