import type { Effect } from '../model/fault.ts'
import type { FaultCategory } from '../model/faults/index.ts'

/** What is known when an attempt has failed. */
export interface Trouble {
  readonly category: FaultCategory
  readonly effect: Effect
  /** How long the server asks to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined
  /** Attempts made so far in this process; 1 after the first. */
  readonly attempt: number
  /** Milliseconds since the first of them began, or since the system last answered anybody or wanted to be left alone. */
  readonly elapsedMs: number
  /** Whether the change is about an object that this run made or changed: a server that does not know that yet may learn of it. */
  readonly young: boolean
  /** From 0 to 1; spreads the attempts of many people over time. */
  readonly jitter: number
}

/**
 * What reading has to settle before anything else is sent or said. `patiently`: the write may have arrived, and replicas get time to show it.
 * `once`: somebody else may have done what was wanted.
 */
export type Settle = 'no' | 'once' | 'patiently'

/** What to do about it. Durations are in milliseconds. */
export type Decision =
  | { readonly do: 'retry'; readonly afterMs: number; readonly settle: Settle }
  | { readonly do: 'park'; readonly forMs: number; readonly settle: Settle }
  | { readonly do: 'fail'; readonly settle: Settle }

interface Rule {
  readonly attempts: number
  readonly withinMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
  readonly afterwards: 'fail' | 'park'
}

const SECOND = 1000
const MINUTE = 60 * SECOND

/** A server that asks for more than this gets its peace: the change is parked. */
export const LONGEST_PAUSE_MS = 10 * MINUTE

/**
 * Twenty attempts make a lost run out of 30 % failing answers once in a hundred million calls; a minute is what a person waits for a server
 * that is gone. Categories that are not here fail at once: asking again would give the same answer.
 */
const rules: { readonly [category in FaultCategory]?: Rule } = {
  throttled: { attempts: 20, withinMs: 30 * MINUTE, firstPauseMs: SECOND, longestPauseMs: MINUTE, afterwards: 'park' },
  unreachable: {
    attempts: 20,
    withinMs: MINUTE,
    firstPauseMs: SECOND / 4,
    longestPauseMs: 4 * SECOND,
    afterwards: 'fail',
  },
  conflict: { attempts: 5, withinMs: MINUTE, firstPauseMs: SECOND / 2, longestPauseMs: 4 * SECOND, afterwards: 'fail' },
}

/**
 * A new object can be unknown to other replicas for a while (https://learn.microsoft.com/graph/api/group-post-members), mostly for seconds, but
 * others who asked Entra for long saw ten minutes.
 */
const young: Rule = {
  attempts: 80,
  withinMs: 10 * MINUTE,
  firstPauseMs: SECOND,
  longestPauseMs: 10 * SECOND,
  afterwards: 'park',
}

const ruleFor = (trouble: Trouble): Rule | undefined => {
  if (trouble.category === 'missing') return trouble.young ? young : undefined
  const rule = rules[trouble.category]
  return rule && trouble.retryAfterMs !== undefined ? rules.throttled : rule
}

const pauseOf = (rule: Rule, { retryAfterMs, attempt, jitter }: Trouble): number => {
  if (retryAfterMs !== undefined && retryAfterMs > 0) return retryAfterMs
  const longest = Math.min(rule.longestPauseMs, rule.firstPauseMs * 2 ** (attempt - 1))
  return Math.round(longest * (0.5 + jitter / 2))
}

const settleOf = ({ effect, category }: Trouble): Settle => {
  if (effect !== 'none') return 'patiently'
  return category === 'conflict' || category === 'missing' ? 'once' : 'no'
}

/** The one retry policy: every write and every read of a run asks it, whatever the kind of change. */
export const decide = (trouble: Trouble): Decision => {
  const settle = settleOf(trouble)
  const rule = ruleFor(trouble)
  if (!rule) return { do: 'fail', settle }
  const afterMs = pauseOf(rule, trouble)
  if (afterMs > LONGEST_PAUSE_MS) return { do: 'park', forMs: afterMs, settle }
  if (trouble.attempt < rule.attempts && trouble.elapsedMs < rule.withinMs) return { do: 'retry', afterMs, settle }
  return rule.afterwards === 'park' ? { do: 'park', forMs: afterMs, settle } : { do: 'fail', settle }
}
