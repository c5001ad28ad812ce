import { dayOf } from './calendar-day.ts'

const DAY_MS = 86_400_000

/**
 * The instant at which a day (`YYYY-MM-DD`) is over at a place, in milliseconds since 1970: the first one of the next day, whatever clocks are
 * put forward or back there. `timeZone` is an IANA name; the machine's where it is absent.
 */
export const endOfDay = (date: string, timeZone?: string): number => {
  const key = `${date} ${timeZone ?? ''}`
  const known = ends.get(key)
  if (known !== undefined) return known
  // The machine's own zone may change while a process runs.
  if (timeZone === undefined) return searched(date, timeZone)
  if (ends.size >= MOST_KEPT) ends.clear()
  const end = searched(date, timeZone)
  ends.set(key, end)
  return end
}

/** Everybody in a feed leaves and begins on one of few days, and finding the end of one takes dozens of questions about a calendar. */
const ends = new Map<string, number>()
const MOST_KEPT = 10_000

const searched = (date: string, timeZone: string | undefined): number => {
  // Somewhere it is that day from 14 hours before it begins in Greenwich to 12 hours after it ends there.
  let during = Date.parse(`${date}T00:00:00Z`) - DAY_MS
  let after = during + 4 * DAY_MS
  while (after - during > 1) {
    const middle = Math.floor((during + after) / 2)
    if (dayOf(middle, timeZone) > date) after = middle
    else during = middle
  }
  return after
}
