import { canonicalJson, type Json } from '../../model/json.ts'
import type { ScheduledWork } from '../../model/scheduled-work.ts'
import { falseIfOvertaken, follows, overtaken, type Schedules, snapshotOf } from '../shared-schedules.ts'
import { instantText, workOf, workRow } from '../work-table.ts'
import type { Postgres, Queries } from './postgres-database.ts'

const ADD = `insert into joinery.work (id, due, state, version, json) values ($1, $2, $3, $4, $5)
  on conflict do nothing returning id`
const REPLACE = `update joinery.work set due = $2, state = $3, version = $4, json = $5
  where id = $1 and version = $4 - 1 returning id`

/** Whether it was written: in one statement, so that of many who claim one piece of work one does. */
const put = async (db: Queries, work: ScheduledWork): Promise<boolean> => {
  const { due, json } = workRow(work)
  const { id, state, version } = work
  return (await db.query(version === 1 ? ADD : REPLACE, [id, due, state, version, json])).length === 1
}

/** The ports over the tables `joinery.work`, `feed` and `memory`. `tried` turns errors of the database into faults. */
export const postgresSchedules = (db: Postgres, tried: <T>(work: () => Promise<T>) => Promise<T>): Schedules => ({
  schedules: {
    list: (states) =>
      tried(async () =>
        (
          await db.query('select json from joinery.work where $1::text[] is null or state = any($1) order by due, id', [
            states ?? null,
          ])
        ).map(workOf),
      ),
    get: (id) =>
      tried(async () => {
        const [row] = await db.query('select json from joinery.work where id = $1', [id])
        return row ? workOf(row) : null
      }),
    due: (now, limit) =>
      tried(async () =>
        (
          await db.query(
            `select json from joinery.work where state = 'pending' and due <= $1 order by due, id limit $2`,
            [instantText(now), limit],
          )
        ).map(workOf),
      ),
    put: (work) => tried(() => db.inTurn((turn) => put(turn, work))),
  },
  feeds: {
    lastGood: (source) =>
      tried(async () => {
        const [row] = await db.query('select json from joinery.feed where source = $1', [source])
        return row ? snapshotOf(row) : null
      }),
    all: () => tried(async () => (await db.query('select json from joinery.feed order by source')).map(snapshotOf)),
    accept: (snapshot, work) =>
      tried(() =>
        db.inTurn(async (turn) => {
          const { source } = snapshot
          const [row] = await turn.query('select json from joinery.feed where source = $1', [source])
          if (!follows(snapshot, row ? snapshotOf(row) : null)) throw overtaken(source)
          for (const one of work) if (!(await put(turn, one))) throw overtaken(one.id)
          await turn.query(
            'insert into joinery.feed (source, json) values ($1, $2) on conflict (source) do update set json = excluded.json',
            [source, canonicalJson(snapshot as unknown as Json)],
          )
          return true
        }),
      ).catch(falseIfOvertaken),
  },
  memory: {
    read: (key) =>
      tried(async () => {
        const [row] = await db.query('select value from joinery.memory where key = $1', [key])
        return row ? String(row['value']) : null
      }),
    write: (key, value) =>
      tried(async () => {
        if (value === null) await db.query('delete from joinery.memory where key = $1', [key])
        else
          await db.query(
            'insert into joinery.memory (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value',
            [key, value],
          )
      }),
  },
})
