import { csvLine, plainCell } from '../store/csv-text.ts'

const cellOf = (value: string | number): string => (typeof value === 'number' ? String(value) : plainCell(value))

/**
 * A table as CSV for people who open it in a spreadsheet: RFC 4180, UTF-8 with a byte order mark, and no text that a spreadsheet calculates, converts
 * or splits. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const csvTable = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${[headings, ...rows.map((row) => row.map(cellOf))].map((cells) => `${csvLine(cells)}\r\n`).join('')}`
