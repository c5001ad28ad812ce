import { Fault } from '../../model/fault.ts'
import type { RunSummary } from '../../model/run.ts'
import { summaryOf } from '../../model/run-report.ts'
import type { Secret } from '../../model/secret.ts'
import type { Fence } from '../../ports/leases.ts'
import { type ChainRecord, type ChainVerdict, chainReader, eventOf, type NewRecord } from '../chain.ts'
import { recordText } from '../record-text.ts'
import type { StateJournal } from '../state-journal.ts'
import { commitGroups } from './commit-groups.ts'
import { postgresAddress } from './postgres-address.ts'
import { isCommitInDoubt, openPostgres, type Postgres, type Turn } from './postgres-database.ts'
import { postgresFault } from './postgres-fault.ts'
import { openLeaseBook, postgresLeases, type TimeOf } from './postgres-leases.ts'
import { postgresPushedUsers } from './postgres-pushed-users.ts'
import { appendEvents, isThere, recordsFrom, recordsOf } from './postgres-records.ts'
import { postgresSchedules } from './postgres-schedules.ts'
import { prepareSchema } from './postgres-schema.ts'

const BUSY_MS = 10_000
const ANSWER_MS = 30_000

export interface PostgresJournalOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyMs?: number
  /** How long to wait for the server to answer at all, in milliseconds. */
  readonly answerMs?: number
  /**
   * Whose clock leases run by: the server's, so that machines whose clocks differ do not take over from each other what is still at work, or the
   * caller's, for tests that move time. Default: the server's.
   */
  readonly clock?: 'server' | 'caller'
}

export interface PostgresJournal extends StateJournal {
  /** Every record behind the one of that number. */
  records(behind?: number): AsyncIterable<ChainRecord>
}

interface Appended extends NewRecord {
  readonly fences: readonly Fence[]
}

/** Why each record may not be made, in their order. The leases of those that may last longer from then on. */
const refusalsOf = async (
  turn: Turn,
  appended: readonly Appended[],
  timeOf: TimeOf,
): Promise<readonly (Fault | null)[]> => {
  const names = appended.flatMap(({ fences }) => fences.map(({ lease }) => lease.name))
  if (names.length === 0) return appended.map(() => null)
  const book = await openLeaseBook(turn, names)
  const refusals = appended.map(({ event, fences }) => {
    const now = timeOf(Date.parse(event.at), turn.now)
    const gone = fences.find((fence) => !book.prolong(fence, now))
    if (!gone) return null
    const { name } = gone.lease
    return new Fault('run/lease-lost', { run: event.run, name, by: book.holder(name)?.run })
  })
  await book.save()
  return refusals
}

/** What a commit would have made of which nobody knows whether it arrived. */
interface Doubt {
  readonly last: ChainRecord
  readonly refusals: readonly (Fault | null)[]
}

const appender = (db: Postgres, timeOf: TimeOf) => async (appended: readonly Appended[]) => {
  let doubt: Doubt | null = null
  const once = (): Promise<readonly (Fault | null)[]> =>
    db.inTurn(async (turn) => {
      // In turn, for the server may still be at the commit that was cut off.
      if (doubt && (await isThere(turn, doubt.last))) return doubt.refusals
      const refusals = await refusalsOf(turn, appended, timeOf)
      const made = await appendEvents(
        turn,
        appended.filter((_, index) => refusals[index] === null),
      )
      const last = made.at(-1)
      doubt = last ? { last, refusals } : null
      return refusals
    })
  try {
    return await once()
  } catch (thrown) {
    if (!isCommitInDoubt(thrown)) throw thrown
    return await once()
  }
}

const checkAll = async (records: AsyncIterable<ChainRecord>): Promise<ChainVerdict> => {
  const reader = chainReader()
  for await (const record of records) {
    const broken = reader.add(record)
    if (broken) return broken
  }
  return reader.end()
}

/** So many runs are read at a time: plans are large. */
const RUNS_AT_ONCE = 50

/** Newest first. */
const summaries = async (db: Postgres): Promise<readonly RunSummary[]> => {
  const rows = await db.query('select run from joinery.event group by run order by min(seq) desc')
  const ids = rows.map(({ run }) => String(run))
  const all: RunSummary[] = []
  for (let from = 0; from < ids.length; from += RUNS_AT_ONCE) {
    const some = ids.slice(from, from + RUNS_AT_ONCE)
    const byRun = Map.groupBy(await recordsOf(db, some), ({ run }) => run)
    for (const run of some) all.push(summaryOf((byRun.get(run) ?? []).map((record) => eventOf(record, db.name))))
  }
  return all
}

/** The ports over a database that is prepared. */
const journalOver = (db: Postgres, timeOf: TimeOf): PostgresJournal => {
  const tried = async <T>(work: () => Promise<T>, run?: string): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      throw postgresFault(thrown, { source: db.name, run })
    }
  }
  const append = appender(db, timeOf)
  const commits = commitGroups((appended: readonly Appended[]) => tried(() => append(appended), appended[0]?.event.run))
  async function* records(behind = 0): AsyncGenerator<ChainRecord> {
    try {
      yield* recordsFrom(db, behind)
    } catch (thrown) {
      throw postgresFault(thrown, { source: db.name })
    }
  }
  return {
    source: db.name,
    leases: postgresLeases(db, timeOf, tried),
    ...postgresSchedules(db, tried),
    pushed: postgresPushedUsers(db, tried),
    append: async (event, fences = []) => commits.add({ event, json: recordText(event), fences }),
    events: (run) => tried(async () => (await recordsOf(db, [run])).map((record) => eventOf(record, db.name))),
    runsSince: (at) =>
      tried(async () =>
        (await db.query('select distinct run from joinery.event where at >= $1', [at])).map(({ run }) => String(run)),
      ),
    runs: () => tried(() => summaries(db)),
    records,
    check: () => tried(() => checkAll(records())),
    async close() {
      await commits.settled()
      await db.close()
    },
  }
}

const opened = async (
  address: Secret,
  options: PostgresJournalOptions,
  make: boolean,
): Promise<PostgresJournal | null> => {
  const times = { busyMs: options.busyMs ?? BUSY_MS, answerMs: options.answerMs ?? ANSWER_MS }
  const db = await openPostgres(postgresAddress(address), times)
  const timeOf: TimeOf = options.clock === 'caller' ? (caller) => caller : (_caller, server) => server
  try {
    if (await prepareSchema(db, make)) return journalOver(db, timeOf)
  } catch (thrown) {
    await db.close()
    throw postgresFault(thrown, { source: db.name, opening: true })
  }
  await db.close()
  return null
}

/**
 * The journal in the schema `joinery` of a PostgreSQL database, which is made where it is missing. Any number of processes on any number of machines may
 * have it open. Commits are on the server's disk before `append` resolves. Throws the faults of `state/…`.
 */
export const openPostgresJournal = async (
  address: Secret,
  options: PostgresJournalOptions = {},
): Promise<PostgresJournal> => (await opened(address, options, true)) as PostgresJournal

/** As `openPostgresJournal`, but a database that has none is left as it is: null. */
export const openPostgresJournalIfAny = (
  address: Secret,
  options: PostgresJournalOptions = {},
): Promise<PostgresJournal | null> => opened(address, options, false)
