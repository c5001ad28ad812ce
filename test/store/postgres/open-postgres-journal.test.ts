import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { Secret } from '../../../src/model/secret.ts'
import { dailyRights } from '../../../src/store/postgres/daily-rights.ts'
import { openPostgresJournal, type PostgresJournalOptions } from '../../../src/store/postgres/open-postgres-journal.ts'
import { intent, planned } from '../../contract/journal-contract.ts'
import { asAdmin, startPostgres } from '../../support/postgres.ts'
import { postgresState } from '../../support/postgres-state.ts'
import {
  isPostgresRequired,
  newDatabase,
  postgresMissing,
  type TestDatabase,
  urlOf,
} from '../../support/shared-postgres.ts'
import { cuttingProxy } from '../support/cutting-proxy.ts'

const missing = postgresMissing()
const NOW = Date.parse('2026-12-01T08:00:00Z')

const opened = async (url: string, options?: PostgresJournalOptions) => {
  const journal = await openPostgresJournal(new Secret(url), options)
  onTestFinished(() => journal.close())
  return journal
}

const through = (database: TestDatabase, port: number): string => urlOf({ ...database.server, port }, database.name)

const refusal = (code: string) => expect.objectContaining({ code })

const until = async (what: () => Promise<boolean>): Promise<void> => {
  while (!(await what())) await sleep(20)
}

const endConnections = (database: TestDatabase): Promise<readonly unknown[]> =>
  asAdmin(
    database.server,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}' and pid <> pg_backend_pid()`,
  )

