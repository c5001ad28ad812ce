import type { GuardVerdict } from '../../model/plan.ts'
import type { Limits } from '../../model/policy.ts'
import { approvable } from './guard.ts'

/** Numbers that the limit is about. People are employeeIds. */
export interface LimitFacts {
  /** Who loses something by this plan. */
  readonly losing: readonly string[]
  /** Who lost something by other runs within the window. */
  readonly lostBefore: readonly string[]
  /** How many people have an account with a key; null where so few lose something that it does not matter. */
  readonly managed: number | null
}

const HOUR_MS = 3_600_000
const HUNDRED = 100

/** How many people may lose something without anybody's approval. */
const allowed = ({ people, percent }: Limits, managed: number): number =>
  Math.max(people, Math.floor((managed * percent) / HUNDRED))

const counted = (people: number): string => `${people} ${people === 1 ? 'person' : 'people'}`

/**
 * Whether more people lose sign-in, data, a licence or all groups than the limit lets: by this plan, or by it and all runs of the last hours
 * together. Above the hard share it takes a second person to let it through.
 */
export const limitGuard = ({ losing, lostBefore, managed }: LimitFacts, limits: Limits): GuardVerdict => {
  const all = new Set([...losing, ...lostBefore]).size
  const most = allowed(limits, managed ?? 0)
  if (losing.length === 0 || all <= most) return { name: 'limit', verdict: 'ok' }
  const hours = Math.round(limits.windowMs / HOUR_MS)
  const together = losing.length === all ? '' : `, with the runs of the last ${hours} h ${counted(all)}`
  const because = `${counted(losing.length)} would lose sign-in, data, a licence or all groups${together}; ${most} may (${limits.people} people or ${limits.percent} % of ${managed ?? 0} managed, whichever is more)`
  const isHard = all > ((managed ?? 0) * limits.hardPercent) / HUNDRED
  return approvable('limit', 'refused', because, { count: 1, requesterCounts: !isHard })
}

/** Whether the number of managed people has to be known to tell whether the limit is kept. */
export const needsCount = ({ losing, lostBefore }: Omit<LimitFacts, 'managed'>, { people }: Limits): boolean =>
  losing.length > 0 && new Set([...losing, ...lostBefore]).size > people
