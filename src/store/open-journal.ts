import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { RunEvent } from '../model/run.ts'
import { summaryOf } from '../model/run-report.ts'
import { redact } from '../model/secret.ts'
import type { Journal } from '../ports/journal.ts'
import { CHAIN_START, type ChainRecord, type ChainVerdict, checkChain, hashOfRecord } from './chain.ts'
import { databaseFault } from './database-fault.ts'
import { openPrivateFile, openPrivateFolder } from './private-files.ts'
import { prepareSchema } from './schema.ts'

const FILE = 'joinery.db'
/** Commits take a millisecond; a process that holds the file longer than this has stopped. */
const BUSY_MS = 5_000

export interface JournalOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyMs?: number
}

/** The journal in one SQLite file. Its records form a hash chain over all runs. */
export interface EmbeddedJournal extends Journal {
  /** Path of the database. */
  readonly file: string
  /** Reads every record and answers the first that is not as it was written. */
  check(): Promise<ChainVerdict>
}

interface Statements {
  readonly last: StatementSync
  readonly insert: StatementSync
  readonly ofRun: StatementSync
  readonly runs: StatementSync
  readonly all: StatementSync
}

const prepare = (db: DatabaseSync): Statements => ({
  last: db.prepare('select seq, hash from event order by seq desc limit 1'),
  insert: db.prepare('insert into event (seq, run, at, type, json, prev, hash) values (?, ?, ?, ?, ?, ?, ?)'),
  ofRun: db.prepare('select * from event where run = ? order by seq'),
  runs: db.prepare('select run from event group by run order by min(seq) desc'),
  all: db.prepare('select * from event order by seq'),
})

const open = (file: string, busyMs: number): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: busyMs })
  try {
    prepareSchema(db, file)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/**
 * The text to store. No step ever puts a secret into an event; should one be there by accident, it is taken out. A plan cannot be mended that
 * way, for resuming reads it back, so it is refused.
 */
const textOf = (event: RunEvent): string => {
  const text = canonicalJson(event as unknown as Json)
  const clean = redact(text)
  if (clean === text) return text
  if (event.type === 'planned') throw new Fault('run/secret-in-plan', { plan: event.plan.id })
  return canonicalJson(withoutSecrets(event as unknown as Json))
}

const withoutSecrets = (value: Json): Json => {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [redact(name), withoutSecrets(member)]))
}

const insertNext = (db: DatabaseSync, { last, insert }: Statements, event: RunEvent): void => {
  const json = textOf(event)
  // The lock is taken before reading the last record: another process may append too.
  db.exec('begin immediate')
  try {
    const before = last.get() as { readonly seq: number; readonly hash: string } | undefined
    const record = {
      seq: (before?.seq ?? 0) + 1,
      run: event.run,
      at: event.at,
      type: event.type,
      json,
      prev: before?.hash ?? CHAIN_START,
    }
    insert.run(record.seq, record.run, record.at, record.type, record.json, record.prev, hashOfRecord(record))
    db.exec('commit')
  } catch (thrown) {
    if (db.isTransaction) db.exec('rollback')
    throw thrown
  }
}

/** Resuming acts on what it reads here, so a record that was altered stops it. */
const eventOf = (record: ChainRecord, file: string): RunEvent => {
  if (hashOfRecord(record) !== record.hash) {
    throw new Fault('run/journal-corrupt', { file, why: `record ${record.seq} was altered` })
  }
  return JSON.parse(record.json) as RunEvent
}

/**
 * Opens `<folder>/joinery.db`, making both if they are missing. Commits are synced to the disk before `append` resolves
 * (https://sqlite.org/pragma.html#pragma_synchronous). Several processes may have it open.
 */
export const openJournal = (folder: string, options: JournalOptions = {}): EmbeddedJournal => {
  const file = join(folder, FILE)
  openPrivateFolder(folder)
  openPrivateFile(file)
  const tried = <T>(work: () => T, run?: string): T => {
    try {
      return work()
    } catch (thrown) {
      throw databaseFault(thrown, file, run)
    }
  }
  const { db, statements } = tried(() => {
    const opened = open(file, options.busyMs ?? BUSY_MS)
    return { db: opened, statements: prepare(opened) }
  })
  const eventsOf = (run: string): readonly RunEvent[] =>
    (statements.ofRun.all(run) as unknown as ChainRecord[]).map((record) => eventOf(record, file))
  const runIds = (): readonly string[] => statements.runs.all().map((row) => String(row['run']))
  return {
    file,
    append: async (event) => tried(() => insertNext(db, statements, event), event.run),
    events: async (run) => tried(() => eventsOf(run)),
    runs: async () => tried(() => runIds().map((run) => summaryOf(eventsOf(run)))),
    check: async () => tried(() => checkChain(statements.all.iterate() as unknown as Iterable<ChainRecord>)),
    close: async () => {
      if (db.isOpen) db.close()
    },
  }
}
