import { csvLine, plainCell } from '../store/csv-text.ts'

/**
 * A table as CSV for people who open it in a spreadsheet: RFC 4180, UTF-8 with a byte order mark, and no cell that a spreadsheet calculates, converts or
 * splits. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${[headings, ...rows.map((row) => row.map(plainCell))].map((cells) => `${csvLine(cells)}\r\n`).join('')}`