if (missing) {
  test(`a journal on a real PostgreSQL is not proven here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('a connection', () => {
    test('that was cut while nobody used it is made anew', async () => {
      const { database, open } = await postgresState()
      const journal = await open()
      await journal.append(planned('r1'))
      await endConnections(database)

      await journal.append(intent('r1', 1))

      expect(await journal.events('r1')).toHaveLength(2)
    })

    test.each(['after the server has got it', 'before the server gets it'] as const)(
      'that is cut at a commit, %s: the record is there once, and so are those that follow',
      async (cut) => {
        const database = await newDatabase()
        const proxy = await cuttingProxy(database.server.port)
        const journal = await opened(through(database, proxy.port))
        await journal.append(planned('r1'))

        proxy.cut(cut)
        await Promise.all([journal.append(intent('r1', 1)), journal.append(intent('r1', 2))])
        await journal.append(intent('r1', 3))

        expect((await journal.events('r1')).slice(1)).toEqual([1, 2, 3].map((attempt) => intent('r1', attempt)))
        expect(await journal.check()).toMatchObject({ whole: true, records: 4 })
      },
    )

    test('that waits for another process says so after a while, and nothing is half written', async () => {
      const { database, open } = await postgresState()
      const journal = await open({ busyMs: 100 })
      const holder = new pg.Client({ connectionString: database.url })
      await holder.connect()
      onTestFinished(() => holder.end())
      await holder.query('begin; select pg_advisory_xact_lock(1246710094, 1)')

      await expect(journal.append(intent('r1', 1))).rejects.toMatchObject({
        code: 'run/journal-not-writable',
        category: 'journal',
        message: expect.stringContaining('another process'),
      })

      await holder.query('rollback')
      await journal.append(intent('r1', 2))
      expect(await journal.events('r1')).toEqual([intent('r1', 2)])
    })

    test('to a server that has ended: no record is taken for made, and the fault says what to do', async () => {
      const server = await startPostgres()
      const journal = await opened(urlOf(server, 'postgres'))
      await journal.append(intent('r1', 1))
      await server.stop()

      await expect(journal.append(intent('r1', 2))).rejects.toMatchObject({
        code: 'run/journal-not-writable',
        hint: expect.stringContaining('joinery resume r1'),
      })
    })

    test('is encrypted where that is asked for, and only to the server that the certificate names', async () => {
      const database = await newDatabase()
      const { port, caFile } = database.server
      const { user, password } = database.server
      const at = (host: string, more = '') =>
        `postgres://${user}:${password}@${host}:${port}/${database.name}?sslmode=verify-full${more}`

      const journal = await opened(at('localhost', `&sslrootcert=${caFile}`))
      await journal.append(intent('r1', 1))

      expect(
        await database.sql(
          `select bool_and(ssl) as ssl from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'joinery' and datname = current_database()`,
        ),
      ).toEqual([{ ssl: true }])
      await expect(opened(at('localhost'))).rejects.toThrow(refusal('state/not-trusted'))
      await expect(opened(at('127.0.0.1', `&sslrootcert=${caFile}`))).rejects.toThrow(refusal('state/not-trusted'))
    })
  })

  describe('a lease', () => {
    test('is not taken over by a machine whose clock is ahead, nor does one that is behind lose its own', async () => {
      const { open } = await postgresState()
      const [slow, fast] = [await open({ clock: 'server' }), await open({ clock: 'server' })]
      const order = { wanted: [{ name: 'person 00123' }], run: 'r1', forMs: 30_000, allOrNone: true }

      const { taken } = await slow.leases.take({ ...order, owner: 'slow', now: NOW - 3_600_000 })
      const other = await fast.leases.take({ ...order, owner: 'fast', now: NOW + 3_600_000 })

      expect(taken).toHaveLength(1)
      expect(other).toMatchObject({ taken: [], held: [{ owner: 'slow' }] })
      expect(await slow.leases.lost(taken, NOW - 3_600_000)).toBeNull()
      await slow.append(
        { ...intent('r1', 1), at: '2020-01-01T00:00:00.000Z' },
        taken.map((lease) => ({ lease, forMs: 30_000 })),
      )
      expect((await fast.leases.take({ ...order, owner: 'fast', now: NOW + 3_600_000 })).taken).toEqual([])
    })
  })

  describe('a process that is killed while it writes', () => {
    test('loses no record that it was told is durable', async () => {
      const { database, open } = await postgresState()
      const script = join(import.meta.dirname, '../support/append-until-killed.ts')
      const journal = await open()
      for (const run of ['r1', 'r2', 'r3']) {
        const child = spawn(process.execPath, [script, database.url, run], { stdio: ['ignore', 'pipe', 'inherit'] })
        let printed = ''
        child.stdout.on('data', (chunk: Buffer) => {
          printed += chunk.toString()
          if (printed.split('\n').length > 40) child.kill('SIGKILL')
        })
        await new Promise((resolve) => child.once('close', resolve))

        const told = printed.split('\n').filter((line, index, lines) => index < lines.length - 1 && line !== '').length
        expect((await journal.events(run)).length).toBeGreaterThanOrEqual(told)
        expect(told).toBeGreaterThanOrEqual(40)
      }

      expect(await journal.check()).toMatchObject({ whole: true })
    })
  })

  describe('rights', () => {
    /** Those of the journal; there is no queue here. */
    const GRANTS = (role: string): string =>
      dailyRights
        .filter((grant) => !grant.includes('joinery_jobs'))
        .map((grant) => grant.replace('{user}', role))
        .join('\n')

    const roleIn = async (database: TestDatabase): Promise<{ readonly role: string; readonly url: string }> => {
      const role = `daily_${database.name}`
      await database.sql(`create role ${role} login password 'daily-password'`)
      onTestFinished(async () => void (await asAdmin(database.server, `drop role if exists ${role}`)))
      // Databases are removed after this; a role goes only once nothing is granted to it any more.
      onTestFinished(async () => void (await database.sql(`drop owned by ${role}`)))
      return { role, url: urlOf(database.server, database.name, { user: role, password: 'daily-password' }) }
    }

    test('as documented are enough to work, and too few to change or delete a record', async () => {
      const { database, open } = await postgresState()
      const owner = await open()
      const { role, url } = await roleIn(database)
      await database.sql(GRANTS(role))

      const journal = await opened(url)
      const { taken } = await journal.leases.take({
        wanted: [{ name: 'run r1' }],
        run: 'r1',
        owner: 'A',
        now: NOW,
        forMs: 30_000,
        allOrNone: true,
      })
      await journal.append(
        planned('r1'),
        taken.map((lease) => ({ lease, forMs: 30_000 })),
      )
      await journal.memory.write('feed hr', '1')
      await journal.memory.write('feed hr', null)
      await journal.leases.release(taken)
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      onTestFinished(() => client.end())

      expect(await owner.events('r1')).toHaveLength(1)
      for (const sql of [
        'delete from joinery.event',
        'truncate joinery.event',
        `update joinery.event set json = ''`,
        'drop table joinery.event',
      ])
        await expect(client.query(sql), sql).rejects.toThrow(/permission denied|must be owner/)
    })

    test('that are missing end in a fault that says so', async () => {
      const { database, open } = await postgresState()
      await open()
      const { url } = await roleIn(database)

      await expect(opened(url)).rejects.toMatchObject({ code: 'state/no-right', category: 'denied' })
      await database.sql('drop schema joinery cascade')
      await expect(opened(url)).rejects.toMatchObject({ code: 'state/no-right' })
    })
  })

  describe('a database', () => {
    test('that several processes open first at once is prepared once', async () => {
      const { open } = await postgresState()

      const all = await Promise.all(Array.from({ length: 6 }, () => open()))
      await Promise.all(all.map((journal, index) => journal.append(intent('r1', index))))

      expect(await all[0]?.check()).toMatchObject({ whole: true, records: 6 })
    })

    test('of a newer layout is refused and left as it is', async () => {
      const { database, open } = await postgresState()
      await open()
      await database.sql('update joinery.layout set version = 99')

      await expect(open()).rejects.toMatchObject({ code: 'run/journal-newer' })
      expect(await database.sql('select version from joinery.layout')).toEqual([{ version: 99 }])
    })

    test('in which another program has a schema of the same name is refused and left as it is', async () => {
      const { database, open } = await postgresState()
      await database.sql('create schema joinery; create table joinery.event (name text)')

      await expect(open()).rejects.toMatchObject({ code: 'run/journal-corrupt' })
      expect(await database.sql(`select count(*)::int as n from pg_tables where schemaname = 'joinery'`)).toEqual([
        { n: 1 },
      ])
    })

    test('that cannot keep every letter is refused', async () => {
      const database = await newDatabase()
      const other = `${database.name}_latin`
      await asAdmin(database.server, `create database ${other} encoding 'LATIN1' locale 'C' template template0`)
      onTestFinished(async () => void (await asAdmin(database.server, `drop database ${other} with (force)`)))

      await expect(opened(urlOf(database.server, other))).rejects.toMatchObject({
        code: 'state/unfit',
        message: expect.stringContaining('LATIN1'),
      })
    })

    test('whose server is set up to promise less than the disk still promises the disk', async () => {
      const { database, open } = await postgresState()
      await database.sql(`alter database ${database.name} set synchronous_commit = off`)
      await database.sql(`alter database ${database.name} set default_transaction_isolation = 'serializable'`)
      await database.sql(`alter database ${database.name} set default_transaction_read_only = off`)
      const [one, two] = [await open(), await open()]
      const before = (await database.sql('select pg_current_wal_flush_lsn() as at')) as readonly {
        readonly at: string
      }[]

      await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).append(intent('r1', at))))

      const [row] = await database.sql(`select pg_current_wal_flush_lsn() > '${before[0]?.at}'::pg_lsn as flushed`)
      expect(row).toEqual({ flushed: true })
      expect(await one.check()).toMatchObject({ whole: true, records: 20 })
    })
  })

  test('what waits for its turn when the journal is closed is still written', async () => {
    const { database, open } = await postgresState()
    const journal = await openPostgresJournal(new Secret(database.url))
    const appended = Promise.all(Array.from({ length: 10 }, (_, at) => journal.append(intent('r1', at))))

    await journal.close()
    await appended

    const other = await open()
    await until(async () => (await other.events('r1')).length === 10)
  })
}
