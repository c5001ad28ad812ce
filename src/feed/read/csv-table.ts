import { lineIndex } from '../../files/line-index.ts'
import type { Checked } from '../../model/fault.ts'
import { csvCells } from '../csv-cells.ts'
import type { FeedSettings } from './feed-settings.ts'
import type { Table } from './table-records.ts'

const names: { readonly [delimiter: string]: string } = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' }

/** Where the heading is not the first row, titles above it say nothing of the delimiter. */
const headingLine = (text: string, heading: number): string => text.split(/\r\n?|\n/, heading).at(-1) ?? ''

const mostOf = (line: string): string | undefined => {
  const bare = line.replaceAll(/"[^"]*"/g, '')
  const [best] = [',', ';', '\t', '|']
    .map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }))
    .sort((a, b) => b.count - a.count)
  return best && best.count > 1 ? best.delimiter : undefined
}

/** The rows of a CSV feed. A bar is recognised as a delimiter as well. */
export const csvTable = (text: string, file: string, settings: FeedSettings): Checked<Table> => {
  const positionAt = lineIndex(text, file)
  const { heading } = settings
  const own = settings.delimiter ?? (heading > 1 ? mostOf(headingLine(text, heading)) : undefined)
  const cells = csvCells(text, positionAt, { delimiter: own, alsoDelimiters: ['|'] })
  if (!cells.ok) return cells
  const first = cells.value.find(({ row }) => row >= heading)
  const delimiter = own ?? mostOf(headingLine(text, positionAt(first?.offsets[0] ?? 0).line)) ?? ','
  return {
    ok: true,
    value: {
      file,
      format: 'csv',
      written: [`delimiter ${names[delimiter] ?? `"${delimiter}"`}`],
      rows: cells.value.map((each) => ({
        row: each.row,
        cells: each.cells,
        where: positionAt(each.offsets[0] ?? 0),
      })),
      ended: /[\r\n]$/.test(text),
      strict: true,
      notes: [],
    },
  }
}
