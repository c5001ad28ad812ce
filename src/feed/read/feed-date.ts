import { isInCalendar } from '../date-text.ts'
import type { DatePattern } from './date-pattern.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Day 0 of Excel's serial numbers as far as days since March 1900 are concerned; Excel has a 29 February 1900 that never was. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
/** 1950-01-01 and 2100-12-31. Outside of them a number is no date of anybody's work. */
const FIRST_SERIAL = 18_264
const LAST_SERIAL = 73_415

const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** What machines write for "no date": nothing but zeros between separators. */
const isNoDate = (text: string): boolean => /^0[0./-]*$/.test(text)

/** Excel's number of a day, as 46357 or 46357.25. */
const fromSerial = (text: string): string | undefined => {
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0
  return serial >= FIRST_SERIAL && serial <= LAST_SERIAL ? dayAt(EXCEL_EPOCH + serial * DAY_MS) : undefined
}

/** ISO 8601's basic form, 20261201. */
const fromBasic = (text: string): string | undefined => {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const date = `${year}-${month}-${day}`
  return year && isInCalendar(date) ? date : undefined
}

const LARGEST_MS = 8.64e15

/**
 * Milliseconds since 1970 as .NET and OData 2 write them: a day where they are a midnight, else a moment.
 * https://learn.microsoft.com/dotnet/standard/datetime/system-text-json-support
 */
const fromDotNet = (text: string): string | undefined => {
  const [, milliseconds, sign, hours, minutes] = /^\/Date\((-?\d{1,16})(?:([+-])(\d{2})(\d{2}))?\)\/$/.exec(text) ?? []
  if (milliseconds === undefined || Math.abs(Number(milliseconds)) > LARGEST_MS - DAY_MS) return undefined
  const ahead = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS : 0
  const local = new Date(Number(milliseconds) + ahead).toISOString()
  if (local.endsWith('T00:00:00.000Z')) return local.slice(0, 10)
  return `${local.slice(0, 19)}${sign ? `${sign}${hours}:${minutes}` : 'Z'}`
}

/** A day with a midnight that nobody means, or with the offset of some server, as XML's `date` has it. */
const fromIso = (text: string): string | undefined =>
  /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?|Z|[+-]\d{2}:\d{2})$/.exec(text)?.[1]

/** Written by no pattern: what is recognised unasked. */
const recognised = (text: string): string | undefined =>
  fromIso(text) ?? fromDotNet(text) ?? fromSerial(text) ?? fromBasic(text)

/**
 * A date of a feed as a person has it: the day, or a moment (RFC 3339). An empty text means none; one that is no date stays as it is, so that the
 * check of the person says what is wrong with it. `thisYear` tells the century of years of two digits.
 */
export const feedDate = (given: string, patterns: readonly DatePattern[], thisYear: number): string => {
  const text = given.trim()
  if (isNoDate(text)) return ''
  for (const pattern of patterns) {
    const date = pattern.read(text, thisYear)
    if (date !== undefined) return date
  }
  return recognised(text) ?? text
}
