import type { PushedUser, PushedUsers } from '../../ports/pushed-users.ts'
import { lookUpBy, pushedUserOf, pushedUserRow } from '../pushed-users.ts'
import type { Postgres, Queries } from './postgres-database.ts'

const ADD = `insert into joinery.pushed (id, source, user_name, external_id, person, gone, created_at, version, json)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`
const REPLACE = `update joinery.pushed set user_name = $3, external_id = $4, person = $5, gone = $6, created_at = $7, version = $8, json = $9
  where id = $1 and source = $2 and version = $8 - 1 returning id`
const RIVAL = `select id from joinery.pushed
  where source = $1 and (user_name = $2 or person = $3) and gone = 0 and id <> $4 limit 1`

const write = async (db: Queries, user: PushedUser): Promise<boolean> => {
  const { userName, externalId, person, gone, createdAt, json } = pushedUserRow(user)
  const { id, source, version } = user
  const values = [id, source, userName, externalId, person, gone, createdAt, version, json]
  return (await db.query(version === 1 ? ADD : REPLACE, values)).length === 1
}

const isTaken = async (db: Queries, user: PushedUser): Promise<boolean> => {
  const { userName, person, gone } = pushedUserRow(user)
  return gone === 0 && (await db.query(RIVAL, [user.source, userName, person, user.id])).length > 0
}

/** The port over the table `joinery.pushed`. `tried` turns errors of the database into faults. */
export const postgresPushedUsers = (db: Postgres, tried: <T>(work: () => Promise<T>) => Promise<T>): PushedUsers => ({
  get: (source, id) =>
    tried(async () => {
      const [row] = await db.query('select json from joinery.pushed where source = $1 and id = $2', [source, id])
      return row ? pushedUserOf(row) : null
    }),
  list: (source) =>
    tried(async () =>
      (
        await db.query('select json from joinery.pushed where source = $1 and gone = 0 order by created_at, id', [
          source,
        ])
      ).map(pushedUserOf),
    ),
  find: (source, key) =>
    tried(async () => {
      const [column, value] = lookUpBy(key)
      const found = await db.query(
        `select json from joinery.pushed where source = $1 and ${column} = $2 and gone = 0 order by created_at, id`,
        [source, value],
      )
      return found.map(pushedUserOf)
    }),
  put: (user) =>
    tried(() =>
      db.inTurn(async (turn) =>
        (await isTaken(turn, user)) ? 'taken' : (await write(turn, user)) ? 'put' : 'changed',
      ),
    ),
})
