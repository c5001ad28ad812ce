import { didYouMean } from '../../model/did-you-mean.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { showText } from '../../model/show-text.ts'
import { isInCalendar } from '../date-text.ts'
import { feedDate } from './feed-date.ts'
import type { FeedRecords } from './feed-records.ts'
import { headingText } from './heading-names.ts'
import { follow, pointerParts } from './json-pointer.ts'

const NO_PATTERNS = [] as const
const ANY_YEAR = 2000

const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.\d+)?)?$/
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/

/** A date as a moment: a day begins at midnight, and a time without an offset counts as UTC, so that feeds of one system stay in order. */
const momentOf = (given: unknown): string | undefined => {
  if (typeof given !== 'string' && typeof given !== 'number') return undefined
  const text = feedDate(String(given), NO_PATTERNS, ANY_YEAR)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isInCalendar(text)) return `${text}T00:00:00Z`
  const [, day, time, seconds = '00'] = local.exec(text) ?? []
  const full = day && time ? `${day}T${time}:${seconds}Z` : text
  return moment.test(full) && isInCalendar(full.slice(0, 10)) && !Number.isNaN(Date.parse(full)) ? full : undefined
}

/** When the feed was made, RFC 3339: what a pointer, a column or a date of the settings says, else the time of the file. */
export const asOfOf = (from: string | null, records: FeedRecords, fileTime: string, file: string): Checked<string> => {
  if (from === null) return { ok: true, value: fileTime }
  const fixed = momentOf(from)
  if (fixed) return { ok: true, value: fixed }
  const found = asOfValue(from, records)
  const at = momentOf(found.value)
  if (at) return { ok: true, value: at }
  const given =
    typeof found.value === 'string' && found.value !== '' ? `"${showText(found.value)}" is no date` : undefined
  const what = found.problem ?? given ?? 'there is no date'
  return {
    ok: false,
    faults: [new Fault('feed/as-of', { from: showText(from), what }, { where: { file, line: 1, column: 1 } })],
  }
}

const asOfValue = (
  from: string,
  { document, columns, records }: FeedRecords,
): { value?: unknown; problem?: string } => {
  const parts = from.startsWith('/') ? pointerParts(from) : undefined
  if (parts && document !== undefined) return { value: follow(document, parts) }
  const name = headingText(parts?.[0] ?? from)
  const column = columns.find((each) => headingText(each) === name)
  // The newest row tells when the export ran.
  if (column !== undefined) return { value: newest(records.map(({ values }) => values[column])) }
  const meant = didYouMean(name, columns.filter(Boolean))
  return { problem: `the feed has no such column${meant ? `; did you mean "${showText(meant)}"?` : ''}` }
}

const newest = (values: readonly unknown[]): unknown => {
  let latest: string | undefined
  for (const value of values) {
    const at = momentOf(value)
    if (at !== undefined && (latest === undefined || Date.parse(at) > Date.parse(latest))) latest = at
  }
  return latest ?? values[0]
}
