import type { DatabaseSync } from 'node:sqlite'

/** Tables into which nothing may be written once a state was moved. */
const TABLES = ['event', 'lease', 'work', 'feed', 'memory', 'pushed'] as const

/** Where a state was moved to; null for one that was not. */
export const movedTo = (db: DatabaseSync): string | null => {
  const table = db.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'moved'`).get()
  return table ? String(db.prepare('select target from moved').get()?.['target']) : null
}

const guards = TABLES.flatMap((table) =>
  ['insert', 'update', 'delete'].map(
    (verb) =>
      `create trigger moved_${table}_${verb} before ${verb} on ${table} begin select raise(abort, 'the state was moved to a database'); end;`,
  ),
)

/**
 * From then on nobody writes into this state, not even a process that had it open before: it would have two futures otherwise. Has to be called inside a
 * transaction.
 */
export const markMoved = (db: DatabaseSync, target: string): void => {
  db.exec(`create table moved (target text not null) strict; ${guards.join('\n')}`)
  db.prepare('insert into moved (target) values (?)').run(target)
}
