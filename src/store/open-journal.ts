import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Fault } from '../model/fault.ts'
import type { RunSummary } from '../model/run.ts'
import { summaryOf } from '../model/run-report.ts'
import type { Fence } from '../ports/leases.ts'
import { type ChainRecord, checkChain, type NewRecord } from './chain.ts'
import { inTransaction, type OpenFile, openDatabase } from './database.ts'
import { databaseFault } from './database-fault.ts'
import { groupCommit } from './group-commit.ts'
import { type LeaseTable, leaseTable } from './lease-table.ts'
import { movedTo } from './moved-mark.ts'
import { openPrivateFile, openPrivateFolder } from './private-files.ts'
import { pushedUsers } from './pushed-users.ts'
import { type RecordTable, recordTable } from './record-table.ts'
import { recordText } from './record-text.ts'
import { sharedLeases } from './shared-leases.ts'
import { sharedSchedules } from './shared-schedules.ts'
import type { StateJournal } from './state-journal.ts'

const FILE = 'joinery.db'
/** Commits take a millisecond; a process that holds the file longer than this has stopped. */
const BUSY_MS = 5_000

export interface JournalOptions {
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly busyMs?: number
  /** Opens the database; for tests in which the disk fails. */
  readonly open?: OpenFile
}

/** The journal in one SQLite file, and the leases of those who write into it. The records form a hash chain over all runs. */
export interface EmbeddedJournal extends StateJournal {
  /** Path of the database. */
  readonly file: string
  records(): Iterable<ChainRecord>
}

interface Appended extends NewRecord {
  readonly fences: readonly Fence[]
}

const lost = (run: string, name: string, leases: LeaseTable): Fault =>
  new Fault('run/lease-lost', { run, name, by: leases.holder(name)?.run })

/** Why a record may not be made. Its leases last longer from then on if it may. */
const refusalOf = ({ event, fences }: Appended, leases: LeaseTable): Fault | null => {
  const now = Date.parse(event.at)
  const gone = fences.find((fence) => !leases.prolong(fence, now))
  return gone ? lost(event.run, gone.lease.name, leases) : null
}

const commitAll = (
  db: DatabaseSync,
  { records, leases }: { readonly records: RecordTable; readonly leases: LeaseTable },
  appended: readonly Appended[],
): readonly (Fault | null)[] =>
  inTransaction(db, () => {
    const refusals = appended.map((record) => refusalOf(record, leases))
    records.append(appended.filter((_, index) => refusals[index] === null))
    return refusals
  })

/** Summaries of all runs, newest first. A run of which nothing was recorded since is not read again: a service asks every minute, for years. */
const keptSummaries = (records: RecordTable): (() => readonly RunSummary[]) => {
  const kept = new Map<string, { readonly last: number; readonly summary: RunSummary }>()
  return () =>
    records.runs().map(({ run, last }) => {
      const known = kept.get(run)
      if (known?.last === last) return known.summary
      const summary = summaryOf(records.eventsOf(run))
      kept.set(run, { last, summary })
      return summary
    })
}

/** Records that tell a damaged file from a fault of the program. */
function* readable(records: Iterable<ChainRecord>, file: string): Generator<ChainRecord> {
  try {
    yield* records
  } catch (thrown) {
    throw databaseFault(thrown, file)
  }
}

/**
 * Opens `<folder>/joinery.db`, making both if they are missing. Commits are synced to the disk before `append` resolves
 * (https://sqlite.org/pragma.html#pragma_synchronous). Several processes may have it open.
 */
export const openJournal = (folder: string, options: JournalOptions = {}): EmbeddedJournal => {
  const file = join(folder, FILE)
  openPrivateFolder(folder)
  openPrivateFile(file)
  const tried = <T>(work: () => T, run?: string): T => {
    try {
      return work()
    } catch (thrown) {
      throw databaseFault(thrown, file, run)
    }
  }
  const { db, tables, schedules } = tried(() => {
    const opened = openDatabase(file, options.busyMs ?? BUSY_MS, options.open)
    const server = movedTo(opened)
    if (server !== null) {
      opened.close()
      throw new Fault('state/moved', { file, server })
    }
    const records = recordTable(opened, file)
    return {
      db: opened,
      tables: { records, leases: leaseTable(opened) },
      schedules: { ...sharedSchedules(opened, tried), pushed: pushedUsers(opened, tried) },
    }
  })
  const commits = groupCommit((appended: readonly Appended[]) =>
    tried(() => commitAll(db, tables, appended), appended[0]?.event.run),
  )
  const { records, leases } = tables
  const summaries = keptSummaries(records)
  return {
    file,
    source: file,
    leases: sharedLeases(db, leases, tried),
    ...schedules,
    append: async (event, fences = []) => commits.add({ event, json: recordText(event), fences }),
    events: async (run) => tried(() => records.eventsOf(run)),
    runsSince: async (at) => tried(() => records.runsSince(at)),
    runs: async () => tried(() => summaries()),
    records: () => readable(records.all(), file),
    check: async () => tried(() => checkChain(records.all())),
    close: async () => {
      commits.flush()
      if (db.isOpen) db.close()
    },
  }
}
