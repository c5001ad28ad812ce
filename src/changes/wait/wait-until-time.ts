import type { ChangeKind, Irreversible } from '../change-kind.ts'

/** Until a time comes. */
export interface WaitUntilTime {
  readonly kind: 'wait.until.time'
  /** RFC 3339. */
  readonly at: string
}

/** Asking once a minute is often enough, for the clock is also looked at when the time has come. */
const POLL_MS = 60_000

export const waitUntilTime: ChangeKind<WaitUntilTime> = {
  kind: 'wait.until.time',
  system: 'none',
  undo: 'reversible',
  needs: {},

  describe: (change) => ({
    target: { type: 'wait', id: null, name: change.at },
    summary: `wait until ${change.at}`,
    before: null,
    after: null,
    count: 'wait',
  }),

  hazards: () => [],
  refs: () => [],
  writes: () => ({}),
  apply: async () => ({ id: null }),
  holds: async (change, read) => (read.clock.now() >= Date.parse(change.at) ? { id: null } : null),
  wait: (change) => ({ pollMs: POLL_MS, withinMs: Number.POSITIVE_INFINITY, for: change.at, at: change.at }),
  inverse: (): Irreversible => ({ irreversible: 'waiting changes nothing' }),
}
