import { isForbiddenKey } from '../files/plain-rules.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'
import type { SourcePosition } from '../model/source-position.ts'
import type { CsvRow } from './csv-cells.ts'
import { personFields } from './person-schema.ts'

/** Which field of a person a column gives: a field's name, or `extra.` and a key of one's own. */
export type Column = { readonly field: string; readonly extra?: string }

const folded = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_]/g, '')

const fieldsByHeading = new Map(
  personFields.filter((field) => field !== 'extra').map((field) => [folded(field), field]),
)

const columnOf = (heading: string): Column | undefined => {
  const extra = /^\s*extra\.(.+)$/i.exec(heading)?.[1]?.trim()
  if (extra && !isForbiddenKey(extra)) return { field: 'extra', extra }
  const field = fieldsByHeading.get(folded(heading))
  return field === undefined ? undefined : { field }
}

const nameOf = (column: Column): string => (column.extra === undefined ? column.field : `extra.${column.extra}`)

/** The fields behind the headings of a CSV file. Case, blanks and underscores do not count; anything unknown or doubled is refused. */
export const csvHeadings = (
  row: CsvRow,
  positionAt: (offset: number) => SourcePosition,
): Checked<readonly Column[]> => {
  const faults: Fault[] = []
  const columns: Column[] = []
  const places = new Map<string, SourcePosition>()
  for (const [index, heading] of row.cells.entries()) {
    const where = positionAt(row.offsets[index] ?? 0)
    const column = columnOf(heading)
    if (!column) faults.push(unknown(heading, index, where))
    const first = column && places.get(nameOf(column))
    if (column && first)
      faults.push(new Fault('feed/doubled-heading', { heading: nameOf(column), column: first.column }, { where }))
    if (column) places.set(nameOf(column), where)
    columns.push(column ?? { field: '' })
  }
  if (!places.has('employeeId'))
    faults.push(new Fault('feed/no-key-column', {}, { where: positionAt(row.offsets[0] ?? 0) }))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: columns }
}

const unknown = (heading: string, index: number, where: SourcePosition): Fault => {
  if (heading.trim() === '') return new Fault('feed/no-heading', { column: index + 1 }, { where })
  const known = personFields.filter((field) => field !== 'extra')
  return new Fault(
    'feed/unknown-column',
    { heading: showText(heading), meant: didYouMean(heading, known), known: known.join(', ') },
    { where },
  )
}
