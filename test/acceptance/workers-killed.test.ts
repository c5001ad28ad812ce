import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { practiceWorld, practiceYaml } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { isPostgresRequired, newDatabase, postgresMissing } from '../support/shared-postgres.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const missing = postgresMissing()
const WITHIN_MS = 150_000
const DAY = '2026-01-05'
const people = Array.from({ length: 12 }, (_, at) => ({
  id: String(90_001 + at),
  surname: `Vance${'abcdefghijkl'[at]}`,
}))

const csv = [
  'employeeId;givenName;surname;startDate;department;title;company;office;country;manager',
  ...people.map(({ id, surname }) => `${id};Adele;${surname};${DAY};Sales;Account Manager;Contoso;London;GB;00101`),
].join('\n')

interface Work {
  readonly person: string
  readonly state: string
  readonly run: string | null
}

if (missing) {
  test(`workers that are killed are not proven on a real PostgreSQL here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  test('workers that are killed in the middle of runs leave nobody half hired, and nobody is hired twice', {
    timeout: WITHIN_MS + 60_000,
  }, async () => {
    const [world, database] = [await practiceWorld({ mode: 'ad', people: 20 }), await newDatabase()]
    world.file('joinery.yaml', `${practiceYaml('ad')}state: { postgres: { env: DATABASE_URL } }\n`)
    world.file('joiners.csv', csv)
    const env = { DATABASE_URL: database.url }
    const listed = async (): Promise<readonly Work[]> =>
      documentOf<{ readonly work: readonly Work[] }>(
        await world.joinery(['schedule', 'list', '--all', '--json'], { env }),
      ).work
    const start = (): ChildProcess => {
      const { child, end } = startJoinery(['worker', '--people', '2', '--every', '1s'], {
        cwd: world.folder,
        env,
        within: WITHIN_MS + 30_000,
      })
      end.catch(() => undefined)
      return child
    }
    const added = await world.joinery(['schedule', 'add', 'onboard', 'joiners.csv', '--at', DAY], { env })
    expect(added.code, added.stderr).toBe(0)

    const workers = [start(), start()]
    const left = new Set<string>()
    const deadline = performance.now() + WITHIN_MS
    let killed = 0
    for (
      let all = await listed();
      all.some(({ state }) => state !== 'done') && performance.now() < deadline;
      all = await listed()
    ) {
      const running = all.filter(({ state, run }) => state === 'running' && run !== null)
      if (killed >= 3 || running.length === 0) {
        await sleep(200)
        continue
      }
      workers[killed % 2]?.kill('SIGKILL')
      workers[killed % 2] = start()
      killed += 1
      for (const { person } of running) left.add(person)
      await sleep(1_000)
    }

    const all = await listed()
    expect(killed).toBe(3)
    expect(left.size).toBeGreaterThan(0)
    expect(all.map(({ person, state }) => `${person} ${state}`).sort()).toEqual(people.map(({ id }) => `${id} done`))
    // More than one object for a person would throw.
    for (const { id } of people)
      expect(await world.account(`(&(objectClass=user)(employeeID=${id}))`), id).not.toBeNull()
    const { runs } = documentOf<{ readonly runs: readonly { readonly status: string }[] }>(
      await world.joinery(['runs', 'list', '--json'], { env }),
    )
    expect(runs.map(({ status }) => status)).toEqual(people.map(() => 'done'))
    expect(await world.joinery(['audit', 'verify'], { env })).toMatchObject({ code: 0 })
    for (const worker of workers) worker.kill('SIGTERM')
  })
}
