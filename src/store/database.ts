import { DatabaseSync } from 'node:sqlite'
import { prepareSchema } from './schema.ts'

/** Opens a file that may not be a database yet; `busyMs`: how long to wait for another process that is writing. */
export type OpenFile = (file: string, busyMs: number) => DatabaseSync

const openFile: OpenFile = (file, busyMs) => new DatabaseSync(file, { timeout: busyMs })

/** The database in a file, in this version's layout. */
export const openDatabase = (file: string, busyMs: number, open: OpenFile = openFile): DatabaseSync => {
  const db = open(file, busyMs)
  try {
    prepareSchema(db, file)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/** The lock is taken before anything is read: another process may write too. What `work` throws undoes it. */
export const inTransaction = <T>(db: DatabaseSync, work: () => T): T => {
  db.exec('begin immediate')
  try {
    const result = work()
    db.exec('commit')
    return result
  } catch (thrown) {
    if (db.isTransaction) db.exec('rollback')
    throw thrown
  }
}
