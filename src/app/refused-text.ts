import type { RefusedRow } from '../model/feed.ts'
import { csvLine, plainCell } from '../store/csv-text.ts'

/** The refused rows of a feed as CSV. What is in the cells comes from outside, so none of them can be a formula. */
export const refusedText = (rows: readonly RefusedRow[]): string => {
  const lines = rows.map(({ row, employeeId, why }) =>
    // A semicolon would be written out, since it separates cells in some countries.
    csvLine([String(row), plainCell(employeeId ?? ''), plainCell(why.replaceAll('; ', ', '))]),
  )
  return `${[csvLine(['row', 'employeeId', 'why']), ...lines].join('\r\n')}\r\n`
}
