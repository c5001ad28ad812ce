import { type CsvError, parse } from 'csv-parse/sync'
import { type Checked, Fault } from '../model/fault.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { withoutEdges } from './without-edges.ts'

/** A row of a CSV file: its cells without quotes, and the offset of each in the text. */
export interface CsvRow {
  readonly cells: readonly string[]
  readonly offsets: readonly number[]
  /** Its number in the file as a spreadsheet counts: from 1, blank rows included. */
  readonly row: number
}

/** How a file is written, where it is not recognised. */
export interface CsvDialect {
  readonly delimiter?: string | undefined
  /** What is recognised besides the three; for people's files a bar separates the items of a list. */
  readonly alsoDelimiters?: readonly string[]
}

/**
 * What the parser hands over under the option `raw`, which its types leave out. Line breaks around `raw` are not reliable (of CR LF it keeps
 * one), so the row is looked up in the text behind the one before.
 */
interface ParsedRow {
  readonly record: readonly string[]
  readonly raw: string
}

/** Characters of one row; a longer one means a quote that is not closed. */
const LONGEST_ROW = 1 << 20
const MOST_COLUMNS = 1000

const delimiters = [',', ';', '\t'] as const

/** The delimiter that the heading has most of; a comma where it has none. */
const delimiterOf = (heading: string, also: readonly string[]): string => {
  const bare = heading.replaceAll(/"[^"]*"/g, '')
  const known = [...delimiters, ...also]
  const counts = known.map((delimiter) => bare.split(delimiter).length)
  return known[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Excel's way to name the delimiter in a line of its own. */
const saidDelimiter = /^sep=([,;\t])(?:\r\n?|\n)/i

/** What is wrong with the quotes of a file, by the parser's code. */
const quoting: { readonly [code: string]: string } = {
  CSV_QUOTE_NOT_CLOSED: 'A quote is opened in this row and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'Behind a closing quote in this row there is something else than a delimiter',
  INVALID_OPENING_QUOTE: 'In this row a quote stands in the middle of a cell that does not begin with one',
  CSV_MAX_RECORD_SIZE: 'This row is longer than any row of people: perhaps a quote is not closed',
}

/** The rows of a CSV file (RFC 4180; delimiter `,` `;` or tab as the heading has it; any line ends). Blank lines are left out. */
export const csvCells = (
  text: string,
  positionAt: (offset: number) => SourcePosition,
  dialect: CsvDialect = {},
): Checked<readonly CsvRow[]> => {
  const said = saidDelimiter.exec(text)
  let end = said?.[0].length ?? 0
  const heading = /^[\r\n]*([^\r\n]*)/.exec(text.slice(end))?.[1] ?? ''
  const delimiter = dialect.delimiter ?? said?.[1] ?? delimiterOf(heading, dialect.alsoDelimiters ?? [])
  const columns = heading.split(delimiter).length
  if (columns > MOST_COLUMNS)
    return {
      ok: false,
      faults: [new Fault('feed/too-many-columns', { columns, limit: MOST_COLUMNS }, { where: positionAt(0) })],
    }
  const rows: CsvRow[] = []
  let number = said ? 2 : 1
  try {
    parse(text.slice(end), {
      delimiter,
      raw: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_ROW,
      on_record: (parsed: unknown) => {
        const { record, raw } = parsed as ParsedRow
        const row = withoutEdges(raw, isBreak)
        const start = text.indexOf(row, end)
        number += lineBreaks(text.slice(end, start))
        rows.push({ cells: record, offsets: cellOffsets(row, delimiter, start), row: number })
        end = start + row.length
        return null
      },
    })
  } catch (cause) {
    const what = quoting[(cause as CsvError).code]
    if (!what) throw cause
    return {
      ok: false,
      faults: [
        new Fault('feed/csv-syntax', { what }, { where: positionAt(end + leadingBreaks(text.slice(end))), cause }),
      ],
    }
  }
  return { ok: true, value: rows.filter((row) => row.cells.some((cell) => cell.trim() !== '')) }
}

const isBreak = (character: string): boolean => character === '\n' || character === '\r'

/** Blank lines between rows are left out, but they count. */
const lineBreaks = (gap: string): number => gap.match(/\r\n?|\n/g)?.length ?? 0

const leadingBreaks = (text: string): number => /^[\r\n]*/.exec(text)?.[0].length ?? 0

/** Where each cell of a row begins. The parser has accepted the row, so quotes come in pairs. */
const cellOffsets = (raw: string, delimiter: string, start: number): readonly number[] => {
  let at = 0
  const offsets = [start]
  while (at < raw.length) {
    if (raw[at] === '"') at = afterQuotes(raw, at + 1)
    const next = raw.indexOf(delimiter, at)
    if (next < 0) break
    at = next + 1
    offsets.push(start + at)
  }
  return offsets
}

const afterQuotes = (raw: string, from: number): number => {
  let end = raw.indexOf('"', from)
  while (end >= 0 && raw[end + 1] === '"') end = raw.indexOf('"', end + 2)
  return end < 0 ? raw.length : end + 1
}
