import type { DatabaseSync } from 'node:sqlite'
import { canonicalJson, type Json } from '../model/json.ts'
import type { PushedUser, PushedUserKey, PushedUsers } from '../ports/pushed-users.ts'
import { inTransaction } from './database.ts'

/** What is stored of a user beside its id, source and version. */
export interface PushedUserRow {
  readonly userName: string
  readonly externalId: string
  readonly person: string
  /** 1 for one that its source deleted. */
  readonly gone: 0 | 1
  readonly createdAt: string
  readonly json: string
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '')

export const pushedUserRow = (user: PushedUser): PushedUserRow => ({
  userName: folded(textOf(user.attributes['userName'])),
  externalId: textOf(user.attributes['externalId']),
  person: user.person,
  gone: user.goneAt === null ? 0 : 1,
  createdAt: user.createdAt,
  json: canonicalJson(user as unknown as Json),
})

export const pushedUserOf = (row: { readonly [column: string]: unknown }): PushedUser =>
  JSON.parse(String(row['json'])) as PushedUser

/** Column and value by which a user is looked up. */
export const lookUpBy = (
  key: PushedUserKey,
): readonly [column: 'user_name' | 'external_id' | 'person', value: string] => {
  if ('userName' in key) return ['user_name', folded(key.userName)]
  return 'externalId' in key ? ['external_id', key.externalId] : ['person', key.person]
}

const statementsOf = (db: DatabaseSync) => {
  const by = (column: string) =>
    db.prepare(`select json from pushed where source = ? and ${column} = ? and gone = 0 order by created_at, id`)
  return {
    one: db.prepare('select json from pushed where source = ? and id = ?'),
    all: db.prepare('select json from pushed where source = ? and gone = 0 order by created_at, id'),
    by: { user_name: by('user_name'), external_id: by('external_id'), person: by('person') },
    rival: db.prepare(
      'select id from pushed where source = ? and (user_name = ? or person = ?) and gone = 0 and id <> ? limit 1',
    ),
    insert: db.prepare(
      `insert into pushed (id, source, user_name, external_id, person, gone, created_at, version, json)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing`,
    ),
    replace: db.prepare(
      `update pushed set user_name = ?, external_id = ?, person = ?, gone = ?, version = ?, json = ?
        where id = ? and source = ? and version = ?`,
    ),
  }
}

/** The port over the table `pushed`. `tried` turns errors of the database into faults. */
export const pushedUsers = (db: DatabaseSync, tried: <T>(work: () => T) => T): PushedUsers => {
  const { one, all, by, rival, insert, replace } = statementsOf(db)
  const write = (user: PushedUser): boolean => {
    const { userName, externalId, person, gone, createdAt, json } = pushedUserRow(user)
    const { id, source, version } = user
    const { changes } =
      version === 1
        ? insert.run(id, source, userName, externalId, person, gone, createdAt, version, json)
        : replace.run(userName, externalId, person, gone, version, json, id, source, version - 1)
    return Number(changes) === 1
  }
  const isTaken = (user: PushedUser): boolean => {
    const { userName, person, gone } = pushedUserRow(user)
    return gone === 0 && rival.get(user.source, userName, person, user.id) !== undefined
  }
  return {
    async get(source, id) {
      const row = tried(() => one.get(source, id))
      return row ? pushedUserOf(row) : null
    },
    list: async (source) => tried(() => all.all(source).map(pushedUserOf)),
    async find(source, key) {
      const [column, value] = lookUpBy(key)
      return tried(() => by[column].all(source, value).map(pushedUserOf))
    },
    put: async (user) =>
      tried(() => inTransaction(db, () => (isTaken(user) ? 'taken' : write(user) ? 'put' : 'changed'))),
  }
}
