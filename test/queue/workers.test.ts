import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { Secret } from '../../src/model/secret.ts'
import type { WorkEngine } from '../../src/ports/work-engine.ts'
import { offerWork, performOffered } from '../../src/queue/offer-work.ts'
import { openQueue } from '../../src/queue/open-queue.ts'
import { dailyRights } from '../../src/store/postgres/daily-rights.ts'
import { openPostgresJournal } from '../../src/store/postgres/open-postgres-journal.ts'
import { postgresAddress } from '../../src/store/postgres/postgres-address.ts'
import { asAdmin } from '../support/postgres.ts'
import { type PostgresState, postgresState } from '../support/postgres-state.ts'
import { isPostgresRequired, postgresMissing, urlOf } from '../support/shared-postgres.ts'

const missing = postgresMissing()
const NOW = '2026-12-31T23:00:00.000Z'

const work = (id: string, person: string, more: Partial<ScheduledWork> = {}): ScheduledWork => ({
  id,
  person,
  name: 'Adele Vance',
  playbook: 'offboard',
  input: { employeeId: person },
  due: '2026-01-01T00:00:00.000Z',
  event: 'leaver',
  why: 'leaver: lastDay 2026-12-31 in hr, row 17',
  source: 'hr',
  state: 'pending',
  because: null,
  run: null,
  plan: null,
  attempts: 0,
  createdAt: NOW,
  changedAt: NOW,
  version: 1,
  ...more,
})

const opened = async ({ database }: PostgresState): Promise<WorkEngine> => {
  const engine = await openQueue(postgresAddress(new Secret(database.url)), {
    onTrouble: (thrown) => {
      throw thrown
    },
  })
  onTestFinished(() => engine.stop(1_000))
  return engine
}

const until = async (what: () => Promise<boolean> | boolean, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms`)
    await sleep(100)
  }
}

const script = join(import.meta.dirname, 'support/work-until-killed.ts')

const startWorker = (url: string): ChildProcess => {
  const child = spawn(process.execPath, [script, url, '20', '4'], { stdio: ['pipe', 'ignore', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

if (missing) {
  test(`the queue of a team is not proven on a real PostgreSQL here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('the queue of a team', () => {
    test('takes everybody with work once, however many processes offer them', async () => {
      const state = await postgresState()
      const { schedules } = await state.open()
      for (const id of ['w1', 'w2', 'w3']) await schedules.put(work(id, id === 'w3' ? '00102' : '00101'))
      await schedules.put(work('later', '00103', { due: '2027-01-01T00:00:00.000Z' }))
      await schedules.put(work('held', '00104', { state: 'held' }))
      const engines = [await opened(state), await opened(state), await opened(state)]

      const added = await Promise.all(engines.map((engine) => offerWork(engine, schedules, NOW)))

      expect(added.reduce((sum, count) => sum + count, 0)).toBe(2)
      expect(await engines[0]?.offer([{ person: '00101', work: ['w1'] }])).toBe(0)
    })

    test('has one person’s work done in the order of its time, and stops where a piece is not done', async () => {
      const state = await postgresState()
      const { schedules } = await state.open()
      await schedules.put(work('second', '00101', { due: '2026-01-02T00:00:00.000Z' }))
      await schedules.put(work('first', '00101'))
      await schedules.put(work('third', '00101', { due: '2026-01-03T00:00:00.000Z' }))
      const engine = await opened(state)
      const seen: string[] = []

      await engine.work(
        performOffered(schedules, async ({ id }) => {
          seen.push(id)
          return id === 'second' ? 'again' : 'done'
        }),
        2,
      )
      await offerWork(engine, schedules, NOW)

      await until(() => seen.includes('second'), 10_000)
      expect(seen).toEqual(['first', 'second'])
    })

    test('is worked on by a user who owns nothing and has the rights that are printed', async () => {
      const state = await postgresState()
      const { database } = state
      await state.open()
      await (await opened(state)).stop(0)
      const role = `daily_${database.name}`
      await database.sql(`create role ${role} login password 'daily-password'`)
      onTestFinished(async () => void (await asAdmin(database.server, `drop role ${role}`)))
      onTestFinished(async () => void (await database.sql(`drop owned by ${role}`)))
      await database.sql(dailyRights.map((grant) => grant.replace('{user}', role)).join('\n'))
      const url = new Secret(urlOf(database.server, database.name, { user: role, password: 'daily-password' }))
      const journal = await openPostgresJournal(url)
      onTestFinished(() => journal.close())
      const troubles: unknown[] = []
      const engine = await openQueue(postgresAddress(url), { onTrouble: (thrown) => troubles.push(thrown) })
      onTestFinished(() => engine.stop(1_000))
      await journal.schedules.put(work('w1', '00101'))
      const seen: string[] = []

      await engine.work(
        performOffered(journal.schedules, async ({ id }) => {
          seen.push(id)
          return 'done'
        }),
        1,
      )
      await offerWork(engine, journal.schedules, NOW)

      await until(() => seen.length > 0, 10_000)
      // Long enough for the engine to have looked after its tables once.
      await sleep(6_000)
      expect(seen).toEqual(['w1'])
      expect(troubles).toEqual([])
    })

    test('gives a person again whose work threw', async () => {
      const state = await postgresState()
      const { schedules } = await state.open()
      await schedules.put(work('w1', '00101'))
      const engine = await opened(state)
      let times = 0

      await engine.work(
        performOffered(schedules, async () => {
          times += 1
          if (times === 1) throw new Error('the journal could not be written')
          return 'done'
        }),
        1,
      )
      await offerWork(engine, schedules, NOW)

      await until(() => times === 2, 15_000)
    })

    test('4 workers do the work of 200 people, one killed every few seconds: nobody twice, nobody left out', {
      timeout: 120_000,
    }, async () => {
      const state = await postgresState()
      const journal = await state.open()
      // No unique index: a second account for the same person has to show.
      await state.database.sql('create table made (person text not null, by text not null)')
      const people = Array.from({ length: 200 }, (_, index) => String(10_000 + index))
      for (const person of people) await journal.schedules.put(work(`w-${person}`, person))
      const workers = [0, 1, 2, 3].map(() => startWorker(state.database.url))
      const left = async (): Promise<number> => (await journal.schedules.list(['pending', 'running'])).length

      let killed = 0
      const deadline = performance.now() + 55_000
      while ((await left()) > 0 && performance.now() < deadline) {
        await sleep(1_500)
        if (killed >= 6 || (await left()) > 195) continue
        const at = killed % workers.length
        workers[at]?.kill('SIGKILL')
        workers[at] = startWorker(state.database.url)
        killed += 1
      }

      const made = (await state.database.sql('select person, by from made order by person')) as readonly {
        readonly person: string
      }[]
      expect(killed).toBeGreaterThanOrEqual(3)
      expect(made.map(({ person }) => person)).toEqual(people)
      expect(await journal.schedules.list(['pending', 'running'])).toEqual([])
      expect(await journal.check()).toMatchObject({ whole: true })
      for (const worker of workers) worker.stdin?.end()
    })
  })
}
