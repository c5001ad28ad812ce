import type { ZipEntry } from './zip.ts'

const MOST_COLUMNS = 1000
const LAST_ROW = 1_048_576
/** Rows times columns; the reader fills every place up to the last cell. */
const MOST_PLACES = 20_000_000

/** The element of cells; sheets may lie under any name. */
const CELLS = 'sheetData'
const address = /^([A-Z]{0,3})(\d{1,7})$/
const LETTERS = 26
const BEFORE_A = 64

const columnOf = (letters: string): number =>
  [...letters].reduce((column, letter) => column * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0)

/** Refuses cells that are so far out that the reader would fill millions of places before them. */
const checkAddresses = (text: string): void => {
  let columns = 1
  let rows = 1
  for (const [, given = ''] of text.matchAll(/<(?:\w+:)?(?:row|c)\b[^<]*?\sr\s*=\s*["']([^"']*)["']/g)) {
    const [, letters, row] = address.exec(given) ?? []
    if (letters === undefined || row === undefined) throw new RangeError('a cell in it has no address that Excel knows')
    columns = Math.max(columns, columnOf(letters))
    rows = Math.max(rows, Number(row))
  }
  if (columns > MOST_COLUMNS || rows > LAST_ROW || columns * rows > MOST_PLACES)
    throw new RangeError(`a sheet goes to row ${rows} and column ${columns}, which is larger than any list of people`)
}

/**
 * A worksheet as the reader can be given it. Cells whose formula failed would be left out, which would look like values that HR has taken away; as
 * texts they come through: #REF! https://learn.microsoft.com/dotnet/api/documentformat.openxml.spreadsheet.cellvalues
 */
export const prepareWorksheet = (entry: ZipEntry): ZipEntry => {
  const bytes = Buffer.from(entry.bytes.buffer, entry.bytes.byteOffset, entry.bytes.byteLength)
  if (!bytes.includes(CELLS)) return entry
  const text = bytes.toString('utf8')
  checkAddresses(text)
  if (!/\bt=["']e["']/.test(text)) return entry
  return { ...entry, bytes: Buffer.from(text.replace(/(<(?:\w+:)?c\b[^<>]*?\st=)(["'])e\2/g, '$1$2str$2')) }
}
