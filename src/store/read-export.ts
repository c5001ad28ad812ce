import type { ExportFormat, SignedHead } from '../model/audit.ts'
import { Fault } from '../model/fault.ts'
import { canonicalJson, type Json, type JsonObject } from '../model/json.ts'
import type { ChainRecord } from './chain.ts'
import { cellsOf } from './csv-text.ts'
import { csvColumns, exportLines } from './export-text.ts'
import { headFrom } from './signed-head.ts'
import { verifyRecords } from './verify-records.ts'

export interface ReadExport {
  readonly records: readonly ChainRecord[]
  /** The head that it ends in. */
  readonly head: SignedHead
}

/** What one line holds. */
type Line = { readonly record: ChainRecord } | { readonly head: unknown }

const asObject = (value: unknown): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null

const parsed = (text: string): JsonObject | null => {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

const recordOf = (seq: unknown, event: unknown, prev: unknown, hash: unknown): Line => {
  const { run, at, type } = asObject(event) ?? {}
  const record = { seq, run, at, type, json: canonicalJson(event as Json), prev, hash }
  return { record: record as unknown as ChainRecord }
}

const jsonLine = (line: string): Line | null => {
  const object = parsed(line)
  if (!object) return null
  return 'head' in object
    ? { head: object['head'] }
    : recordOf(object['seq'], object['event'], object['prev'], object['hash'])
}

const csvRow = (line: string): Line | null => {
  const cells = cellsOf(line)
  const cell = (name: (typeof csvColumns)[number]): string => cells?.[csvColumns.indexOf(name)] ?? ''
  const event = parsed(cell('event'))
  if (!event) return null
  return cell('seq') === 'head' ? { head: event } : recordOf(Number(cell('seq')), event, cell('prev'), cell('hash'))
}

const forms: {
  readonly [format in ExportFormat]: { readonly skip: number; readonly read: (line: string) => Line | null }
} = {
  jsonl: { skip: 0, read: jsonLine },
  csv: { skip: 1, read: csvRow },
}

const broken = (source: string, line: number, why: string, whole: number): Fault =>
  new Fault('audit/broken', { source, why: `line ${line}: ${why}`, whole })

/** Holds an export to the bytes that its records and its head give; answers the number of the first line that differs. */
const firstDifference = (text: string, format: ExportFormat, { records, head }: ReadExport): number | null => {
  let [place, line] = [0, 0]
  for (const expected of exportLines(format, records, head)) {
    line += 1
    if (!text.startsWith(expected, place)) return line
    place += expected.length
  }
  return place === text.length ? null : line + 1
}

const readLines = (text: string, format: ExportFormat, source: string): ReadExport => {
  const { skip, read } = forms[format]
  const lines = text.split('\n')
  const records: ChainRecord[] = []
  for (const [index, line] of lines.entries()) {
    if (index < skip) continue
    const found = read(line)
    if (!found)
      throw broken(source, index + 1, line === '' ? 'the signed head is missing' : 'it is no record', records.length)
    if ('head' in found) return { records, head: headFrom(found.head, `${source}, line ${index + 1},`) }
    records.push(found.record)
  }
  throw broken(source, lines.length, 'the signed head is missing', records.length)
}

const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

const checked = (text: string, source: string): ReadExport => {
  const format = text.startsWith('{') ? 'jsonl' : 'csv'
  const found = readLines(text, format, source)
  const { records, head } = found
  verifyRecords(records, [head], source)
  if (head.records !== records.length)
    throw broken(source, records.length, 'records follow that the signed head does not know', head.records)
  const line = firstDifference(text, format, found)
  if (line !== null) throw broken(source, line, 'it is not as it was exported', line - 1 - forms[format].skip)
  return found
}

/**
 * Reads an export and holds it to its chain, to the head that it ends in, and to the byte. Throws `audit/broken` with the line,
 * `audit/cut-short`, `audit/rewritten` or `audit/bad-head`.
 */
export const readExport = (bytes: Uint8Array, source: string): ReadExport => {
  try {
    return checked(decoded(bytes), source)
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('audit/broken', { source, why: 'it is no export of a journal', whole: 0 }, { cause })
  }
}
