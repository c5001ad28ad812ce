import type { Clock } from '../ports/clock.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'

export interface OnlyOneDeps {
  readonly memory: ServiceMemory
  readonly clock: Clock
  /** Tells this process from all others. */
  readonly own: string
  /** Aborted where the process is to stop. */
  readonly signal: AbortSignal
  /** How often it is looked, in milliseconds. */
  readonly everyMs: number
}

const KEY = 'service owner'

/**
 * Answers a signal that is aborted also once another process has begun to serve. A machine that was suspended for a while has lost its lease without
 * noticing, and wakes up as one of two. A state that cannot be read says nothing.
 */
export const onlyOne = async ({ memory, clock, own, signal, everyMs }: OnlyOneDeps): Promise<AbortSignal> => {
  const other = new AbortController()
  const either = AbortSignal.any([signal, other.signal])
  await memory.write(KEY, own)
  const watch = async (): Promise<void> => {
    while (!either.aborted) {
      await clock.sleep(everyMs, either).catch(() => undefined)
      const found = await memory.read(KEY).catch(() => own)
      if (found !== own) other.abort(new Error('another process serves'))
    }
  }
  void watch()
  return either
}
