import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import type { Json } from '../model/json.ts'
import type { Secret } from '../model/secret.ts'
import type { ChainRecord } from './chain.ts'
import { openDatabase } from './database.ts'
import { databaseFault } from './database-fault.ts'
import { markMoved, movedTo } from './moved-mark.ts'
import { postgresAddress } from './postgres/postgres-address.ts'
import { openPostgres, type Postgres, type Queries, type Row } from './postgres/postgres-database.ts'
import { postgresFault } from './postgres/postgres-fault.ts'
import { insertRecords, lastRecord, recordsFrom } from './postgres/postgres-records.ts'
import { prepareSchema } from './postgres/postgres-schema.ts'
import { recordTable } from './record-table.ts'
import { type Verified, verifyArriving, verifyRecords } from './verify-records.ts'

export interface StateMove {
  /** Folder of the embedded state. */
  readonly folder: string
  /** Address of the PostgreSQL database. */
  readonly to: Secret
  /** Milliseconds since 1970. */
  readonly now: number
}

export interface MovedState extends Verified {
  /** Path of the embedded database, and `host:port/database`. */
  readonly from: string
  readonly to: string
  readonly work: number
  readonly feeds: number
  /** It had been moved before, and is all there. */
  readonly already: boolean
}

const BUSY_MS = 5_000
const TIMES = { busyMs: 10_000, answerMs: 120_000 }
const PAGE = 1000

/** What is copied beside the records: each table with its columns, ordered by the first. */
const TABLES = {
  lease: ['name', 'run', 'owner', 'token', 'until'],
  work: ['id', 'due', 'state', 'version', 'json'],
  feed: ['source', 'json'],
  memory: ['key', 'value'],
  pushed: ['id', 'source', 'user_name', 'external_id', 'person', 'gone', 'created_at', 'version', 'json'],
} as const

type Table = keyof typeof TABLES
const tables = Object.keys(TABLES) as readonly Table[]

type Rows = { readonly [table in Table]: readonly (readonly Json[])[] }

const inColumns =
  (table: Table) =>
  (row: Row): readonly Json[] =>
    // PostgreSQL answers whole numbers of 64 bits as texts.
    TABLES[table].map((column) => String(row[column]))

const rowsOf = (read: (table: Table) => readonly Row[]): Rows => {
  const of = (table: Table) => read(table).map(inColumns(table))
  return { lease: of('lease'), work: of('work'), feed: of('feed'), memory: of('memory'), pushed: of('pushed') }
}

const embeddedRows = (db: DatabaseSync): Rows =>
  rowsOf((table) => db.prepare(`select * from ${table} order by ${TABLES[table][0]}`).all())

const postgresRows = async (db: Queries): Promise<Rows> => {
  const all = new Map<Table, readonly Row[]>()
  for (const table of tables)
    all.set(table, await db.query(`select * from joinery.${table} order by ${TABLES[table][0]}`))
  return rowsOf((table) => all.get(table) ?? [])
}

const isEmpty = (rows: Rows): boolean => tables.every((table) => rows[table].length === 0)

const refuseActive = (db: DatabaseSync, now: number): void => {
  const held = db.prepare('select distinct run, until from lease where until > ? order by until desc').all(now)
  const [last] = held
  if (!last) return
  const runs = [...new Set(held.map(({ run }) => String(run)))]
  throw new Fault('state/runs-active', { runs: runs.join(', '), until: new Date(Number(last['until'])).toISOString() })
}

const copyRecords = async (records: Iterable<ChainRecord>, turn: Queries): Promise<void> => {
  let page: ChainRecord[] = []
  for (const record of records) {
    page.push({ ...record })
    if (page.length < PAGE) continue
    await insertRecords(turn, page)
    page = []
  }
  await insertRecords(turn, page)
}

