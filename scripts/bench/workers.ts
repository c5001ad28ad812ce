/**
 * How much several workers do together: people hired per minute by 1, 2 and 4 processes over one PostgreSQL, on a practice tenant that takes 80 ms for an
 * answer (0 to 160, evenly).
 *
 *   node scripts/bench/workers.ts
 *   node scripts/bench/workers.ts --people 60 --workers 1,2,4,8 --latency 160
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Secret } from '../../src/model/secret.ts'
import { startPractice } from '../../src/practice/practice-servers.ts'
import { openPostgresJournal } from '../../src/store/postgres/open-postgres-journal.ts'
import { asAdmin, type PostgresServer, startPostgres } from '../../test/support/postgres.ts'

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '40' },
    workers: { type: 'string', default: '1,2,4' },
    latency: { type: 'string', default: '160' },
    'side-by-side': { type: 'string', default: '4' },
  },
})
const people = Number(values.people)
const main = join(import.meta.dirname, '../../src/main.ts')
const DAY = '2026-01-05'

const yaml = [
  'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }',
  'ad: practice',
  'state: { postgres: { env: DATABASE_URL } }',
  '',
].join('\n')

const joiners = [
  'employeeId;givenName;surname;startDate;department;title;company;office;country;manager',
  ...Array.from({ length: people }, (_, at) => {
    // Names of letters alone: numbers are no part of them.
    const surname = `Vance${[...String(at).padStart(3, '0')].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
    return `${90_000 + at};Adele;${surname};${DAY};Sales;Account Manager;Contoso;London;GB;00101`
  }),
].join('\n')

interface Place {
  readonly folder: string
  readonly url: string
}

const start = (argv: readonly string[], { folder, url }: Place): ChildProcess =>
  spawn(process.execPath, [main, ...argv], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

const ended = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('close', resolve))

/** Seconds until everybody is hired. */
const hiring = async (workers: number, place: Place): Promise<number> => {
  if ((await ended(start(['schedule', 'add', 'onboard', 'joiners.csv', '--at', DAY], place))) !== 0)
    throw new Error('nobody could be scheduled')
  const journal = await openPostgresJournal(new Secret(place.url))
  const people = ['--people', values['side-by-side']]
  const all = Array.from({ length: workers }, () => start(['worker', '--every', '1s', ...people], place))
  const left = async (): Promise<number> => (await journal.schedules.list(['pending', 'running', 'parked'])).length
  const total = await left()
  // From the first who is done on: starting processes is not what is measured.
  while ((await left()) === total) await sleep(20)
  const from = performance.now()
  const begun = await left()
  while ((await left()) > 0) await sleep(50)
  const seconds = ((performance.now() - from) / 1000) * (total / Math.max(begun, 1))
  for (const worker of all) worker.kill('SIGTERM')
  await Promise.all(all.map(ended))
  const verdict = await journal.check()
  const done = await journal.schedules.list(['done'])
  await journal.close()
  if (!verdict.whole || done.length !== total) throw new Error(`${done.length} of ${total} were hired`)
  return seconds
}

const measured = async (workers: number, server: PostgresServer): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'))
  const database = `bench_${workers}`
  await asAdmin(server, `create database ${database}`)
  writeFileSync(join(folder, 'joinery.yaml'), yaml)
  writeFileSync(join(folder, 'joiners.csv'), joiners)
  const faults = { ldap: { latencyMs: Number(values.latency) } }
  const practice = await startPractice({ folder: join(folder, '.joinery', 'practice'), people: 20, faults })
  try {
    const url = `postgres://${server.user}:${server.password}@127.0.0.1:${server.port}/${database}`
    return await hiring(workers, { folder, url })
  } finally {
    await practice.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const server = await startPostgres()
try {
  process.stdout.write(`${people} people hired, ${values['side-by-side']} side by side in each worker\n`)
  for (const workers of values.workers.split(',').map(Number)) {
    const seconds = await measured(workers, server)
    const rate = ((people / seconds) * 60).toFixed(0)
    process.stdout.write(
      `${String(workers).padStart(3)} workers  ${seconds.toFixed(1).padStart(7)} s  ${rate.padStart(6)} people a minute\n`,
    )
  }
} finally {
  await server.stop()
}
