import { isSentinel } from '../feed/date-text.ts'
import { momentText } from '../model/calendar-day.ts'
import { endOfDay } from '../model/end-of-day.ts'
import { Fault } from '../model/fault.ts'

/** When something is due that hangs on a date. */
export interface DueRule {
  /** Which edge of a day counts; a moment has none. */
  readonly edge: 'beginning' | 'end'
  /** Days on the calendar of the place, negative for before. */
  readonly days?: number
}

/** A leaver's last day ends at 23:59:59 where the person works, so it is over with the first instant of the next day. */
export const endOfLastDay: DueRule = { edge: 'end' }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/
const DAY_MS = 86_400_000
const EPOCH = '1970-01-01'

/**
 * The instant (RFC 3339, with the offset of the place) at which something is due. `on` is a day or a moment with offset, `timeZone` an IANA name; the
 * machine's where it is absent. Null for a date that systems write for "never". Throws `schedule/no-date` for what is no date.
 */
export const dueTime = async (on: string, { edge, days = 0 }: DueRule, timeZone?: string): Promise<string | null> => {
  if (!isDate(on)) throw new Fault('schedule/no-date', { text: on })
  if (isSentinel(on) || on.slice(0, EPOCH.length) === EPOCH) return null
  if (MOMENT.test(on)) return momentText(await shifted(on, days, timeZone), timeZone)
  const day = dayAfter(on, days)
  return momentText(endOfDay(edge === 'end' ? day : dayAfter(day, -1), timeZone), timeZone)
}

/** Whether it is well-formed and in the calendar. The moment that a clock has to skip is not asked for: only instants and days are taken. */
const isDate = (text: string): boolean => {
  if (!DAY.test(text) && !MOMENT.test(text)) return false
  const day = text.slice(0, EPOCH.length)
  const parsed = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, day.length) !== day) return false
  // Date.parse takes 24:00 for the next midnight, and HR systems mean one or the other.
  return !/T24/.test(text) && (DAY.test(text) || !Number.isNaN(Date.parse(text)))
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, day.length)

/** A week before nine o'clock is nine o'clock, whatever the clocks did in between. */
const shifted = async (moment: string, days: number, timeZone: string | undefined): Promise<number> => {
  if (days === 0) return Date.parse(moment)
  const { Temporal } = await import('temporal-polyfill')
  const zone = timeZone ?? Temporal.Now.timeZoneId()
  return Temporal.Instant.from(moment).toZonedDateTimeISO(zone).add({ days }).epochMilliseconds
}
