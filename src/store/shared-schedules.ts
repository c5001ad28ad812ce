import type { DatabaseSync } from 'node:sqlite'
import type { FeedSnapshot } from '../model/feed.ts'
import { canonicalJson, type Json } from '../model/json.ts'
import type { FeedStore, ScheduleStore, ServiceMemory } from '../ports/schedule-store.ts'
import { inTransaction } from './database.ts'
import { workTable } from './work-table.ts'

/** What the service keeps beside the journal. */
export interface Schedules {
  readonly schedules: ScheduleStore
  readonly feeds: FeedStore
  readonly memory: ServiceMemory
}

/** The ports over the tables. `tried` turns errors of the database into faults. */
export const sharedSchedules = (db: DatabaseSync, tried: <T>(work: () => T) => T): Schedules => {
  const table = workTable(db)
  const together = <T>(work: () => T): T => tried(() => inTransaction(db, work))
  const lastGood = db.prepare('select json from feed where source = ?')
  const keepFeed = db.prepare(
    'insert into feed (source, json) values (?, ?) on conflict (source) do update set json = excluded.json',
  )
  const recall = db.prepare('select value from memory where key = ?')
  const remember = db.prepare(
    'insert into memory (key, value) values (?, ?) on conflict (key) do update set value = excluded.value',
  )
  const forget = db.prepare('delete from memory where key = ?')
  return {
    schedules: {
      list: async (states) => tried(() => table.list(states)),
      get: async (id) => tried(() => table.get(id)),
      due: async (now, limit) => tried(() => table.due(now, limit)),
      put: async (work) => together(() => table.put(work)),
    },
    feeds: {
      async lastGood(source) {
        const row = tried(() => lastGood.get(source))
        return row ? (JSON.parse(String(row['json'])) as FeedSnapshot) : null
      },
      async accept(snapshot, work) {
        together(() => {
          for (const one of work) table.put(one)
          keepFeed.run(snapshot.source, canonicalJson(snapshot as unknown as Json))
        })
      },
    },
    memory: {
      async read(key) {
        const row = tried(() => recall.get(key))
        return row ? String(row['value']) : null
      },
      async write(key, value) {
        together(() => void (value === null ? forget.run(key) : remember.run(key, value)))
      },
    },
  }
}
