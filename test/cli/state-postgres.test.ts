import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, practiceYaml, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { isPostgresRequired, newDatabase, postgresMissing, type TestDatabase } from '../support/shared-postgres.ts'

const missing = postgresMissing()

interface Team {
  readonly world: World
  readonly database: TestDatabase
  joinery(argv: readonly string[], url?: string): Promise<JoineryEnd>
}

/** A practice company whose state is in PostgreSQL. */
const team = async (): Promise<Team> => {
  const [world, database] = [await practiceWorld({ mode: 'ad', people: 20 }), await newDatabase()]
  world.file('joinery.yaml', `${practiceYaml('ad')}state: { postgres: { env: DATABASE_URL } }\n`)
  return {
    world,
    database,
    joinery: (argv, url = database.url) => world.joinery(argv, { env: { DATABASE_URL: url } }),
  }
}

const codeOf = (end: JoineryEnd): string => documentOf<{ readonly error: { readonly code: string } }>(end).error.code

if (missing) {
  test(`commands over a state in PostgreSQL are not proven here: ${missing}`, () => {
    expect(isPostgresRequired(), missing).toBe(false)
  })
} else {
  describe('a state in PostgreSQL', () => {
    test('holds a run, which is shown, undone and verified from it; the folder keeps the key alone', async () => {
      const { world, joinery } = await team()
      world.file('new-hire.yaml', adele)

      const hired = await joinery(['onboard', 'new-hire.yaml', '--yes', '--json'])
      const { runs } = documentOf<{ readonly runs: readonly { readonly id: string }[] }>(
        await joinery(['runs', 'list', '--json']),
      )
      const undone = await joinery(['undo', runs[0]?.id ?? '', '--yes'])
      const head = await joinery(['audit', 'head'])
      world.file('head.json', head.stdout)

      expect(hired.code, hired.stderr).toBe(0)
      expect(undone.code, undone.stderr).toBe(0)
      expect(await world.account('(sAMAccountName=adele.vance)')).toBeNull()
      expect(await joinery(['audit', 'verify', '--head', 'head.json'])).toMatchObject({ code: 0 })
      expect(existsSync(join(world.folder, '.joinery/joinery.db'))).toBe(false)
      expect(existsSync(join(world.folder, '.joinery/audit-key.pem'))).toBe(true)
    })

    test('is prepared by its owner, who is told what to grant the daily user', async () => {
      const { joinery, database, world } = await team()

      const first = await joinery(['state', 'prepare'])
      const again = await joinery(['state', 'prepare', '--json'])

      expect(first, first.stderr).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('grant select, insert on joinery.event to joinery;'),
      })
      expect(documentOf(again)).toMatchObject({ format: 'joinery.prepared/1' })
      expect(
        await database.sql(`select nspname from pg_namespace where nspname like 'joinery%' order by nspname`),
      ).toEqual([{ nspname: 'joinery' }, { nspname: 'joinery_jobs' }])
      world.file('joinery.yaml', practiceYaml('ad'))
      expect(await joinery(['state', 'prepare'])).toMatchObject({ code: 64 })
    })

    test('is exported, and the export is whole by itself', async () => {
      const { world, joinery } = await team()
      world.file('new-hire.yaml', adele)
      await joinery(['onboard', 'new-hire.yaml', '--yes'])

      await joinery(['audit', 'export', '--out', 'audit.jsonl'])

      expect(await joinery(['audit', 'verify', 'audit.jsonl'])).toMatchObject({ code: 0 })
      expect(readFileSync(join(world.folder, 'audit.jsonl'), 'utf8')).toContain('"type":"planned"')
    })

    test('whose records were altered ends audit verify with 7', async () => {
      const { world, joinery, database } = await team()
      world.file('new-hire.yaml', adele)
      await joinery(['onboard', 'new-hire.yaml', '--yes'])
      await database.sql(
        `drop trigger event_keep on joinery.event; update joinery.event set json = replace(json, 'Adele', 'Megan') where seq = 1`,
      )

      expect(await joinery(['audit', 'verify'])).toMatchObject({ code: 7 })
    })

    test('is not made by commands that only look', async () => {
      const { joinery, database } = await team()

      expect(await joinery(['runs', 'list'])).toMatchObject({ code: 0 })
      expect(await joinery(['audit', 'verify'])).toMatchObject({ code: 0 })
      expect(await database.sql(`select to_regnamespace('joinery') as schema`)).toEqual([{ schema: null }])
    })

    test('that cannot be reached ends with 69, one that refuses the sign-in with 77, and nothing shows the password', async () => {
      const { world, joinery, database } = await team()
      world.file('new-hire.yaml', adele)
      const { port, user, password } = database.server
      const ends = {
        'state/unreachable': await joinery(
          ['onboard', 'new-hire.yaml', '--yes', '--json'],
          `postgres://${user}:${password}@127.0.0.1:1/x`,
        ),
        'state/sign-in-refused': await joinery(
          ['runs', 'list', '--json'],
          `postgres://${user}:wrong-password@127.0.0.1:${port}/x`,
        ),
        'state/no-database': await joinery(
          ['runs', 'list', '--json'],
          `postgres://${user}:${password}@127.0.0.1:${port}/nothing`,
        ),
        'state/not-encrypted': await joinery(
          ['runs', 'list', '--json'],
          `postgres://${user}:${password}@db.contoso.com/x?sslmode=prefer`,
        ),
        'state/bad-address': await joinery(['runs', 'list', '--json'], `mysql://${user}:${password}@db.contoso.com/x`),
        'config/secret-missing': await joinery(['runs', 'list', '--json'], ''),
      }

      expect(Object.values(ends).map(codeOf)).toEqual(Object.keys(ends))
      expect(Object.values(ends).map(({ code }) => code)).toEqual([69, 77, 65, 3, 65, 65])
      for (const { stdout, stderr } of Object.values(ends)) {
        expect(stdout + stderr).not.toContain(password)
        expect(stdout + stderr).not.toContain('wrong-password')
      }
      expect(await world.account('(sAMAccountName=adele.vance)')).toBeNull()
    })

    test('takes over an embedded one, whose runs can be undone from there', async () => {
      const { world, joinery } = await team()
      world.file('team.yaml', readFileSync(join(world.folder, 'joinery.yaml')))
      world.file('joinery.yaml', practiceYaml('ad'))
      world.file('new-hire.yaml', adele)
      await joinery(['onboard', 'new-hire.yaml', '--yes'])
      const { runs } = documentOf<{ readonly runs: readonly { readonly id: string }[] }>(
        await joinery(['runs', 'list', '--json']),
      )

      const moved = await joinery(['state', 'migrate', '--to', 'env:DATABASE_URL'])
      const again = await joinery(['state', 'migrate', '--config', 'team.yaml'])
      const old = await joinery(['runs', 'list', '--json'])
      const undone = await joinery(['undo', runs[0]?.id ?? '', '--yes', '--config', 'team.yaml'])

      expect(moved, moved.stderr).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('Now write into joinery.yaml'),
      })
      expect(again, again.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('had been moved before') })
      expect([old.code, codeOf(old)]).toEqual([3, 'state/moved'])
      expect(undone.code, undone.stderr).toBe(0)
      expect(await world.account('(sAMAccountName=adele.vance)')).toBeNull()
      expect(await joinery(['state', 'migrate', '--to', 'DATABASE_URL'])).toMatchObject({ code: 64 })
    })
  })
}
