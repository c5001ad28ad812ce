import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import type { RunEvent } from '../model/run.ts'
import { summaryOf } from '../model/run-report.ts'
import type { Journal } from '../ports/journal.ts'
import { CHAIN_START, type ChainRecord, type ChainVerdict, checkChain, hashOfRecord } from './chain.ts'
import { databaseFault } from './database-fault.ts'
import { groupCommit } from './group-commit.ts'
import { openPrivateFile, openPrivateFolder } from './private-files.ts'
import { recordText } from './record-text.ts'
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

interface NewRecord {
  readonly event: RunEvent
  readonly json: string
}

const insertAll = ({ last, insert }: Statements, records: readonly NewRecord[]): void => {
  const before = last.get() as { readonly seq: number; readonly hash: string } | undefined
  let [seq, prev] = [before?.seq ?? 0, before?.hash ?? CHAIN_START]
  for (const { event, json } of records) {
    seq += 1
    const { run, at, type } = event
    const hash = hashOfRecord({ seq, run, at, type, json, prev })
    insert.run(seq, run, at, type, json, prev, hash)
    prev = hash
  }
}

/** The lock is taken before reading the last record: another process may append too. */
const commitAll = (db: DatabaseSync, statements: Statements, records: readonly NewRecord[]): void => {
  db.exec('begin immediate')
  try {
    insertAll(statements, records)
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
  const commits = groupCommit((records: readonly NewRecord[]) =>
    tried(() => commitAll(db, statements, records), records[0]?.event.run),
  )
  const eventsOf = (run: string): readonly RunEvent[] =>
    (statements.ofRun.all(run) as unknown as ChainRecord[]).map((record) => eventOf(record, file))
  const runIds = (): readonly string[] => statements.runs.all().map((row) => String(row['run']))
  return {
    file,
    append: async (event) => commits.add({ event, json: recordText(event) }),
    events: async (run) => tried(() => eventsOf(run)),
    runs: async () => tried(() => runIds().map((run) => summaryOf(eventsOf(run)))),
    check: async () => tried(() => checkChain(statements.all.iterate() as unknown as Iterable<ChainRecord>)),
    close: async () => {
      commits.flush()
      if (db.isOpen) db.close()
    },
  }
}
