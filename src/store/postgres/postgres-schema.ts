import { Fault } from '../../model/fault.ts'
import type { Postgres, Queries } from './postgres-database.ts'

/**
 * What brings an empty schema, or one of an older version, to this version's layout. A step that was released is never edited. Texts compare byte by byte
 * ("C"), as in the embedded state, whatever language the database is set to.
 */
const STEPS: readonly string[] = [
  `create table joinery.event (
     seq bigint primary key,
     run text collate "C" not null,
     at text collate "C" not null,
     type text not null,
     json text not null,
     prev text not null,
     hash text not null
   );
   create index event_run on joinery.event (run, seq);
   create index event_at on joinery.event (at);
   create function joinery.keep() returns trigger language plpgsql as
     $$ begin raise exception 'records are never changed and never deleted'; end $$;
   create trigger event_keep before update or delete on joinery.event for each row execute function joinery.keep();
   create trigger event_stay before truncate on joinery.event for each statement execute function joinery.keep();
   create table joinery.lease (
     name text collate "C" primary key,
     run text not null,
     owner text not null,
     token bigint not null,
     until bigint not null
   );
   create table joinery.work (
     id text collate "C" primary key,
     due text collate "C" not null,
     state text not null,
     version integer not null,
     json text not null
   );
   create index work_due on joinery.work (state, due, id);
   create table joinery.feed (source text collate "C" primary key, json text not null);
   create table joinery.memory (key text collate "C" primary key, value text not null)`,
  `create table joinery.pushed (
     id text collate "C" primary key,
     source text collate "C" not null,
     user_name text collate "C" not null,
     external_id text collate "C" not null,
     person text collate "C" not null,
     gone integer not null,
     created_at text collate "C" not null,
     version integer not null,
     json text not null
   );
   create index pushed_order on joinery.pushed (source, gone, created_at, id);
   create index pushed_external_id on joinery.pushed (source, external_id);
   create unique index pushed_user_name on joinery.pushed (source, user_name) where gone = 0;
   create unique index pushed_person on joinery.pushed (source, person) where gone = 0`,
]

interface Server {
  readonly encoding: string
  readonly syncs: boolean
  readonly standby: boolean
  readonly prepared: boolean
  readonly schema: boolean
}

const serverOf = async (db: Queries): Promise<Server> => {
  const [row] = await db.query(`
    select current_setting('server_encoding') as encoding, current_setting('fsync') = 'on' as syncs,
      pg_is_in_recovery() as standby, to_regnamespace('joinery') is not null as schema,
      exists (select from pg_catalog.pg_tables where schemaname = 'joinery' and tablename = 'layout') as prepared`)
  return row as unknown as Server
}

/** Why a server cannot keep a journal, or null. */
const whyUnfit = ({ encoding, syncs, standby }: Server): string | null => {
  if (standby) return 'it is a standby, which may only be read; name the primary'
  if (!syncs) return 'it does not write to the disk before it says so (fsync = off)'
  return encoding === 'UTF8'
    ? null
    : `it keeps texts as ${encoding}, which has not every letter; make it with encoding UTF8`
}

const versionOf = async (db: Queries): Promise<number> => {
  const [row] = await db.query('select version from joinery.layout')
  return Number(row?.['version'] ?? 0)
}

const refuseNewer = (found: number, name: string): void => {
  if (found > STEPS.length) throw new Fault('run/journal-newer', { file: name, found, known: STEPS.length })
}

/** In one transaction, so that of many processes that come first one does it. */
const migrate = (db: Postgres): Promise<void> =>
  db.inTurn(async (turn) => {
    const { schema, prepared } = await serverOf(turn)
    if (!schema) await turn.query('create schema joinery')
    if (!prepared) await turn.query('create table joinery.layout (version integer not null)')
    const found = await versionOf(turn)
    refuseNewer(found, db.name)
    for (const step of STEPS.slice(found)) await turn.query(step)
    await turn.query('delete from joinery.layout')
    await turn.query('insert into joinery.layout (version) values ($1)', [STEPS.length])
  })

/**
 * Brings the schema `joinery` to this version's layout, for which the user has to own it, or have the right to make it. Whether there is one: with `make`
 * false a database that has none is left as it is. Throws `state/unfit` for a server that cannot keep a journal, and `run/journal-newer`.
 */
export const prepareSchema = async (db: Postgres, make: boolean): Promise<boolean> => {
  const server = await serverOf(db)
  const why = whyUnfit(server)
  if (why !== null) throw new Fault('state/unfit', { server: db.name, why })
  if (!server.prepared && !make) return false
  const found = server.prepared ? await versionOf(db) : 0
  refuseNewer(found, db.name)
  if (found < STEPS.length) await migrate(db)
  return true
}
