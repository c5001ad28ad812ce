import { isForbiddenKey } from '../../files/plain-rules.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { showText } from '../../model/show-text.ts'
import type { SourcePosition } from '../../model/source-position.ts'
import type { FeedRecord, FeedRecords } from './feed-records.ts'
import type { FeedSettings } from './feed-settings.ts'
import { doubledNames, headingText } from './heading-names.ts'
import { trailerCount } from './trailer-count.ts'

/** A row of a table, a worksheet or a CSV file. */
export interface TableRow {
  readonly row: number
  readonly cells: readonly unknown[]
  readonly where: SourcePosition
}

export interface Table {
  readonly file: string
  readonly format: 'csv' | 'xlsx'
  readonly written: readonly string[]
  /** Without rows that are blank. */
  readonly rows: readonly TableRow[]
  readonly ended: boolean | null
  /** Whether every row has to have as many cells as the heading; a worksheet has no such thing. */
  readonly strict: boolean
  readonly notes: readonly string[]
}

const isBlank = (cell: unknown): boolean => cell === null || (typeof cell === 'string' && cell.trim() === '')

/** The rows below the heading, by the columns of the heading. */
export const tableRecords = (table: Table, settings: FeedSettings): Checked<FeedRecords> => {
  const { file } = table
  const [heading, ...below] = table.rows.filter(({ row }) => row >= settings.heading)
  const data = below.slice(settings.skip)
  const where = heading?.where ?? { file, line: 1, column: 1 }
  if (!heading) return refuse(file, where, 'has no heading')
  const trailer = trailerCount(data.at(-1)?.cells ?? [], heading.cells.length, settings.count)
  const rows = trailer === null ? data : data.slice(0, -1)
  if (rows.length === 0) return refuse(file, where, 'has a heading and no rows')
  const cut = whyCut(table, heading, rows, trailer !== null)
  if (cut) return { ok: false, faults: [cut] }
  const columns = heading.cells.map((cell) => headingText(String(cell ?? '')))
  const { format, written, ended, notes } = table
  const unnamed = columnsWithoutName(columns, rows)
  return {
    ok: true,
    value: {
      format,
      written,
      columns,
      twice: doubledNames(columns),
      records: rows.map((row) => recordOf(row, columns, table.strict)),
      total: trailer,
      ended,
      document: undefined,
      notes: [...notes, ...unnamed.map((column) => `Column ${column} has values and no heading; nothing reads it.`)],
    },
  }
}

const refuse = (file: string, where: SourcePosition, what: string): Checked<never> => ({
  ok: false,
  faults: [new Fault('feed/no-records', { file, what, hint: 'Look into the file, and export it again.' }, { where })],
})

/** A last row that ends early, without a line break and where no other does, is where the file was cut. */
const whyCut = (
  { file, strict, ended }: Table,
  heading: TableRow,
  rows: readonly TableRow[],
  hasTrailer: boolean,
): Fault | undefined => {
  const last = rows.at(-1)
  const width = heading.cells.length
  if (!strict || ended !== false || hasTrailer || !last || last.cells.length >= width) return undefined
  const what = `ends in the middle of row ${last.row}: it has ${last.cells.length} of ${width} cells and no line break`
  return new Fault(
    'feed/incomplete',
    { file, what, hint: 'It was cut while it was written or sent. Get it again.' },
    last,
  )
}

const recordOf = ({ row, cells, where }: TableRow, columns: readonly string[], strict: boolean): FeedRecord => {
  const values: Record<string, unknown> = Object.create(null)
  for (const [index, column] of columns.entries())
    if (column !== '' && !isForbiddenKey(column) && !Object.hasOwn(values, column)) values[column] = cells[index] ?? ''
  const why = strict ? whyWidth(cells, columns.length) : undefined
  return { row, where, values, ...(why === undefined ? {} : { why }) }
}

/** Delimiters too many at the end of a row mean nothing. */
const whyWidth = (cells: readonly unknown[], width: number): string | undefined => {
  if (cells.length === width || (cells.length > width && cells.slice(width).every(isBlank))) return undefined
  return `The row has ${cells.length} cells, and the heading has ${width}, so values could stand under the wrong headings.`
}

const columnsWithoutName = (columns: readonly string[], rows: readonly TableRow[]): readonly string[] =>
  columns.flatMap((column, index) =>
    column === '' && rows.some(({ cells }) => !isBlank(cells[index] ?? null)) ? [showText(String(index + 1))] : [],
  )
