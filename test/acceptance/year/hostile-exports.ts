import { exportOf, headingLine } from './hr-export.ts'
import { daysAfter, type HrRow } from './hr-row.ts'

/** What arrives instead of HR's file on a bad morning. */
export interface HostileExport {
  readonly name: string
  /** How old the file is that arrives, in milliseconds; it is new where absent. */
  readonly ageMs?: number
  /** `rows`: what HR has on the `day`; `older`: what it had some weeks before. */
  make(rows: readonly HrRow[], day: string, older: readonly HrRow[]): string | Uint8Array
}

const linesOf = (rows: readonly HrRow[]): readonly string[] => exportOf(rows).split('\r\n')

export const hostileExports: readonly HostileExport[] = [
  { name: 'an empty file', make: () => '' },
  { name: 'a heading alone', make: () => `${headingLine}\r\n` },
  {
    name: 'cut after 40 % of the rows',
    make: (rows) => exportOf(rows.slice(0, Math.floor(rows.length * 0.4))),
  },
  { name: 'cut in the middle of a row', make: (rows) => exportOf(rows).slice(0, -70) },
  {
    name: 'the page of a proxy',
    make: () => '<!DOCTYPE html><html><body><h1>Sign in</h1><form action="/login"></form></body></html>\n',
  },
  { name: 'an error of the HR system', make: () => '{"error":{"code":401,"message":"token expired"}}\n' },
  {
    name: 'everybody leaves today',
    make: (rows, day) => exportOf(rows.map((row) => ({ ...row, lastDay: daysAfter(day, -1) }))),
  },
  {
    name: 'a column is missing, so that all values are shifted',
    make: (rows) =>
      [
        headingLine,
        ...linesOf(rows)
          .slice(1)
          .map((line) => line.replace(/^[^;]*;/, '')),
      ].join('\r\n'),
  },
  {
    name: 'the file of another company',
    make: (rows) =>
      exportOf(rows.map((row, index) => ({ ...row, key: `F${index + 1}`, surname: `${row.surname}son` }))),
  },
  { name: 'the file twice in one', make: (rows) => exportOf(rows) + exportOf(rows) },
  {
    name: 'a spreadsheet has taken the zeros away',
    make: (rows) => exportOf(rows.map((row) => ({ ...row, key: row.key.replace(/^0+/, '') }))),
  },
  {
    name: 'another encoding',
    make: (rows) => Buffer.from(exportOf(rows), 'latin1'),
  },
  {
    name: 'the keys are numbered anew',
    make: (rows) =>
      exportOf(rows.map((row, index) => ({ ...row, key: rows[(index + 1) % rows.length]?.key ?? row.key }))),
  },
  { name: 'an export of three weeks ago', ageMs: 21 * 86_400_000, make: (_rows, _day, older) => exportOf(older) },
]
