/** A function of the expression language; see `ExpressionFunction`. */
interface DateFunction {
  readonly signature: string
  readonly description: string
  readonly run: (...args: never[]) => unknown
}

/** A day, or a moment of RFC 3339: only the day is calculated with, time and offset stay as they are written. */
const dated = /^(\d{4})-(\d{2})-(\d{2})(T.*)?$/
const LONGEST_STEP = 100_000

interface Dated {
  readonly year: number
  /** 0 to 11. */
  readonly month: number
  readonly day: number
  readonly rest: string
}

const read = (text: string, name: string): Dated => {
  const [, year, month, day, rest = ''] = dated.exec(text) ?? []
  const parts = { year: Number(year), month: Number(month) - 1, day: Number(day), rest }
  if (year === undefined || isoDay(utc(parts)) !== text.slice(0, 10))
    throw new RangeError(`${name}() needs a date such as 2026-12-01, and "${text.slice(0, 40)}" is none`)
  return parts
}

const utc = ({ year, month, day }: Omit<Dated, 'rest'>): Date => {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date
}

const isoDay = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10))

const counted = (count: bigint, name: string): number => {
  const number = Number(count)
  if (Math.abs(number) > LONGEST_STEP) throw new RangeError(`${name}() goes at most ${LONGEST_STEP} far`)
  return number
}

const written = (date: Date, rest: string, name: string): string => {
  const day = isoDay(date)
  if (!/^\d{4}-/.test(day)) throw new RangeError(`${name}() leads out of the calendar`)
  return `${day}${rest}`
}

/** What is absent stays absent: a date that HR left out has no day after it. */
const plusDays = (text: string, count: bigint): string => {
  if (text === '') return ''
  const { year, month, day, rest } = read(text, 'plusDays')
  return written(utc({ year, month, day: day + counted(count, 'plusDays') }), rest, 'plusDays')
}

const plusMonths = (text: string, count: bigint): string => {
  if (text === '') return ''
  const { year, month, day, rest } = read(text, 'plusMonths')
  const moved = month + counted(count, 'plusMonths')
  const last = utc({ year, month: moved + 1, day: 0 }).getUTCDate()
  return written(utc({ year, month: moved, day: Math.min(day, last) }), rest, 'plusMonths')
}

const named = (date: Date, language: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' }).format(date)

/** A month as it stands beside a day: in Polish and others that is another form than the month by itself. */
const monthBesideDay = (date: Date, language: string, month: 'long' | 'short'): string =>
  new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' })
    .formatToParts(date)
    .find(({ type }) => type === 'month')?.value ?? ''

type Field = (date: Date, language: string) => string
const two = (value: number): string => String(value).padStart(2, '0')

/** Fields of Unicode's date patterns. https://www.unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table */
const fields: { readonly [symbol: string]: Field } = {
  yyyy: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  y: (date) => String(date.getUTCFullYear()),
  yy: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date, language) => monthBesideDay(date, language, 'long'),
  MMM: (date, language) => monthBesideDay(date, language, 'short'),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  dd: (date) => two(date.getUTCDate()),
  d: (date) => String(date.getUTCDate()),
  EEEE: (date, language) => named(date, language, { weekday: 'long' }),
  EEE: (date, language) => named(date, language, { weekday: 'short' }),
}

const pieces = /'((?:[^']|'')*)'|([A-Za-z])\2*|[^A-Za-z']+/g

const languageOf = (language: string): string => {
  if (language === '') return 'en'
  try {
    const [tag] = Intl.getCanonicalLocales(language)
    return tag ?? 'en'
  } catch {
    throw new RangeError(`"${language.slice(0, 40)}" is no language tag such as de or en-GB`)
  }
}

const shown = (text: string, pattern: string, language = ''): string => {
  if (text === '') return ''
  const date = utc(read(text, 'shown'))
  const tag = languageOf(language)
  return pattern.replaceAll(pieces, (piece, quoted: string | undefined, letter: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replaceAll("''", "'")
    if (letter === undefined) return piece
    const field = fields[piece]
    if (!field) throw new RangeError(`shown() does not know "${piece}"; it knows ${Object.keys(fields).join(', ')}`)
    return field(date, tag)
  })
}

/** Functions over dates as they stand in people's data: text. There is no clock among them. */
export const dateFunctions: readonly DateFunction[] = [
  {
    signature: 'string.plusDays(int): string',
    description: 'The date so many days later, or earlier: person.lastDay.plusDays(30). An absent date stays absent.',
    run: plusDays,
  },
  {
    signature: 'string.plusMonths(int): string',
    description: 'The date so many months later, at most the last day of the month.',
    run: plusMonths,
  },
  {
    signature: 'string.shown(string): string',
    description: 'A date by a pattern of Unicode, in English: person.lastDay.shown("d MMMM yyyy") is 30 November 2026.',
    run: shown,
  },
  {
    signature: 'string.shown(string, string): string',
    description: 'A date by a pattern, in a language: person.lastDay.shown("d. MMMM yyyy", "de").',
    run: shown,
  },
]
