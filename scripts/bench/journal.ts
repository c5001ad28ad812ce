/**
 * What durability and leases cost: records per second, one after the other and from many people at once, with and without a lease that is
 * checked in the same transaction; and how long it takes to claim people and to verify the chain.
 *
 *   node scripts/bench/journal.ts
 *   node scripts/bench/journal.ts --records 5000 --folder /srv/joinery-bench     on another disk
 *   node scripts/bench/journal.ts --postgres                                     in a PostgreSQL that is started for it
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RunEvent } from '../../src/model/run.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Fence, Lease } from '../../src/ports/leases.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { openPostgresJournal } from '../../src/store/postgres/open-postgres-journal.ts'
import type { StateJournal } from '../../src/store/state-journal.ts'
import { startPostgres } from '../../test/support/postgres.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '2000' },
    folder: { type: 'string', default: tmpdir() },
    postgres: { type: 'boolean', default: false },
  },
})
const records = Number(values.records)
const LEASE_MS = 30_000
const SIDE_BY_SIDE = 16

const event = (attempt: number): RunEvent => ({
  type: 'intent',
  run: '20261201-1a2b3c4d',
  at: new Date().toISOString(),
  change: '00123-account',
  attempt,
})

const claimed = async ({ leases }: StateJournal, names: readonly string[]): Promise<readonly Lease[]> => {
  const wanted = names.map((name) => ({ name }))
  const order = { wanted, run: '20261201-1a2b3c4d', owner: 'bench', now: Date.now(), forMs: LEASE_MS, allOrNone: true }
  return (await leases.take(order)).taken
}

/** Milliseconds for all of the work. */
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const inTurn = async (journal: StateJournal, fences: readonly Fence[]): Promise<void> => {
  for (let number = 1; number <= records; number += 1) await journal.append(event(number), fences)
}

/** As many people as a run works on side by side, each of whom waits for a record before the next. */
const sideBySide = (journal: StateJournal, fences: readonly Fence[]): Promise<unknown> =>
  Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let number = 1; number <= records / SIDE_BY_SIDE; number += 1) await journal.append(event(number), fences)
    }),
  )

const folder = mkdtempSync(join(values.folder, 'joinery-bench-'))
const server = values.postgres ? await startPostgres() : null
const journal: StateJournal = server
  ? await openPostgresJournal(
      new Secret(`postgres://${server.user}:${server.password}@127.0.0.1:${server.port}/postgres`),
    )
  : openJournal(join(folder, '.joinery'))
const say = (what: string, ms: number, count: number): void =>
  void process.stdout.write(
    `${what.padEnd(58)}${Math.round((count / ms) * 1000)
      .toString()
      .padStart(9)} /s  ${(ms / count).toFixed(3)} ms each\n`,
  )
try {
  const fences = (await claimed(journal, ['run 20261201-1a2b3c4d', 'person 00123'])).map((lease) => ({
    lease,
    forMs: LEASE_MS,
  }))
  await inTurn(journal, fences)
  say('records one after the other', await timed(() => inTurn(journal, [])), records)
  say('records one after the other, two leases checked', await timed(() => inTurn(journal, fences)), records)
  say('records of 16 people side by side', await timed(() => sideBySide(journal, [])), records)
  say('records of 16 people side by side, two leases checked', await timed(() => sideBySide(journal, fences)), records)
  const people = Array.from({ length: 500 }, (_, number) => `person ${10_000 + number}`)
  let leases: readonly Lease[] = []
  const claiming = await timed(async () => {
    leases = await claimed(journal, people)
  })
  say('people claimed, 500 at once', claiming, people.length)
  say(
    'leases prolonged, 500 at once',
    await timed(() => journal.leases.renew(leases, Date.now(), LEASE_MS)),
    people.length,
  )
  say(
    'proofs of a lease before a write',
    await timed(async () => {
      for (const lease of leases) await journal.leases.lost([lease], Date.now())
    }),
    leases.length,
  )
  const all = (records / SIDE_BY_SIDE) * SIDE_BY_SIDE * 2 + records * 3
  say('records verified', await timed(() => journal.check()), all)
} finally {
  await journal.close()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
