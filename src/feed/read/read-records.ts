import { decodeText } from '../../files/decode-text.ts'
import { readJson } from '../../files/read-json.ts'
import { readYaml } from '../../files/read-yaml.ts'
import { type Checked, Fault } from '../../model/fault.ts'
import type { FeedFormat } from '../../model/feed.ts'
import { showText } from '../../model/show-text.ts'
import { inputFormat, isSomethingElse } from '../input-format.ts'
import { csvTable } from './csv-table.ts'
import type { FeedRecords } from './feed-records.ts'
import type { FeedSettings } from './feed-settings.ts'
import { tableRecords } from './table-records.ts'
import { treeRecords } from './tree-records.ts'

/** How every ZIP archive begins, and so every workbook. */
const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/** The rows of a feed of any format; without `format` in the settings, the content says which it is. */
export const readRecords = async (
  bytes: Uint8Array,
  file: string,
  settings: FeedSettings,
): Promise<Checked<FeedRecords>> => {
  if (settings.format === 'xlsx' || (settings.format === null && isArchive(bytes))) {
    const { xlsxTable } = await import('./xlsx-table.ts')
    const table = await xlsxTable(bytes, file, settings)
    return table.ok ? tableRecords(table.value, settings) : table
  }
  const text = decodeText(bytes, file, settings.encoding ?? undefined)
  if (!text.ok) return text
  const where = { file, line: 1, column: 1 }
  if (text.value.trim() === '') return { ok: false, faults: [new Fault('file/empty', { file }, { where })] }
  const format = settings.format ?? inputFormat('', text.value)
  const fault = whySomethingElse(text.value, format, file)
  if (fault) return { ok: false, faults: [fault] }
  const records = textRecords(text.value, format, file, settings)
  if (!records.ok) return records
  const encoding = settings.encoding ?? encodingOf(bytes)
  return { ok: true, value: { ...records.value, written: [encoding, ...records.value.written] } }
}

const encodingOf = (bytes: Uint8Array): string =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) ? 'UTF-16' : 'UTF-8'

const whySomethingElse = (text: string, format: FeedFormat, file: string): Fault | undefined => {
  const other = isSomethingElse(text, format === 'csv' ? 'csv' : 'json')
  if (!other) return undefined
  const beginning = showText(text.trim())
  const params = { file, other, format: format.toUpperCase(), beginning }
  return new Fault('feed/something-else', params, { where: { file, line: 1, column: 1 } })
}

const textRecords = (text: string, format: FeedFormat, file: string, settings: FeedSettings): Checked<FeedRecords> => {
  if (format === 'csv') {
    const table = csvTable(text, file, settings)
    return table.ok ? tableRecords(table.value, settings) : table
  }
  const source = format === 'yaml' ? readYaml(text, file) : readJson(text, file)
  return source.ok ? treeRecords(source.value, format === 'yaml' ? 'yaml' : 'json', settings) : source
}
