import { dayOf } from './calendar-day.ts'

const DAY_MS = 86_400_000

/**
 * The instant at which a day (`YYYY-MM-DD`) is over at a place, in milliseconds since 1970: the first one of the next day, whatever clocks are
 * put forward or back there. `timeZone` is an IANA name; the machine's where it is absent.
 */
export const endOfDay = (date: string, timeZone?: string): number => {
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
