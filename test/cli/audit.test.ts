import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, test } from 'vitest'
import type { SignedHead } from '../../src/model/audit.ts'
import { adele, practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'

const small = { mode: 'ad', people: 20 } as const

/** A world in which somebody was onboarded. */
const worked = async (): Promise<World> => {
  const world = await practiceWorld(small)
  await world.joinery(['onboard', world.file('new-hire.yaml', adele), '--yes'])
  return world
}

const database = ({ folder }: World): string => join(folder, '.joinery', 'joinery.db')

/** Somebody with a database tool, who knows of the triggers. */
const tamper = (world: World, sql: string): void => {
  const db = new DatabaseSync(database(world))
  db.exec(`drop trigger event_keep; drop trigger event_stay; ${sql}`)
  db.close()
}

const codeOf = (end: JoineryEnd): string => documentOf<{ readonly error: { readonly code: string } }>(end).error.code

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('joinery audit verify', () => {
  test('says how many records there are and that they are whole', async () => {
    const world = await worked()

    const text = await world.joinery(['audit', 'verify'])
    const json = await world.joinery(['audit', 'verify', '--json'])

    expect(text).toMatchObject({ code: 0, stdout: expect.stringContaining('as it was written') })
    expect(documentOf(json)).toMatchObject({
      format: 'joinery.audit/1',
      heads: [],
      hash: expect.stringContaining('sha256:'),
    })
  })

  test('ends with 7 and the place where a record was altered', async () => {
    const world = await worked()
    tamper(world, `update event set json = replace(json, 'Adele', 'Megan') where seq = 1`)

    const end = await world.joinery(['audit', 'verify', '--json'])

    expect(end.code).toBe(7)
    expect(documentOf(end)).toMatchObject({
      error: { code: 'audit/broken', message: expect.stringContaining('record 1 was altered') },
    })
    expect((await world.joinery(['audit', 'head'])).code).toBe(7)
    expect((await world.joinery(['audit', 'export'])).code).toBe(7)
  })

  test('ends with 7 where the journal is no database any more, with which other commands end with 6', async () => {
    const world = await worked()
    writeFileSync(database(world), 'overwritten '.repeat(1000))

    expect((await world.joinery(['audit', 'verify'])).code).toBe(7)
    expect((await world.joinery(['runs', 'list'])).code).toBe(6)
  })

  test('needs no journal, and makes none', async () => {
    const world = await practiceWorld(small)

    const end = await world.joinery(['audit', 'verify', '--json'])

    expect(documentOf(end)).toMatchObject({ records: 0 })
    expect(existsSync(database(world))).toBe(false)
  })

  test('holds a copy of the journal to the same', async () => {
    const world = await worked()
    const copy = world.file('copy.db', readFileSync(database(world)))

    expect((await world.joinery(['audit', 'verify', copy])).code).toBe(0)
    const db = new DatabaseSync(join(world.folder, copy))
    db.exec(`drop trigger event_keep; update event set at = '2020-01-01T00:00:00.000Z' where seq = 2`)
    db.close()
    expect((await world.joinery(['audit', 'verify', copy])).code).toBe(7)
    world.file('other.db', readFileSync(database(world)).subarray(0, 5000))
    expect((await world.joinery(['audit', 'verify', 'other.db'])).code).toBe(7)
  })
})

describe('joinery audit head', () => {
  const kept = async (world: World): Promise<SignedHead> => {
    const end = await world.joinery(['audit', 'head'])
    world.file('head.json', end.stdout)
    return documentOf<SignedHead>(end)
  }
  const verify = (world: World, ...more: readonly string[]): Promise<JoineryEnd> =>
    world.joinery(['audit', 'verify', '--head', 'head.json', '--json', ...more])

  test('prints a head that fits later, too', async () => {
    const world = await worked()
    const head = await kept(world)
    await world.joinery(['onboard', 'new-hire.yaml', '--yes'])

    const end = await verify(world, '--key', head.key)

    expect(end.code).toBe(0)
    expect(documentOf(end)).toMatchObject({ heads: [head] })
    expect(mode(join(world.folder, '.joinery', 'audit-key.pem'))).toBe('600')
  })

  test('kept elsewhere, it shows what nothing else does: records cut off at the end', async () => {
    const world = await worked()
    const head = await kept(world)
    tamper(world, `delete from event where seq > ${head.records - 2}`)

    expect((await world.joinery(['audit', 'verify'])).code).toBe(0)
    const end = await verify(world)
    expect([end.code, codeOf(end)]).toEqual([7, 'audit/cut-short'])
  })

  test('kept elsewhere, it shows that the whole journal is gone', async () => {
    const world = await worked()
    await kept(world)
    tamper(world, 'delete from event')

    expect(codeOf(await verify(world))).toBe('audit/cut-short')
  })

  test('of another installation does not fit', async () => {
    const [world, other] = [await worked(), await worked()]
    const head = await kept(world)
    world.file('head.json', (await other.joinery(['audit', 'head'])).stdout)

    expect(codeOf(await verify(world))).toMatch(/^audit\/(rewritten|cut-short)$/)
    expect(codeOf(await verify(world, '--key', head.key))).toBe('audit/other-key')
  })

  test('that was altered is not believed', async () => {
    const world = await worked()
    const head = await kept(world)
    world.file('head.json', JSON.stringify({ ...head, records: 1 }))

    const end = await verify(world)

    expect([end.code, codeOf(end)]).toEqual([7, 'audit/bad-head'])
  })
})

describe.each(['jsonl', 'csv'])('joinery audit export --format %s', (format) => {
  test('prints an export that can be verified', async () => {
    const world = await worked()

    const printed = await world.joinery(['audit', 'export', '--format', format])
    world.file('export', printed.stdout)

    const end = await world.joinery(['audit', 'verify', 'export', '--json'])
    expect(end.code).toBe(0)
    expect(documentOf<{ readonly records: number }>(end).records).toBeGreaterThan(10)
  })

  test('writes a new file for its owner alone, and never over another', async () => {
    const world = await worked()
    const umask = process.umask(0)
    const write = (out: string) => world.joinery(['audit', 'export', '--format', format, '--out', out])
    try {
      expect((await write('export')).code).toBe(0)
    } finally {
      process.umask(umask)
    }
    symlinkSync(join(world.folder, 'nowhere'), join(world.folder, 'link'))

    expect(mode(join(world.folder, 'export'))).toBe('600')
    expect((await write('export')).code).toBe(65)
    expect((await write('link')).code).toBe(65)
    expect(existsSync(join(world.folder, 'nowhere'))).toBe(false)
    expect((await world.joinery(['audit', 'verify', 'export'])).code).toBe(0)
  })

  test('of which one bit was flipped ends with 7', async () => {
    const world = await worked()
    await world.joinery(['audit', 'export', '--format', format, '--out', 'export'])
    const bytes = readFileSync(join(world.folder, 'export'))
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    world.file('flipped', bytes)

    expect((await world.joinery(['audit', 'verify', 'flipped'])).code).toBe(7)
  })
})

describe('a command line that cannot be meant', () => {
  const world = sharedWorld(small)

  test.each([
    [['audit']],
    [['audit', 'erase']],
    [['audit', 'verify', '--key', 'ed25519:0']],
    [['audit', 'export', '--format', 'xlsx']],
    [['audit', 'verify', '--head']],
  ])('%j ends with 64', async (argv) => {
    expect((await world().joinery(argv)).code).toBe(64)
  })

  test.each([[['audit', 'verify', 'missing.jsonl']], [['audit', 'verify', '--head', 'missing.json']]])(
    '%j ends with 65',
    async (argv) => {
      expect((await world().joinery(argv)).code).toBe(65)
    },
  )
})
