import type { ExportFormat, SignedHead } from '../model/audit.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { RunEvent } from '../model/run.ts'
import { auditReader, readingColumns } from './audit-columns.ts'
import type { ChainRecord } from './chain.ts'
import { csvLine, jsonCell } from './csv-text.ts'

const headText = (head: SignedHead): string => canonicalJson(head as unknown as Json)

export const csvColumns = ['seq', 'at', ...readingColumns, 'event', 'prev', 'hash'] as const

/** Without it Excel takes the file for one of the local code page. */
const BYTE_ORDER_MARK = '\ufeff'

function* csvLines(records: Iterable<ChainRecord>, head: SignedHead): Generator<string> {
  const read = auditReader()
  const nothing = readingColumns.map(() => '')
  yield BYTE_ORDER_MARK + csvLine(csvColumns)
  for (const { seq, at, json, prev, hash } of records) {
    yield csvLine([String(seq), at, ...read(JSON.parse(json) as RunEvent), jsonCell(json), prev, hash])
  }
  yield csvLine(['head', head.at, ...nothing, jsonCell(headText(head)), '', head.hash])
}

/** The event stands in its line as the journal spells it; its run, time and type are part of it. */
function* jsonLines(records: Iterable<ChainRecord>, head: SignedHead): Generator<string> {
  for (const { seq, json, prev, hash } of records)
    yield `{"seq":${seq},"prev":"${prev}","hash":"${hash}","event":${json}}`
  yield `{"head":${headText(head)}}`
}

const forms = { csv: csvLines, jsonl: jsonLines } as const

/**
 * The lines of an export, each with its end: all records in their order, and at last the signed head. Equal records and head give equal
 * bytes, by which a reader checks what is only there to be read.
 */
export function* exportLines(
  format: ExportFormat,
  records: Iterable<ChainRecord>,
  head: SignedHead,
): Generator<string> {
  for (const line of forms[format](records, head)) yield `${line}\n`
}
