import { isInCalendar } from '../date-text.ts'
import { foldedMonth, monthNames } from './month-names.ts'

/** A pattern of dates that was understood. */
export interface DatePattern {
  readonly text: string
  /** The day, `2026-12-01`, or the moment, RFC 3339, where the pattern has time and offset. Undefined for a text that does not fit. */
  read(text: string, thisYear: number): string | undefined
}

/** Fields of a date by their letter, and what stands there. https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table */
const letters: { readonly [letter: string]: string } = {
  y: 'year',
  u: 'year',
  M: 'month',
  L: 'month',
  d: 'day',
  E: 'weekday',
  H: 'hour',
  h: 'halfDayHour',
  a: 'half',
  m: 'minute',
  s: 'second',
  S: 'fraction',
  X: 'offset',
  x: 'offset',
  Z: 'offset',
}

/** Letters that people write and that mean something else in Unicode's patterns. */
const slips: { readonly [letter: string]: string } = {
  Y: 'Y is the year that a week belongs to; write yyyy',
  D: 'D is the day of the year; write dd',
}

const pieces = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']/g
const NAMED_MONTH = 3
const SHORT_YEAR = 2

/** Why a text is no pattern of dates; undefined if it is one. */
export const whyNoPattern = (text: string): string | undefined => {
  const found = [...text.matchAll(pieces)]
  if (found.map(([piece]) => piece).join('') !== text) return 'a quote is not closed'
  const used = found.flatMap(({ 2: letter }) => (letter ? [letter] : []))
  const slip = used.find((letter) => slips[letter])
  if (slip) return slips[slip]
  const strange = used.find((letter) => !letters[letter])
  if (strange) return `${strange} is no letter that is known here; text that is to stand as it is goes into 'quotes'`
  const fields = used.map((letter) => letters[letter] ?? '')
  if (fields.includes('minute') && !fields.includes('month')) return 'mm are minutes; the month is MM'
  const missing = ['year', 'month', 'day'].find((field) => !fields.includes(field))
  if (missing) return `it has no ${missing}`
  const twice = fields.find((field, index) => fields.indexOf(field) !== index)
  return twice ? `it has the ${twice} twice` : undefined
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

const digits: { readonly [field: string]: string } = { fraction: String.raw`\d+`, weekday: String.raw`\p{L}+\.?` }
const OFFSET = String.raw`Z|[+-]\d{2}(?::?\d{2})?`

/** What may stand for a field. A number may lack its leading zero, unless another number follows at once. */
const expressionOf = (letter: string, width: number, tight: boolean, months: readonly string[]): string => {
  const field = letters[letter] ?? ''
  if (field === 'offset') return OFFSET
  if (field === 'half') return '[AaPp]\\.?\\s?[Mm]\\.?'
  if (field === 'month' && width >= NAMED_MONTH) return months.map((name) => `${escaped(name)}\\.?`).join('|')
  if (digits[field]) return digits[field]
  if (field === 'year') return width === SHORT_YEAR ? String.raw`\d{2}` : String.raw`\d{4}`
  return tight ? `\\d{${width}}` : String.raw`\d{1,2}`
}

/** A pattern that `whyNoPattern` finds nothing wrong with. `language` is that of names of months. */
export const datePattern = (text: string, language: string): DatePattern => {
  const names = monthNames(language)
  // A long name may begin with a short one.
  const months = [...names.keys()].sort((a, b) => b.length - a.length)
  const found = [...text.matchAll(pieces)]
  const source = found.map(({ 0: piece, 1: quoted, 2: letter }, index) => {
    if (!letter) return escaped(quoted === undefined ? piece : quoted.replaceAll("''", "'") || "'")
    const tight = piece.length >= SHORT_YEAR && (isNumber(found[index + 1]) || isNumber(found[index - 1]))
    return `(?<${letters[letter]}>${expressionOf(letter, piece.length, tight, months)})`
  })
  const expression = new RegExp(`^${source.join('')}$`, 'iu')
  return {
    text,
    read: (given, thisYear) => {
      const groups = expression.exec(given.normalize('NFC'))?.groups
      return groups && momentOf(groups, names, thisYear)
    },
  }
}

const isNumber = (piece: RegExpExecArray | undefined): boolean => {
  const field = letters[piece?.[2] ?? '']
  return field !== undefined && !['weekday', 'half', 'offset'].includes(field)
}

type Groups = { readonly [field: string]: string | undefined }

const two = (value: number): string => String(value).padStart(2, '0')

const momentOf = (groups: Groups, names: ReadonlyMap<string, number>, thisYear: number): string | undefined => {
  const month = names.get(foldedMonth(groups['month'] ?? '')) ?? Number(groups['month'])
  const day = `${fullYear(groups['year'] ?? '', thisYear)}-${two(month)}-${two(Number(groups['day']))}`
  if (!isInCalendar(day)) return undefined
  // A time without an offset is that of some clock nobody knows; the day is what was meant.
  if (!groups['offset'] || (groups['hour'] ?? groups['halfDayHour']) === undefined) return day
  const time = [hourOf(groups), Number(groups['minute'] ?? 0), Number(groups['second'] ?? 0)]
  const offset = groups['offset'].replace(
    /^([+-]\d{2}):?(\d{2})?$/,
    (_all, hours, minutes = '00') => `${hours}:${minutes}`,
  )
  return `${day}T${time.map(two).join(':')}${offset.toUpperCase()}`
}

const NOON = 12

const hourOf = (groups: Groups): number => {
  if (groups['hour'] !== undefined) return Number(groups['hour'])
  const hour = Number(groups['halfDayHour']) % NOON
  return /^p/i.test(groups['half'] ?? '') ? hour + NOON : hour
}

const CENTURY = 100
const YEARS_AHEAD = 20

/** Of two digits the year from 80 years ago to 20 years ahead, as Unicode has it. */
const fullYear = (text: string, thisYear: number): string => {
  if (text.length > SHORT_YEAR) return text
  const year = Math.floor(thisYear / CENTURY) * CENTURY + Number(text)
  if (year > thisYear + YEARS_AHEAD) return String(year - CENTURY)
  return String(year <= thisYear + YEARS_AHEAD - CENTURY ? year + CENTURY : year)
}
