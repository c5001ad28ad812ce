import type { DatabaseSync } from 'node:sqlite'
import type { RunEvent } from '../model/run.ts'
import { type ChainRecord, eventOf, linked, type NewRecord } from './chain.ts'

/** The records in the database. */
export interface RecordTable {
  /** Puts records behind the last one. Has to be called inside a transaction. */
  append(records: readonly NewRecord[]): void
  /** The events of a run. Throws `run/journal-corrupt` for a record that was altered, since resuming acts on what it reads. */
  eventsOf(run: string): readonly RunEvent[]
  /** Ids of the runs with an event at this time or later. */
  runsSince(at: string): readonly string[]
  /** The runs, newest first, each with the number of its last record. */
  runs(): readonly { readonly run: string; readonly last: number }[]
  all(): Iterable<ChainRecord>
}

const statementsOf = (db: DatabaseSync) => ({
  last: db.prepare('select seq, hash from event order by seq desc limit 1'),
  insert: db.prepare('insert into event (seq, run, at, type, json, prev, hash) values (?, ?, ?, ?, ?, ?, ?)'),
  ofRun: db.prepare('select * from event where run = ? order by seq'),
  runs: db.prepare('select run, max(seq) as last from event group by run order by min(seq) desc'),
  since: db.prepare('select distinct run from event where at >= ?'),
  all: db.prepare('select * from event order by seq'),
})

export const recordTable = (db: DatabaseSync, file: string): RecordTable => {
  const { last, insert, ofRun, runs, since, all } = statementsOf(db)
  return {
    append(records) {
      const before = last.get() as { readonly seq: number; readonly hash: string } | undefined
      for (const { seq, run, at, type, json, prev, hash } of linked(before, records))
        insert.run(seq, run, at, type, json, prev, hash)
    },
    eventsOf: (run) => (ofRun.all(run) as unknown as ChainRecord[]).map((record) => eventOf(record, file)),
    runsSince: (at) => since.all(at).map((row) => String(row['run'])),
    runs: () => runs.all().map((row) => ({ run: String(row['run']), last: Number(row['last']) })),
    all: () => all.iterate() as unknown as Iterable<ChainRecord>,
  }
}
