import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'

/** Written into the file's header, so that a database of another program is not taken for a journal: "JOIN". */
const APPLICATION_ID = 0x4a4f494e

/**
 * What brings an empty file, or one of an older version, to this version's layout. The number of steps done stands in `user_version`. A step
 * that was released is never edited.
 */
const STEPS: readonly string[] = [
  `create table event (
     seq integer primary key,
     run text not null,
     at text not null,
     type text not null,
     json text not null,
     prev text not null,
     hash text not null
   ) strict;
   create index event_run on event (run, seq);
   create trigger event_keep before update on event begin select raise(abort, 'records are never changed'); end;
   create trigger event_stay before delete on event begin select raise(abort, 'records are never deleted'); end;`,
  // A lease that was given back keeps its row, so that tokens only ever grow.
  `create table lease (
     name text primary key,
     run text not null,
     owner text not null,
     token integer not null,
     until integer not null
   ) strict, without rowid;`,
  // `due` and `state` stand beside the whole entry, for looking up.
  `create table work (
     id text primary key,
     due text not null,
     state text not null,
     version integer not null,
     json text not null
   ) strict, without rowid;
   create index work_due on work (state, due, id);
   create table feed (source text primary key, json text not null) strict, without rowid;
   create table memory (key text primary key, value text not null) strict, without rowid;`,
  `create table pushed (
     id text primary key,
     source text not null,
     user_name text not null,
     external_id text not null,
     person text not null,
     gone integer not null,
     created_at text not null,
     version integer not null,
     json text not null
   ) strict, without rowid;
   create index pushed_order on pushed (source, gone, created_at, id);
   create index pushed_external_id on pushed (source, external_id);
   create unique index pushed_user_name on pushed (source, user_name) where gone = 0;
   create unique index pushed_person on pushed (source, person) where gone = 0;`,
]

const numberOf = (db: DatabaseSync, pragma: string): number =>
  Number(Object.values(db.prepare(`pragma ${pragma}`).get() ?? {})[0])

const refuseOther = (db: DatabaseSync, file: string): void => {
  const id = numberOf(db, 'application_id')
  const tables = Number(db.prepare('select count(*) as n from sqlite_schema').get()?.['n'])
  if (id === APPLICATION_ID || (id === 0 && tables === 0)) return
  throw new Fault('run/journal-corrupt', { file, why: 'it is a database of another program' })
}

const migrate = (db: DatabaseSync, done: number): void => {
  for (const step of STEPS.slice(done)) db.exec(step)
  db.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${STEPS.length}`)
}

/** Brings the file to this version's layout, in one transaction; refuses files of a newer version and of other programs. */
export const prepareSchema = (db: DatabaseSync, file: string): void => {
  db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma trusted_schema = off')
  refuseOther(db, file)
  if (numberOf(db, 'user_version') === STEPS.length) return
  db.exec('begin immediate')
  try {
    const found = numberOf(db, 'user_version')
    if (found > STEPS.length) throw new Fault('run/journal-newer', { file, found, known: STEPS.length })
    migrate(db, found)
    db.exec('commit')
  } catch (thrown) {
    db.exec('rollback')
    throw thrown
  }
}
