import { limits } from '../../files/limits.ts'
import { didYouMean } from '../../model/did-you-mean.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import { showText } from '../../model/show-text.ts'
import type { FeedSettings } from './feed-settings.ts'
import { prepareWorksheet } from './prepare-worksheet.ts'
import type { Table, TableRow } from './table-records.ts'

/** Bytes that a workbook may have unpacked: 256 MiB. */
const LARGEST = 256 << 20

/** A number as the workbook has it, so that no digit is lost before it is known what it is. */
interface NumberCell {
  readonly number: string
}

type Cell = string | boolean | Date | NumberCell | null

interface Sheet {
  readonly sheet: string
  readonly data: readonly (readonly unknown[])[]
}

/** The rows of a worksheet: the one that is named or numbered, else the first. */
export const xlsxTable = async (bytes: Uint8Array, file: string, settings: FeedSettings): Promise<Checked<Table>> => {
  const read = await readSheets(bytes, file)
  if (!read.ok) return read
  const sheets = read.value
  const { sheet: wanted } = settings
  const found =
    wanted === null ? sheets[0] : sheets.find(({ sheet }, index) => sheet === wanted || index + 1 === wanted)
  if (!found) return refuse(file, noSheet(sheets, wanted))
  const others = sheets.filter((sheet) => sheet !== found && sheet.data.length > 1).map(({ sheet }) => showText(sheet))
  const notes =
    wanted === null && others.length > 0
      ? [`The sheet "${showText(found.sheet)}" is read. There are also: ${others.join(', ')}; name one with sheet:`]
      : []
  const rows = found.data.flatMap((cells, index) => rowOf(cells as readonly Cell[], index, file))
  return {
    ok: true,
    value: {
      file,
      format: 'xlsx',
      written: [`sheet "${showText(found.sheet)}"`],
      rows,
      ended: null,
      strict: false,
      notes,
    },
  }
}

const refuse = (
  file: string,
  what: { readonly why: string; readonly hint?: string },
  cause?: unknown,
): Checked<never> => ({
  ok: false,
  faults: [new Fault('feed/workbook', { file, ...what }, { where: { file, line: 1, column: 1 }, cause })],
})

const noSheet = (sheets: readonly Sheet[], wanted: string | number | null) => {
  const names = sheets.map(({ sheet }) => sheet)
  const meant = typeof wanted === 'string' ? didYouMean(wanted, names) : undefined
  return {
    why: `it has no sheet ${typeof wanted === 'string' ? `"${showText(wanted)}"` : wanted}`,
    hint: `${meant ? `Did you mean "${showText(meant)}"? ` : ''}Its sheets are: ${names.map(showText).join(', ')}.`,
  }
}

const readSheets = async (bytes: Uint8Array, file: string): Promise<Checked<readonly Sheet[]>> => {
  if (bytes.length > limits.textBytes)
    return {
      ok: false,
      faults: [
        new Fault(
          'file/too-large',
          { file, bytes: bytes.length, limit: limits.textBytes },
          { where: { file, line: 1, column: 1 } },
        ),
      ],
    }
  const { default: readXlsxFile } = await import('read-excel-file/node')
  try {
    const { unzip, zipStored } = await import('./zip.ts')
    const archive = zipStored((await unzip(bytes, LARGEST)).map(prepareWorksheet))
    const parseNumber = (number: string): NumberCell => ({ number })
    return { ok: true, value: (await readXlsxFile(archive, { trim: false, parseNumber })) as readonly Sheet[] }
  } catch (cause) {
    const why = cause instanceof RangeError ? cause.message : 'it is no workbook, or parts of it are damaged or missing'
    return refuse(file, { why }, cause)
  }
}

const rowOf = (cells: readonly Cell[], index: number, file: string): readonly TableRow[] => {
  const values = cells.map(cellValue)
  if (values.every((value) => value === '' || (typeof value === 'string' && value.trim() === ''))) return []
  return [{ row: index + 1, cells: values, where: { file, line: index + 1, column: 1 } }]
}

/** Dates as days, since a worksheet knows no time zone. */
const cellValue = (cell: Cell | undefined): string | number | boolean => {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return typeof cell === 'object' ? numberOf(cell.number) : cell
}

/** A whole number; one that Excel does not keep exactly as a text with an exponent, so that it shows what has become of it. */
const numberOf = (text: string): string | number => {
  const value = Number(text)
  if (!Number.isInteger(value)) return text
  return Number.isSafeInteger(value) ? value : value.toExponential()
}
