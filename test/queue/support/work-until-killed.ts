import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { leaseOnPerson } from '../../../src/model/lease-name.ts'
import type { ScheduledWork } from '../../../src/model/scheduled-work.ts'
import { Secret } from '../../../src/model/secret.ts'
import type { PerformWork } from '../../../src/ports/work-engine.ts'
import { offerWork, performOffered } from '../../../src/queue/offer-work.ts'
import { openQueue } from '../../../src/queue/open-queue.ts'
import { openPostgresJournal } from '../../../src/store/postgres/open-postgres-journal.ts'
import { postgresAddress } from '../../../src/store/postgres/postgres-address.ts'

/**
 * A worker of a team: does scheduled work until it is killed or told to stop by the end of its standard input. In place of a directory it writes into the table
 * `made` of the same database, one row per person, with as many milliseconds for each write as a server may take.
 *
 *   node work-until-killed.ts <url> <latency in ms> <people side by side>
 */
const [url = '', latency = '0', sideBySide = '4'] = process.argv.slice(2)
const address = new Secret(url)
const journal = await openPostgresJournal(address)
const directory = new pg.Pool({ connectionString: url, max: 4 })
const owner = `worker ${process.pid}`

const answered = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
  await sleep(Number(latency))
  return directory.query(text, [...values])
}

/** Whether the account is there: what a process that died had asked for may have arrived. */
const isMade = async (person: string): Promise<boolean> =>
  (await answered('select 1 from made where person = $1', [person])).rowCount === 1

const make = async (work: ScheduledWork): Promise<void> => {
  await answered('insert into made (person, by) values ($1, $2)', [work.person, owner])
}

const kept = async (work: ScheduledWork, state: ScheduledWork['state']): Promise<ScheduledWork | null> => {
  const next = { ...work, state, run: work.run ?? `run of ${work.id}`, version: work.version + 1 }
  return (await journal.schedules.put(next)) ? next : null
}

/** Intent, write, outcome, as the runner does; a work that was begun before is looked up before anything is sent. */
const settle = async (work: ScheduledWork): Promise<void> => {
  const run = work.run ?? ''
  const events = await journal.events(run)
  const at = new Date().toISOString()
  if (events.some(({ type }) => type === 'outcome')) return
  const isInDoubt = events.some(({ type }) => type === 'intent')
  const found = isInDoubt && (await isMade(work.person))
  if (!found) {
    await journal.append({ type: 'intent', run, at, change: 'c1', attempt: 1 })
    await make(work)
  }
  await journal.append({
    type: 'outcome',
    run,
    at,
    change: 'c1',
    outcome: found ? 'found' : 'made',
    attempts: 1,
    id: null,
  })
}

const perform: PerformWork = async (work) => {
  const order = { run: work.id, owner, now: Date.now(), forMs: 8_000, allOrNone: true }
  const { taken } = await journal.leases.take({ ...order, wanted: [{ name: leaseOnPerson(work.person) }] })
  if (taken.length === 0) return 'again'
  try {
    const begun = work.state === 'running' ? work : await kept(work, 'running')
    if (!begun) return 'again'
    await settle(begun)
    await kept(begun, 'done')
    return 'done'
  } finally {
    await journal.leases.release(taken)
  }
}

const engine = await openQueue(postgresAddress(address), {
  deadAfterSeconds: 10,
  onTrouble: (thrown) => process.stderr.write(`${String(thrown)}\n`),
})
let stopping = false
process.stdin.resume()
process.stdin.once('end', () => {
  stopping = true
})
await engine.work(performOffered(journal.schedules, perform), Number(sideBySide))
process.stdout.write('ready\n')
while (!stopping) {
  await offerWork(engine, journal.schedules, new Date().toISOString())
  await sleep(1_000)
}
await engine.stop(5_000)
await directory.end()
await journal.close()