const copyRows = async (rows: Rows, turn: Queries): Promise<void> => {
  for (const table of tables) {
    const columns = TABLES[table]
    const places = columns.map((_, index) => `$${index + 1}`).join(', ')
    for (const row of rows[table])
      await turn.query(`insert into joinery.${table} (${columns.join(', ')}) values (${places})`, row)
  }
}

/** Whether the database holds exactly this state. */
const holds = async (db: Queries, source: Verified, rows: Rows): Promise<boolean> => {
  const { seq, hash } = await lastRecord(db)
  const same = hashOf((await postgresRows(db)) as unknown as Json) === hashOf(rows as unknown as Json)
  return seq === source.records && (seq === 0 || hash === source.hash) && same
}

/** Copies everything in one transaction, which is only committed when what arrived is what was sent. */
const copyInto = (db: Postgres, embedded: DatabaseSync, source: Verified, rows: Rows, file: string): Promise<void> =>
  db.inTurn(async (turn) => {
    const { seq } = await lastRecord(turn)
    if (seq > 0 || !isEmpty(await postgresRows(turn)))
      throw new Fault('state/not-empty', { server: db.name, records: seq })
    await copyRecords(recordTable(embedded, file).all(), turn)
    await copyRows(rows, turn)
    const arrived = await verifyArriving(recordsFrom(turn), [], db.name)
    if (arrived.hash !== source.hash || !(await holds(turn, source, rows)))
      throw new Fault('state/arrived-otherwise', { server: db.name, from: file })
  })

/** Nobody else writes into the embedded state while it is copied, and from the end of it on nobody at all. */
const move = async (embedded: DatabaseSync, db: Postgres, file: string, now: number): Promise<MovedState> => {
  embedded.exec('begin immediate')
  try {
    const before = movedTo(embedded)
    if (before !== null && before !== db.name) throw new Fault('state/moved', { file, server: before })
    if (before === null) refuseActive(embedded, now)
    const source = verifyRecords(recordTable(embedded, file).all(), [], file)
    const rows = embeddedRows(embedded)
    const already = before !== null ? await isPrefix(db, source) : source.records > 0 && (await holds(db, source, rows))
    if (before !== null && !already) throw new Fault('state/arrived-otherwise', { server: db.name, from: file })
    if (!already) await copyInto(db, embedded, source, rows, file)
    if (before === null) markMoved(embedded, db.name)
    embedded.exec('commit')
    return { ...source, from: file, to: db.name, work: rows.work.length, feeds: rows.feed.length, already }
  } catch (thrown) {
    if (embedded.isTransaction) embedded.exec('rollback')
    throw thrown
  }
}

/** Whether everything that was moved is still there, whatever came after it. */
const isPrefix = async (db: Postgres, source: Verified): Promise<boolean> => {
  if (source.records === 0) return true
  const [row] = await db.query('select hash from joinery.event where seq = $1', [source.records])
  await verifyArriving(recordsFrom(db), [], db.name)
  return row?.['hash'] === source.hash
}

/**
 * Moves an embedded state into a PostgreSQL database, whole: records with their chain, leases with their tokens, schedules, feeds and what the service
 * remembers. Refuses while a run is at work. May be called again: what was moved is then only checked. The folder keeps its key and its other files, and the
 * embedded database stays as it was, but takes nothing any more.
 */
export const moveState = async ({ folder, to, now }: StateMove): Promise<MovedState> => {
  const file = join(folder, 'joinery.db')
  const db = await openPostgres(postgresAddress(to), TIMES)
  try {
    await prepareSchema(db, true)
    const embedded = openDatabase(file, BUSY_MS)
    try {
      return await move(embedded, db, file, now)
    } catch (thrown) {
      throw (thrown as { errcode?: unknown }).errcode === undefined ? thrown : databaseFault(thrown, file)
    } finally {
      embedded.close()
    }
  } catch (thrown) {
    throw postgresFault(thrown, { source: db.name, opening: true })
  } finally {
    await db.close()
  }
}
