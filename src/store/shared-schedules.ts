import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
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

/** Thrown within a transaction so that nothing of it is kept, where what was read has been overtaken. */
export const overtaken = (id: string): Fault => new Fault('schedule/changed-meanwhile', { id })

/** False for a transaction that was overtaken; throws whatever else it was. */
export const falseIfOvertaken = (thrown: unknown): false => {
  if (thrown instanceof Fault && thrown.code === 'schedule/changed-meanwhile') return false
  throw thrown
}

/** Whether a snapshot may be kept in place of another: its revision is the next one. Without one it always may. */
export const follows = ({ revision }: FeedSnapshot, kept: FeedSnapshot | null): boolean =>
  revision === undefined || revision === (kept?.revision ?? 0) + 1

export const snapshotOf = (row: { readonly [column: string]: unknown }): FeedSnapshot =>
  JSON.parse(String(row['json'])) as FeedSnapshot

/** The ports over the tables. `tried` turns errors of the database into faults. */
export const sharedSchedules = (db: DatabaseSync, tried: <T>(work: () => T) => T): Schedules => {
  const table = workTable(db)
  const together = <T>(work: () => T): T => tried(() => inTransaction(db, work))
  const lastGood = db.prepare('select json from feed where source = ?')
  const allFeeds = db.prepare('select json from feed order by source')
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
        return row ? snapshotOf(row) : null
      },
      all: async () => tried(() => allFeeds.all().map(snapshotOf)),
      async accept(snapshot, work) {
        const { source } = snapshot
        try {
          return together(() => {
            const row = lastGood.get(source)
            if (!follows(snapshot, row ? snapshotOf(row) : null)) throw overtaken(source)
            for (const one of work) if (!table.put(one)) throw overtaken(one.id)
            keepFeed.run(source, canonicalJson(snapshot as unknown as Json))
            return true
          })
        } catch (thrown) {
          return falseIfOvertaken(thrown)
        }
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
