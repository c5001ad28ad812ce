import type { Pool, PoolClient } from 'pg'
import type { PostgresAddress } from './postgres-address.ts'
import { isBroken } from './postgres-fault.ts'

export type Row = { readonly [column: string]: unknown }

/** One transaction, or the database outside of any. */
export interface Queries {
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>
}

export interface Turn extends Queries {
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number
}

export interface Postgres extends Queries {
  /** `host:port/database` */
  readonly name: string
  /**
   * Does `work` in a transaction, while nobody else is in one: whoever writes into the state waits here, on any machine, so that what is read is what
   * was committed last. What `work` throws undoes it.
   */
  inTurn<T>(work: (turn: Turn) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface PostgresTimes {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyMs: number
  /** How long to wait for an answer at all. */
  readonly answerMs: number
}

/** How long a process may stand still between two questions of one transaction, while everybody else waits for it. */
const STALLED_MS = 20_000

/** "JOIN" and one number for all that write, so that no two wait for each other. https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS */
const LOCK = '1246710094, 1'

/**
 * Own settings for one transaction, because behind a connection pooler there are no own sessions. A process that stands still in the middle is put out
 * after a while; a commit is on the disk even where the server is set up to promise less.
 */
const beginText = ({ busyMs }: PostgresTimes): string => `
  begin isolation level read committed read write;
  set local lock_timeout = ${busyMs};
  set local idle_in_transaction_session_timeout = ${STALLED_MS};
  select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off';
  select pg_advisory_xact_lock(${LOCK});
  select extract(epoch from clock_timestamp()) * 1000 as now`

/** A commit of which nobody knows whether it arrived. */
export interface CommitInDoubt {
  readonly commitInDoubt: true
}

export const isCommitInDoubt = (thrown: unknown): boolean =>
  (thrown as Partial<CommitInDoubt> | null)?.commitInDoubt === true

const queriesOf = (client: Pick<PoolClient, 'query'>): Queries => ({
  query: async (text, values) => (await client.query<Row>(text, values ? [...values] : undefined)).rows,
})

const begin = async (client: PoolClient, times: PostgresTimes): Promise<Turn> => {
  const answers = (await client.query(beginText(times))) as unknown as readonly { readonly rows: readonly Row[] }[]
  return { ...queriesOf(client), now: Number(answers.at(-1)?.rows[0]?.['now']) }
}

const commit = async (client: PoolClient): Promise<void> => {
  try {
    await client.query('commit')
  } catch (thrown) {
    if (isBroken(thrown)) throw Object.assign(thrown as Error, { commitInDoubt: true } satisfies CommitInDoubt)
    throw thrown
  }
}

const transaction = async <T>(
  client: PoolClient,
  times: PostgresTimes,
  work: (turn: Turn) => Promise<T>,
): Promise<T> => {
  try {
    const result = await work(await begin(client, times))
    await commit(client)
    client.release()
    return result
  } catch (thrown) {
    // A connection that broke, or that still waits for an answer, is thrown away, which undoes what was not committed.
    const isUsable =
      !isBroken(thrown) &&
      (await client.query('rollback').then(
        () => true,
        () => false,
      ))
    client.release(!isUsable)
    throw thrown
  }
}

/** Once more where the connection was broken before, such as one that a firewall cut while it was idle. */
const twice = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (thrown) {
    if (!isBroken(thrown) || isCommitInDoubt(thrown)) throw thrown
    return work()
  }
}

/** A pool of connections to a database; the first is made when something is asked. */
export const openPostgres = async (
  { name, host, port, database, user, password, ssl }: PostgresAddress,
  times: PostgresTimes,
): Promise<Postgres> => {
  const { Pool } = await import('pg')
  const pool: Pool = new Pool({
    host,
    port,
    database,
    user,
    password: password?.reveal(),
    ssl,
    application_name: 'joinery',
    max: 4,
    keepAlive: true,
    allowExitOnIdle: true,
    connectionTimeoutMillis: times.answerMs,
    query_timeout: times.answerMs,
  })
  // A connection that breaks while it is idle is replaced when it is needed; of one that is in use, what was asked fails.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return {
    name,
    query: (text, values) => twice(() => queriesOf(pool as unknown as PoolClient).query(text, values)),
    inTurn: (work) => twice(async () => transaction(await pool.connect(), times, work)),
    close: () => pool.end(),
  }
}
