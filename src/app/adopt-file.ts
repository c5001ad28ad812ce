import type { AdoptionAccount, AdoptionPerson, AdoptionReport } from '../model/adoption.ts'
import { plainCell } from '../store/csv-text.ts'
import { accountId, adoptColumns, checkOf, personCell } from './adopt-columns.ts'

/** What stands at the top of the file, and how its cells are separated. */
export interface AdoptFile {
  readonly feed: string
  /** The command that carries the decisions out. */
  readonly command: string
  readonly delimiter: string
}

/** By which spreadsheets tell that the file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

/**
 * The file that somebody decides in, with what to do at its top: certain matches first, decided already, then likely and unclear ones, then what
 * is left over on either side. Cells come from outside, so none of them can be a formula.
 */
export const adoptText = (report: AdoptionReport, { feed, command, delimiter }: AdoptFile): string => {
  const matches = report.matches.map(({ person, account, class: found, evidence, against }) => [
    found === 'certain' ? 'adopt' : '',
    found,
    personCell(person),
    account.signIn,
    evidence.join(', '),
    against.join(', '),
    aboutPerson(person),
    aboutAccount(account),
    accountId(account),
    checkOf(person.employeeId, account),
  ])
  const people = report.withoutAccount.map(({ person, because }) => [
    '',
    'no account',
    personCell(person),
    '',
    '',
    because,
    aboutPerson(person),
  ])
  const accounts = [
    ...report.unclaimed.map((left) => ({ ...left, found: "nobody's" })),
    ...report.ofNobody.map((left) => ({ ...left, found: 'no person' })),
  ].map(({ account, because, found }) => [
    '',
    found,
    '',
    account.signIn,
    '',
    because,
    '',
    aboutAccount(account),
    accountId(account),
  ])
  const rows = [...instructions(feed, command), [...adoptColumns], ...matches, ...people, ...accounts]
  return `${BYTE_ORDER_MARK}${rows.map((row) => line(row, delimiter)).join('\r\n')}\r\n`
}

const instructions = (feed: string, command: string): readonly (readonly string[])[] =>
  [
    `# Whose account is whose? Proposed from ${feed}. Nothing has been written to any directory yet.`,
    '# 1. Look at each row. In the column decision write adopt or no; leave it empty for another day. Rows of the class certain say adopt already.',
    '# 2. Rows of one person stand together: adopt one of them. Leave the columns id and check alone, and sort whole rows only.',
    '# 3. Where you know better, add a row: adopt, the person as Name (employeeId), and the sign-in name of the account in the column account.',
    `# 4. Save as CSV, then see what would be written:  ${command} --dry-run   and write it without --dry-run.`,
  ].map((text) => [text])

const aboutPerson = ({ title, department }: AdoptionPerson): string => about([title, department])

const aboutAccount = ({ name, title, department, enabled }: AdoptionAccount): string =>
  about([name, title, department, enabled ? null : 'disabled'])

const about = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join(', ')

/** Every row has every cell: a spreadsheet that saves the file again adds them anyway. */
const line = (cells: readonly string[], delimiter: string): string =>
  adoptColumns
    .map((_column, index) => (cells[index] ?? '').replaceAll('; ', ', '))
    .map((cell) => `"${(cell.startsWith('# ') ? cell.replaceAll(';', ',') : plainCell(cell)).replaceAll('"', '""')}"`)
    .join(delimiter)
