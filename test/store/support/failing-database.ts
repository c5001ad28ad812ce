import { DatabaseSync } from 'node:sqlite'
import type { OpenFile } from '../../../src/store/database.ts'

/** What SQLite throws where the disk fails. https://sqlite.org/rescode.html */
export const diskErrors = {
  ENOSPC: { errcode: 13, message: 'database or disk is full' },
  EIO: { errcode: 778, message: 'disk I/O error' },
  EACCES: { errcode: 8, message: 'attempt to write a readonly database' },
} as const

export interface Failure {
  readonly error: keyof typeof diskErrors
  /** Which commit fails, counted from 1 over the life of the process. */
  readonly nth: number
  /** Whether the ones after it fail too. */
  readonly lasting: boolean
  /** Whether the failing commit has reached the disk all the same. */
  readonly arrives: boolean
}

export interface FailingDatabase {
  readonly open: OpenFile
  /** How many commits have failed. */
  failures(): number
  /** How many commits were tried. */
  commits(): number
}

/** A real database whose commits fail as told. What failed is rolled back, as SQLite does. */
export const failingDatabase = ({ error, nth, lasting, arrives }: Failure): FailingDatabase => {
  let [commits, failures] = [0, 0]
  const fails = (): boolean => commits === nth || (lasting && commits > nth)
  const exec = (db: DatabaseSync, sql: string): void => {
    if (sql === 'commit') commits += 1
    const failing = sql === 'commit' && fails()
    if (!failing || arrives) db.exec(sql)
    if (!failing) return
    failures += 1
    const { errcode, message } = diskErrors[error]
    throw Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR', errcode })
  }
  return {
    failures: () => failures,
    commits: () => commits,
    open(file, busyMs) {
      const db = new DatabaseSync(file, { timeout: busyMs })
      return new Proxy(db, {
        get(target, name) {
          if (name === 'exec') return (sql: string) => exec(target, sql)
          const value: unknown = Reflect.get(target, name)
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
}
