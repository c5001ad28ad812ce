import type { z } from 'zod'
import { checkedText, type Refusal } from './text-rules.ts'

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/
const isoTime = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/

const howTo = 'Write it as 2026-12-01, or with time and offset as 2026-12-01T09:00:00+01:00.'

const EARLIEST_YEAR = 1950
const LATEST_YEAR = 2100
const FEBRUARY = 2
const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Whether a well-formed date, `2026-12-01`, is in the calendar. */
export const isInCalendar = (date: string): boolean => {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const last = month === FEBRUARY && isLeap(year) ? 29 : (daysIn[month - 1] ?? 0)
  return day >= 1 && day <= last
}

const dayOf = (text: string): string | undefined => (isoDate.test(text) ? text : isoTime.exec(text)?.[1])

/** Whether a date is one that systems write for "none" or "for ever": 0001-01-01, 1900-01-01, 4712-12-31, 9999-12-31. */
export const isSentinel = (text: string): boolean => {
  const day = dayOf(text)
  if (!day || !isInCalendar(day)) return false
  const year = Number(day.slice(0, 4))
  return year < EARLIEST_YEAR || year > LATEST_YEAR
}

const MINUTES_EAST = 14 * 60
const MINUTES_WEST = 12 * 60

const badClock = (text: string): boolean => {
  const [, , hour = '0', minute = '0', second = '0', offset = 'Z'] = isoTime.exec(text) ?? []
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return true
  if (offset === 'Z') return false
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))
  return Number(offset.slice(4)) > 59 || minutes > (offset.startsWith('-') ? MINUTES_WEST : MINUTES_EAST)
}

/** First match wins. */
const rules: readonly (readonly [(text: string) => boolean, (text: string) => string])[] = [
  [(text) => text !== text.trim(), () => 'it has a blank at its beginning or end'],
  [(text) => dayOf(text) === undefined, (text) => whyNotIso(text)],
  [(text) => !isInCalendar(dayOf(text) ?? ''), (text) => `${dayOf(text)} is not in the calendar`],
  [
    (text) => isoTime.test(text) && !isoTime.exec(text)?.[5],
    () => 'it has a time without an offset, so the moment is not known',
  ],
  [(text) => badClock(text), () => 'its time or offset does not exist'],
  [isSentinel, (text) => `${text.slice(0, 4)} is a year that systems write for "none"`],
  [
    (text) => dayOf(text) === '1970-01-01',
    () => '1970-01-01 is the zero of computer clocks, which systems write for "none"',
  ],
]

const whyNotIso = (text: string): string => {
  if (/^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}$/.test(text)) return 'day and month could be meant either way round'
  if (/^\d+$/.test(text)) return 'a row of digits is not a date'
  return 'it is not a date of the form year-month-day'
}

const whyNoDate = (text: string): Refusal | undefined => {
  for (const [applies, what] of rules) if (applies(text)) return { what: what(text), hint: howTo }
  return undefined
}

/** A day (`2026-12-01`) or a moment (RFC 3339 with offset) between 1950 and 2100. */
export const dateText: z.ZodType<string, string> = checkedText(whyNoDate)
