import { CHAIN_START, type ChainRecord, linked, type NewRecord } from '../chain.ts'
import type { Queries, Row } from './postgres-database.ts'

const COLUMNS = 'seq, run, at, type, json, prev, hash'
/** So many at a time come over the network when all are read. */
const PAGE = 1000

const recordOf = ({ seq, run, at, type, json, prev, hash }: Row): ChainRecord => ({
  seq: Number(seq),
  run: String(run),
  at: String(at),
  type: String(type),
  json: String(json),
  prev: String(prev),
  hash: String(hash),
})

const INSERT = `insert into joinery.event (${COLUMNS})
  select * from unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`

/** Puts records, which are linked already, behind the last one. Has to be called in turn. */
export const insertRecords = async (db: Queries, records: readonly ChainRecord[]): Promise<void> => {
  if (records.length === 0) return
  const column = (name: keyof ChainRecord) => records.map((record) => record[name])
  await db.query(INSERT, [
    column('seq'),
    column('run'),
    column('at'),
    column('type'),
    column('json'),
    column('prev'),
    column('hash'),
  ])
}

export const lastRecord = async (db: Queries): Promise<Pick<ChainRecord, 'seq' | 'hash'>> => {
  const [row] = await db.query('select seq, hash from joinery.event order by seq desc limit 1')
  return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : { seq: 0, hash: CHAIN_START }
}

/** The records that these events become. Has to be called in turn. */
export const appendEvents = async (db: Queries, events: readonly NewRecord[]): Promise<readonly ChainRecord[]> => {
  if (events.length === 0) return []
  const records = linked(await lastRecord(db), events)
  await insertRecords(db, records)
  return records
}

export const isThere = async (db: Queries, { seq, hash }: Pick<ChainRecord, 'seq' | 'hash'>): Promise<boolean> =>
  (await db.query('select 1 from joinery.event where seq = $1 and hash = $2', [seq, hash])).length === 1

/** The records of these runs, in the order they were made. */
export const recordsOf = async (db: Queries, runs: readonly string[]): Promise<readonly ChainRecord[]> =>
  (await db.query(`select ${COLUMNS} from joinery.event where run = any($1) order by seq`, [runs])).map(recordOf)

/** Records from behind `seq` on, page by page. */
export async function* recordsFrom(db: Queries, seq = 0): AsyncGenerator<ChainRecord> {
  for (let last = seq; ; ) {
    const rows = await db.query(`select ${COLUMNS} from joinery.event where seq > $1 order by seq limit ${PAGE}`, [
      last,
    ])
    const records = rows.map(recordOf)
    yield* records
    if (records.length < PAGE) return
    last = records.at(-1)?.seq ?? last
  }
}
