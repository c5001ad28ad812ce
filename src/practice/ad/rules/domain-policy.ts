import { valueIn } from '../ad-object.ts'
import type { AdStore } from '../ad-store.ts'

/** The domain's rules for passwords and lockout, as the root object has them. Times in milliseconds. */
export interface DomainPolicy {
  readonly minLength: number
  readonly complexity: boolean
  readonly historyLength: number
  /** Infinity where passwords do not expire. */
  readonly maxAgeMs: number
  readonly minAgeMs: number
  /** Failed sign-ins until the account locks; 0 for never. */
  readonly lockoutThreshold: number
  readonly lockoutMs: number
  readonly observationMs: number
}

const TICKS_PER_MS = 10_000n
const NEVER = -(2n ** 63n)
const COMPLEXITY = 1

/** Durations are negative counts of 100 ns; the least number means for ever. */
const duration = (ticks: string | undefined): number => {
  const count = BigInt(ticks ?? '0')
  return count === NEVER ? Number.POSITIVE_INFINITY : Number(-count / TICKS_PER_MS)
}

/** The other way round, for the root object. */
export const durationTicks = (ms: number): string => String(-BigInt(ms) * TICKS_PER_MS)

export const domainPolicy = (store: AdStore): DomainPolicy => {
  const root = store.root
  const number = (name: string): number => Number((root && valueIn(root, name)) ?? 0)
  const ms = (name: string): number => duration(root && valueIn(root, name))
  return {
    minLength: number('minPwdLength'),
    complexity: (number('pwdProperties') & COMPLEXITY) !== 0,
    historyLength: number('pwdHistoryLength'),
    maxAgeMs: ms('maxPwdAge'),
    minAgeMs: ms('minPwdAge'),
    lockoutThreshold: number('lockoutThreshold'),
    lockoutMs: ms('lockoutDuration'),
    observationMs: ms('lockOutObservationWindow'),
  }
}
