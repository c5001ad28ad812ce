import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { asAdmin } from '../support/postgres.ts'
import { practiceWorld, practiceYaml, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { isPostgresRequired, newDatabase, postgresMissing } from '../support/shared-postgres.ts'

const missing = postgresMissing()
const WITHIN_MS = 60_000

const csv = [
  'employeeId;givenName;surname;startDate;department;title;company;office;country;manager',
  '90001;Adele;Vance;2026-01-05;Sales;Account Manager;Contoso;London;GB;00101',
  '90002;Megan;Bowen;2026-01-05;Sales;Account Manager;Contoso;London;GB;00101',
  '90003;Lee;Gu;2026-01-05;Sales;Account Manager;Contoso;London;GB;00101',
  '90004;Diego;Siciliani;2026-01-05;Sales;Account Manager;Contoso;London;GB;00101',
].join('\n')

interface Listed {
  readonly work: readonly { readonly person: string; readonly state: string; readonly because: string | null }[]
}

const hasAccount = (world: World, id: string): Promise<boolean> =>
  world.account(`(&(objectClass=user)(employeeID=${id}))`).then((found) => found !== null)

if (missing) {
  test(`joinery worker is not proven on a real PostgreSQL here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('joinery worker', () => {
    test('several of them hire everybody who is scheduled, each once, and stop when they are told to', {
      timeout: 120_000,
    }, async () => {
      const [world, database] = [await practiceWorld({ mode: 'ad', people: 20 }), await newDatabase()]
      world.file('joinery.yaml', `${practiceYaml('ad')}state: { postgres: { env: DATABASE_URL } }\n`)
      world.file('joiners.csv', csv)
      const env = { DATABASE_URL: database.url }
      const joinery = (...argv: readonly string[]): Promise<JoineryEnd> => world.joinery(argv, { env })
      const listed = async (): Promise<Listed['work']> =>
        documentOf<Listed>(await joinery('schedule', 'list', '--all', '--json')).work
      const added = await joinery('schedule', 'add', 'onboard', 'joiners.csv', '--at', '2026-01-05')
      expect(added.code, added.stderr).toBe(0)
      const stop = new AbortController()

      const workers = [1, 2].map(() =>
        world.joinery(['worker', '--people', '2', '--every', '1s', '--json'], { env, signal: stop.signal }),
      )
      const deadline = performance.now() + WITHIN_MS
      while (
        (await listed()).some(({ state }) => state === 'pending' || state === 'running') &&
        performance.now() < deadline
      )
        await sleep(500)
      stop.abort()
      const ends = await Promise.all(workers)

      expect((await listed()).map(({ person, state }) => `${person} ${state}`).sort()).toEqual([
        '90001 done',
        '90002 done',
        '90003 done',
        '90004 done',
      ])
      for (const id of ['90001', '90002', '90003', '90004']) expect(await hasAccount(world, id), id).toBe(true)
      const { runs } = documentOf<{ readonly runs: readonly unknown[] }>(await joinery('runs', 'list', '--json'))
      expect(runs).toHaveLength(4)
      expect(ends.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0])
      expect(await joinery('audit', 'verify')).toMatchObject({ code: 0 })
    })

    test('goes on when the database cuts all its connections', { timeout: 120_000 }, async () => {
      const [world, database] = [await practiceWorld({ mode: 'ad', people: 20 }), await newDatabase()]
      world.file('joinery.yaml', `${practiceYaml('ad')}state: { postgres: { env: DATABASE_URL } }\n`)
      world.file('joiners.csv', csv)
      const env = { DATABASE_URL: database.url }
      const listed = async (): Promise<Listed['work']> =>
        documentOf<Listed>(await world.joinery(['schedule', 'list', '--all', '--json'], { env })).work
      await world.joinery(['schedule', 'add', 'onboard', 'joiners.csv', '--at', '2026-01-05'], { env })
      const stop = new AbortController()

      const worker = world.joinery(['worker', '--people', '2', '--every', '1s'], { env, signal: stop.signal })
      const deadline = performance.now() + WITHIN_MS
      for (let cuts = 0; (await listed()).some(({ state }) => state !== 'done') && performance.now() < deadline; ) {
        await sleep(700)
        if (cuts >= 4) continue
        cuts += 1
        await asAdmin(
          database.server,
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database.name}'`,
        )
      }
      stop.abort()
      const end = await worker

      expect((await listed()).map(({ state, because }) => because ?? state)).toEqual(['done', 'done', 'done', 'done'])
      for (const id of ['90001', '90002', '90003', '90004']) expect(await hasAccount(world, id), id).toBe(true)
      expect(await world.joinery(['audit', 'verify'], { env })).toMatchObject({ code: 0 })
      expect(end.code, end.stderr).toBe(0)
    })

    test('says what it needs where the state is in a folder', async () => {
      const world = await practiceWorld({ mode: 'ad', people: 20 })

      const end = await world.joinery(['worker', '--json'])

      expect(end.code).toBe(64)
      expect(end.stdout).toContain('state/no-team')
    })
  })
}
