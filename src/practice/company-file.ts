import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { DirtyRow, Persisted, PersistedRow } from './persisted.ts'

/** Where a company lives between runs. */
export interface CompanyFile {
  /** Every object of one kind. */
  rows(kind: string): Iterable<PersistedRow>
  /** Writes what changed in these stores as one transaction; an answer may be sent once it returns. */
  save(stores: readonly Persisted[]): void
  close(): void
}

const FILE = 'practice.db'
const WAIT_FOR_OTHER_PROCESS_MS = 2_000
/** https://www.sqlite.org/rescode.html */
const BUSY = 5
const DAMAGED: ReadonlySet<number> = new Set([11, 26])
const SET_UP = `
  PRAGMA busy_timeout = ${WAIT_FOR_OTHER_PROCESS_MS};
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS object (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id));
`

/**
 * Opens or makes `<folder>/practice.db`. A commit outlives the death of this process at any time (WAL; the last commits may be lost only
 * when the machine itself goes down). The company is in memory while it is open, so a second process must not open it:
 * the lock is SQLite's own and is gone with the process that held it. Throws `practice/in-use`, `practice/damaged`.
 */
export const openCompanyFile = (folder: string): CompanyFile => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = openDatabase(join(folder, FILE), folder)
  const unsaved: UnsavedRow[] = []
  return {
    rows: (kind) => readRows(db, kind),
    save: (stores) => {
      for (const store of stores) for (const row of store.takeDirty()) unsaved.push({ kind: store.kind, ...row })
      if (unsaved.length > 0) writeRows(db, unsaved)
      // Rows of a write that failed stay for the next one.
      unsaved.length = 0
    },
    close: () => db.close(),
  }
}

interface UnsavedRow extends DirtyRow {
  readonly kind: string
}

const openDatabase = (path: string, folder: string): DatabaseSync => {
  const db = new DatabaseSync(path)
  try {
    chmodSync(path, 0o600)
    db.exec(SET_UP)
    return db
  } catch (error) {
    db.close()
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0
    if (code === BUSY) throw new Fault('practice/in-use', { folder }, { cause: error })
    if (DAMAGED.has(code)) throw new Fault('practice/damaged', { file: path, folder }, { cause: error })
    throw error
  }
}

function* readRows(db: DatabaseSync, kind: string): Iterable<PersistedRow> {
  for (const row of db.prepare('SELECT id, json FROM object WHERE kind = ?').iterate(kind)) {
    yield { id: String(row.id), json: JSON.parse(String(row.json)) as Json }
  }
}

/** Rows by the hundred thousand, as when a large company is founded, are written several times faster in the order of their keys. */
const inFileOrder = (rows: readonly UnsavedRow[]): readonly UnsavedRow[] =>
  [...rows].sort((a, b) =>
    a.kind === b.kind ? Number(a.id > b.id) - Number(a.id < b.id) : Number(a.kind > b.kind) - Number(a.kind < b.kind),
  )

const writeRows = (db: DatabaseSync, rows: readonly UnsavedRow[]): void => {
  const put = db.prepare(
    'INSERT INTO object (kind, id, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
  )
  const remove = db.prepare('DELETE FROM object WHERE kind = ? AND id = ?')
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const { kind, id, json } of inFileOrder(rows)) {
      if (json === null) remove.run(kind, id)
      else put.run(kind, id, JSON.stringify(json))
    }
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
