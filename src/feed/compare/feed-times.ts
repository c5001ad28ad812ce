import { momentText } from '../../model/calendar-day.ts'
import { endOfDay } from '../../model/end-of-day.ts'
import type { Person } from '../../model/person.ts'

const DAY_MS = 86_400_000
const DAY_LENGTH = 10

const isMoment = (date: string): boolean => date.length > DAY_LENGTH

/** When a day (or a moment) begins where the person works, in milliseconds since 1970. */
export const beginOf = (date: string, { timeZone }: Person): number => {
  if (isMoment(date)) return Date.parse(date)
  const before = new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, DAY_LENGTH)
  return endOfDay(before, timeZone)
}

/** When a day is over where the person works: its whole day counts. */
export const endOf = (date: string, { timeZone }: Person): number =>
  isMoment(date) ? Date.parse(date) : endOfDay(date, timeZone)

/** RFC 3339 with the offset of where the person works. */
export const shownTime = (at: number, { timeZone }: Person): string => momentText(at, timeZone)

/** A person whose last day lies before the first one: HR has written the next employment over the one before. */
export const hasStaleLastDay = (person: Person): boolean => {
  const { startDate, lastDay } = person
  return startDate !== undefined && lastDay !== undefined && endOf(lastDay, person) <= beginOf(startDate, person)
}

/** Whether the last day is over. */
export const isGone = (person: Person, now: number): boolean =>
  person.lastDay !== undefined && !hasStaleLastDay(person) && endOf(person.lastDay, person) <= now

/** The person without a last day of an employment before this one. */
export const withoutStaleLastDay = (person: Person): Person => {
  if (!hasStaleLastDay(person)) return person
  const { lastDay: _lastDay, ...rest } = person
  return rest
}
