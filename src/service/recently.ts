import type { Clock } from '../ports/clock.ts'

export interface RecentlyOptions {
  /** How long an answer stands before it is asked for anew, in milliseconds. */
  readonly askMs: number
  /** How long ago it may have been well, in milliseconds. */
  readonly keptMs: number
  /** How long is waited for the answer, in milliseconds. */
  readonly withinMs: number
}

/**
 * Whether something was well lately, for whoever asks often: it is tried at most every `askMs`, by one at a time, and a try that fails or takes long
 * counts only once the last one that went well is too long ago.
 */
export const recently = (
  probe: () => Promise<void>,
  clock: Clock,
  { askMs, keptMs, withinMs }: RecentlyOptions,
): (() => Promise<boolean>) => {
  let wellAt = Number.NEGATIVE_INFINITY
  let askedAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | null = null
  const ask = (): Promise<void> => {
    askedAt = clock.now()
    asking = probe()
      .then(() => {
        wellAt = clock.now()
      })
      .catch(() => undefined)
      .finally(() => {
        asking = null
      })
    return asking
  }
  return async () => {
    const answer = asking ?? (clock.now() - askedAt >= askMs ? ask() : null)
    if (answer) {
      const late = new AbortController()
      await Promise.race([answer, clock.sleep(withinMs, late.signal).catch(() => undefined)])
      late.abort()
    }
    return clock.now() - wellAt <= keptMs
  }
}

/** An answer that is kept for a while; one that fails is not. */
export const keptFor = <T>(ms: number, clock: Pick<Clock, 'now'>, read: () => Promise<T>): (() => Promise<T>) => {
  let kept: { readonly at: number; readonly value: Promise<T> } | null = null
  return () => {
    if (!kept || clock.now() - kept.at >= ms) {
      const fresh = { at: clock.now(), value: read() }
      fresh.value.catch(() => {
        if (kept === fresh) kept = null
      })
      kept = fresh
    }
    return kept.value
  }
}
