import type { DatabaseSync } from 'node:sqlite'
import { canonicalJson, type Json } from '../model/json.ts'
import type { ScheduledWork, WorkState } from '../model/scheduled-work.ts'

/** Scheduled work in the database. `put` has to be called inside a transaction. */
export interface WorkTable {
  list(states?: readonly WorkState[]): readonly ScheduledWork[]
  get(id: string): ScheduledWork | null
  due(now: string, limit: number): readonly ScheduledWork[]
  /** Whether it was written; false where the version does not follow the one that is there. */
  put(work: ScheduledWork): boolean
}

const statementsOf = (db: DatabaseSync) => ({
  all: db.prepare('select json from work order by due, id'),
  inStates: db.prepare('select json from work where state in (select value from json_each(?)) order by due, id'),
  one: db.prepare('select json from work where id = ?'),
  due: db.prepare(`select json from work where state = 'pending' and due <= ? order by due, id limit ?`),
  insert: db.prepare('insert into work (id, due, state, version, json) values (?, ?, ?, ?, ?) on conflict do nothing'),
  replace: db.prepare('update work set due = ?, state = ?, version = ?, json = ? where id = ? and version = ?'),
})

/** Instants are compared as texts, so each is kept in UTC with milliseconds. */
export const instantText = (time: string): string => new Date(time).toISOString()

export const workOf = (row: { readonly [column: string]: unknown }): ScheduledWork =>
  JSON.parse(String(row['json'])) as ScheduledWork

/** What is stored of a piece of work beside its id, state and version. */
export const workRow = (work: ScheduledWork): { readonly due: string; readonly json: string } => {
  const due = instantText(work.due)
  return { due, json: canonicalJson({ ...work, due } as unknown as Json) }
}

export const workTable = (db: DatabaseSync): WorkTable => {
  const { all, inStates, one, due, insert, replace } = statementsOf(db)
  return {
    list: (states) => (states ? inStates.all(JSON.stringify(states)) : all.all()).map(workOf),
    get(id) {
      const row = one.get(id)
      return row ? workOf(row) : null
    },
    due: (now, limit) => due.all(instantText(now), limit).map(workOf),
    put(work) {
      const { due: at, json } = workRow(work)
      const { changes } =
        work.version === 1
          ? insert.run(work.id, at, work.state, 1, json)
          : replace.run(at, work.state, work.version, json, work.id, work.version - 1)
      return Number(changes) === 1
    },
  }
}
