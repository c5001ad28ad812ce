import { limits } from '../files/limits.ts'
import { lineIndex } from '../files/line-index.ts'
import type { YamlSource } from '../files/yaml-source.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { type CsvRow, csvCells } from './csv-cells.ts'
import { type Column, csvHeadings } from './csv-headings.ts'
import { splitList } from './split-list.ts'

type PositionAt = (offset: number) => SourcePosition

/** The rows of a CSV file as one source a person, as if each had been written in YAML. Cells are text and stay text. */
export const readCsv = (text: string, file: string): Checked<readonly YamlSource[]> => {
  const positionAt = lineIndex(text, file)
  const cells = csvCells(text, positionAt)
  if (!cells.ok) return cells
  const [heading, ...rows] = cells.value
  if (!heading) return { ok: false, faults: [new Fault('file/empty', { file }, { where: positionAt(0) })] }
  const columns = csvHeadings(heading, positionAt)
  if (!columns.ok) return columns
  if (rows.length === 0)
    return {
      ok: false,
      faults: [new Fault('feed/no-people', { file, what: 'a heading and no rows' }, { where: positionAt(0) })],
    }
  return sourcesOf(rows, columns.value, positionAt)
}

const sourcesOf = (
  rows: readonly CsvRow[],
  columns: readonly Column[],
  positionAt: PositionAt,
): Checked<readonly YamlSource[]> => {
  const faults: Fault[] = []
  for (const { cells, offsets } of rows) {
    if (cells.length === columns.length) continue
    if (faults.length >= limits.findings) break
    const counts = { cells: cells.length, columns: columns.length }
    faults.push(new Fault('feed/row-width', counts, { where: positionAt(offsets[0] ?? 0) }))
  }
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: rows.map((row) => rowSource(row, columns, positionAt)) }
}

const rowSource = (row: CsvRow, columns: readonly Column[], positionAt: PositionAt): YamlSource => {
  const value: Record<string, unknown> = Object.create(null)
  const extra: Record<string, string> = Object.create(null)
  const places = new Map<string, number>()
  for (const [index, column] of columns.entries()) {
    const cell = row.cells[index] ?? ''
    if (cell.trim() === '' && column.field !== 'employeeId') continue
    const first = row.offsets[index] ?? 0
    if (!places.has(column.field)) places.set(column.field, first)
    if (column.extra !== undefined) {
      extra[column.extra] = cell
      places.set(`extra.${column.extra}`, first)
    } else value[column.field] = column.field === 'roles' ? splitList(cell) : cell
  }
  if (Object.keys(extra).length > 0) value['extra'] = extra
  const start = row.offsets[0] ?? 0
  const at = (path: readonly (string | number)[]): SourcePosition =>
    positionAt(places.get(path.slice(0, 2).join('.')) ?? places.get(String(path[0])) ?? start)
  return { file: positionAt(0).file, value, at, rawAt: () => undefined }
}
