/** What a spreadsheet could act on, if only at a character that separates cells elsewhere or that does not show. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp};]/gu
const BEGINS_WITH_LETTER = /^\p{L}/u
/** A word and a number, which a spreadsheet may take for a date, a number with an exponent or a cell. */
const WORD_AND_NUMBER = /^\p{L}+[ .\-/]?\d+$/u

const escaped = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`

/**
 * A text as a cell that no spreadsheet calculates, converts or splits: with an apostrophe before what does not begin with a letter or looks like a
 * date, and characters that could begin another cell written out. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const plainCell = (text: string): string => {
  const shown = text.replace(ACTIVE, escaped)
  return shown === '' || (BEGINS_WITH_LETTER.test(shown) && !WORD_AND_NUMBER.test(shown)) ? shown : `'${shown}`
}

/** A JSON text as a cell. It begins with a brace, and the semicolon is written as JSON may write it, so that no program splits it there. */
export const jsonCell = (json: string): string => json.replaceAll(';', '\\u003b')

/** One line, every cell in quotes. https://www.rfc-editor.org/rfc/rfc4180 */
export const csvLine = (cells: readonly string[]): string =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')

/** Where the cell that begins after the quote at `from` has its closing quote; -1 without one. */
const closingQuote = (line: string, from: number): number => {
  let end = line.indexOf('"', from + 1)
  while (end >= 0 && line[end + 1] === '"') end = line.indexOf('"', end + 2)
  return end
}

/** The cells of a line that `csvLine` made; null for any other text. */
export const cellsOf = (line: string): readonly string[] | null => {
  const cells: string[] = []
  for (let start = 0; ; ) {
    const end = line[start] === '"' ? closingQuote(line, start) : -1
    if (end < 0) return null
    cells.push(line.slice(start + 1, end).replaceAll('""', '"'))
    if (end + 1 === line.length) return cells
    if (line[end + 1] !== ',') return null
    start = end + 2
  }
}
