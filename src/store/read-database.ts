import { DatabaseSync } from 'node:sqlite'
import type { ChainRecord } from './chain.ts'
import { databaseFault } from './database-fault.ts'
import { recordTable } from './record-table.ts'

/** What every SQLite file begins with. https://sqlite.org/fileformat.html#magic_header_string */
const MAGIC = 'SQLite format 3\0'

export const isDatabase = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC

/** Hands the records of a database, such as a copy of a journal, to `use`. Nothing is written into it. */
export const withRecordsOf = <T>(file: string, use: (records: Iterable<ChainRecord>) => T): T => {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(file, { readOnly: true })
    return use(recordTable(db, file).all())
  } catch (thrown) {
    throw databaseFault(thrown, file)
  } finally {
    db?.close()
  }
}
