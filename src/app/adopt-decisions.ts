import type { AccountFacts } from '../adoption/account-facts.ts'
import { type CsvRow, csvCells } from '../feed/csv-cells.ts'
import { decodeText } from '../files/decode-text.ts'
import { lineIndex } from '../files/line-index.ts'
import type { AdoptionAccount } from '../model/adoption.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { type Person, personName } from '../model/person.ts'
import { showText } from '../model/show-text.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { Adoption } from '../planner/adoption/plan-adoption.ts'
import { accountId, checkOf, employeeIdIn, personCell, readColumns } from './adopt-columns.ts'

/** What the decisions of a file are held against. */
export interface DecisionContext {
  readonly people: readonly Person[]
  readonly accounts: readonly AccountFacts[]
}

/** What a file says. */
export interface Decisions {
  readonly adoptions: readonly Adoption[]
  /** Rows that say no. */
  readonly refused: number
  /** Rows about a person and an account that say nothing. */
  readonly open: number
}

/** Reads the file that somebody has decided in. Everything that is wrong with it is answered, each with its place. */
export const readDecisions = (bytes: Uint8Array, file: string, context: DecisionContext): Checked<Decisions> => {
  const text = decoded(bytes, file)
  if (!text.ok) return text
  const positionAt = lineIndex(text.value, file)
  const delimiter = /^"?decision"?([,;\t])/im.exec(text.value)?.[1]
  const rows = csvCells(text.value, positionAt, { delimiter })
  if (!rows.ok) return rows
  const heading = rows.value.findIndex(({ cells }) => cells.some((cell) => folded(cell) === 'decision'))
  const columns = columnsOf(rows.value[heading], file)
  if (!columns.ok) return columns
  const read = reader(context, columns.value, positionAt)
  return decisionsOf(rows.value.slice(heading + 1), read)
}

/**
 * Excel saves CSV in the code page of the machine. What is read back is plain ASCII unless somebody has typed it, so that a wrong letter in a name
 * decides nothing.
 */
const decoded = (bytes: Uint8Array, file: string): Checked<string> => {
  const text = decodeText(bytes, file)
  if (text.ok || !text.faults.some(({ code }) => code === 'file/encoding')) return text
  return decodeText(bytes, file, 'windows-1252')
}

const folded = (cell: string): string => cell.trim().toLowerCase()

type Columns = { readonly [column in (typeof readColumns)[number]]: number }

const columnsOf = (heading: CsvRow | undefined, file: string): Checked<Columns> => {
  const where = { file, line: 1, column: 1 }
  if (!heading) return { ok: false, faults: [new Fault('adopt/not-decisions', { file }, { where })] }
  const names = heading.cells.map(folded)
  const missing = readColumns.filter((column) => !names.includes(column))
  if (missing.length > 0)
    return {
      ok: false,
      faults: missing.map((column) => new Fault('adopt/not-decisions', { file, column }, { where })),
    }
  const found = Object.fromEntries(readColumns.map((column) => [column, names.indexOf(column)]))
  return { ok: true, value: found as Columns }
}

/** One row, by the names of its cells. */
interface DecisionRow {
  text(column: keyof Columns): string
  where(column: keyof Columns): SourcePosition
}

interface Reader {
  row(row: CsvRow): DecisionRow
  person(row: DecisionRow): Person | Fault
  account(row: DecisionRow): AccountFacts | Fault
}

