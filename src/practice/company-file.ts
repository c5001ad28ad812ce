import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Json } from '../model/json.ts'
import type { Persisted, PersistedRow } from './persisted.ts'

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

/**
 * Opens or makes `<folder>/practice.db`. A commit outlives the death of this process at any time (WAL; the last commits may be lost only
 * when the machine itself goes down). The company is in memory while it is open, so a second process must not open it:
 * the lock is SQLite's own and is gone with the process that held it.
 */
export const openCompanyFile = (folder: string): CompanyFile => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, FILE)
  const db = new DatabaseSync(path)
  chmodSync(path, 0o600)
  db.exec(`PRAGMA busy_timeout = ${WAIT_FOR_OTHER_PROCESS_MS}`)
  db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
  db.exec(
    'CREATE TABLE IF NOT EXISTS object (kind TEXT NOT NULL, id TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID',
  )
  return { rows: (kind) => readRows(db, kind), save: (stores) => writeDirty(db, stores), close: () => db.close() }
}

function* readRows(db: DatabaseSync, kind: string): Iterable<PersistedRow> {
  for (const row of db.prepare('SELECT id, json FROM object WHERE kind = ?').iterate(kind)) {
    yield { id: String(row.id), json: JSON.parse(String(row.json)) as Json }
  }
}

const writeDirty = (db: DatabaseSync, stores: readonly Persisted[]): void => {
  const dirty = stores
    .map((store) => ({ kind: store.kind, rows: store.takeDirty() }))
    .filter(({ rows }) => rows.length > 0)
  if (dirty.length === 0) return
  const put = db.prepare(
    'INSERT INTO object (kind, id, json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET json = excluded.json',
  )
  const remove = db.prepare('DELETE FROM object WHERE kind = ? AND id = ?')
  db.exec('BEGIN IMMEDIATE')
  try {
    for (const { kind, rows } of dirty) {
      for (const { id, json } of rows) json === null ? remove.run(kind, id) : put.run(kind, id, JSON.stringify(json))
    }
    db.exec('COMMIT')
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}
