import type { LeaseHolder, WantedLease } from '../ports/leases.ts'

/**
 * No lease lasts longer than this. One that seems to was taken before the machine's clock was set back, and nobody shall wait until that
 * clock has come round again.
 */
const LONGEST_MS = 10 * 60_000

/** Each prolonging reaches this far beyond what was asked for, so that it is not written again with every record of a busy run. */
const SPARE_MS = 5_000

/** Whether somebody else has a lease that is wanted. Times are in milliseconds since 1970. */
export const isInTheWay = (holder: LeaseHolder, { evenFrom }: WantedLease, now: number): boolean =>
  holder.until > now && holder.until <= now + LONGEST_MS && holder.owner !== evenFrom

export const endOfTaken = (now: number, forMs: number): number => Math.ceil(now + forMs)

/** Until when a current lease is to last from now on; null where it lasts long enough. */
export const prolongedEnd = (until: number, now: number, forMs: number): number | null =>
  until >= now + forMs && until <= now + LONGEST_MS ? null : Math.ceil(now + forMs + SPARE_MS)

/** Who has a lease that was lost, as far as that is known. */
export const holderOr = (holder: LeaseHolder | null | undefined, name: string): LeaseHolder =>
  holder ?? { name, run: '', owner: '', until: 0 }