const reader = (
  { people, accounts }: DecisionContext,
  columns: Columns,
  positionAt: (offset: number) => SourcePosition,
): Reader => {
  const byKey = new Map(people.map((person) => [person.employeeId.toLowerCase(), person]))
  const byId = new Map(accounts.map((account) => [accountId(account.shown), account]))
  return {
    row: ({ cells, offsets }) => ({
      // What keeps a spreadsheet from calculating is no part of the value.
      text: (column) => (cells[columns[column]] ?? '').trim().replace(/^'/, ''),
      where: (column) => positionAt(offsets[columns[column]] ?? offsets[0] ?? 0),
    }),
    person(row) {
      const cell = row.text('person')
      const found = byKey.get(employeeIdIn(cell).toLowerCase())
      if (found) return found
      const meant = people.find(({ employeeId }) => withoutZeros(employeeId) === withoutZeros(employeeIdIn(cell)))
      const like = meant && personCell({ employeeId: meant.employeeId, name: personName(meant) })
      return new Fault('adopt/unknown-person', { person: showText(cell), meant: like }, { where: row.where('person') })
    },
    account(row) {
      const id = row.text('id')
      const found = id === '' ? named(accounts, row.text('account')) : [byId.get(id) ?? []].flat()
      const [only] = found
      if (only && found.length === 1) return only
      const fits = found.length > 1 ? found.map(({ shown }) => shown.signIn).join(' and ') : undefined
      const params = { account: showText(id === '' ? row.text('account') : id), fits }
      return new Fault('adopt/unknown-account', params, { where: row.where(id === '' ? 'account' : 'id') })
    },
  }
}

const withoutZeros = (key: string): string => key.replace(/^0+(?=.)/, '').toLowerCase()

/** By sign-in name; else by address or user name. */
const named = (accounts: readonly AccountFacts[], name: string): readonly AccountFacts[] => {
  const wanted = name.toLowerCase()
  if (wanted === '') return []
  const bySignIn = accounts.filter(({ shown }) => shown.signIn.toLowerCase() === wanted)
  if (bySignIn.length > 0) return bySignIn
  return accounts.filter(({ addresses, userNames }) => addresses.has(wanted) || userNames.has(wanted))
}

const decisionsOf = (rows: readonly CsvRow[], read: Reader): Checked<Decisions> => {
  const faults: Fault[] = []
  const adoptions: Adoption[] = []
  const taken = new Map<string, number>()
  let refused = 0
  let open = 0
  for (const csv of rows) {
    const row = read.row(csv)
    const decision = folded(row.text('decision'))
    if (decision === '' && row.text('check') !== '') open += 1
    if (decision === 'no') refused += 1
    if (decision === '' || decision === 'no') continue
    const one = decision === 'adopt' ? adoptionOf(row, read) : [badDecision(row)]
    if (Array.isArray(one)) {
      faults.push(...one)
      continue
    }
    const twice = decidedTwice(one, taken)
    if (twice) faults.push(twice)
    else adoptions.push(one)
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: { adoptions, refused, open } }
}

const badDecision = (row: DecisionRow): Fault => {
  const decision = row.text('decision')
  const meant = /^(?:y|yes|ja|x|ok|true)$/i.test(decision) ? 'adopt' : didYouMean(decision, ['adopt', 'no'])
  return new Fault('adopt/bad-decision', { decision: showText(decision), meant }, { where: row.where('decision') })
}

const adoptionOf = (row: DecisionRow, read: Reader): Adoption | Fault[] => {
  const person = read.person(row)
  const account = read.account(row)
  if (person instanceof Fault || account instanceof Fault)
    return [person, account].filter((each) => each instanceof Fault)
  const { shown } = account
  const name = personName(person)
  const check = row.text('check')
  if (check !== '' && check !== checkOf(person.employeeId, shown))
    return [new Fault('adopt/row-changed', { person: name, account: shown.signIn }, { where: row.where('check') })]
  return { person: { employeeId: person.employeeId, name }, account: target(shown), where: row.where('decision') }
}

const target = ({ system, id, signIn }: AdoptionAccount): Adoption['account'] => ({ system, id, name: signIn })

/** One account is one person's, and one person has one account of a directory. */
const decidedTwice = ({ person, account, where }: Adoption, taken: Map<string, number>): Fault | null => {
  const claims = [
    [`account ${account.id}`, account.name],
    [`person ${account.system} ${person.employeeId}`, person.name],
  ] as const
  const clash = claims.find(([claim]) => taken.has(claim))
  for (const [claim] of claims) if (!taken.has(claim)) taken.set(claim, where.line)
  if (!clash) return null
  return new Fault('adopt/decided-twice', { who: clash[1], line: taken.get(clash[0]) }, { where })
}
