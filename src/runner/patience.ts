import type { System } from '../model/glossary.ts'

const SECOND = 1000

/** How long reading may lag behind writing, in milliseconds. */
interface Patience {
  /** How long a write whose answer was lost may stay invisible before it counts as not made. */
  readonly settleMs: number
  /** How long a write that was accepted may stay invisible before the directory counts as different. */
  readonly verifyMs: number
  readonly longestPauseMs: number
}

/**
 * A run talks to one domain controller, which shows its own writes at once. Entra answers from replicas.
 * https://devblogs.microsoft.com/identity/designing-for-eventual-consistency-for-microsoft-entra
 */
const patience: { readonly [system in System]: Patience } = {
  ad: { settleMs: 5 * SECOND, verifyMs: 10 * SECOND, longestPauseMs: 2 * SECOND },
  entra: { settleMs: 60 * SECOND, verifyMs: 120 * SECOND, longestPauseMs: 10 * SECOND },
  exchange: { settleMs: 60 * SECOND, verifyMs: 120 * SECOND, longestPauseMs: 10 * SECOND },
  none: { settleMs: 0, verifyMs: 0, longestPauseMs: SECOND },
}

const FIRST_PAUSE_MS = 250

export const patienceWith = (system: System): Patience => patience[system]

/** Pauses between reads of a system: a quarter of a second, growing. */
export function* pausesBetweenReads(system: System): Generator<number> {
  const { longestPauseMs } = patience[system]
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(longestPauseMs, pause * 2)) yield pause
}
