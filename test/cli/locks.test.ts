import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const small = { mode: 'ad', people: 20 } as const
const MINUTE = 60_000

/** Another run that is at work on somebody. */
const somebodyAtWorkOn = async (world: World, key: string) => {
  const { leases, close } = openJournal(join(world.folder, '.joinery'))
  onTestFinished(close)
  const wanted = [{ name: `person ${key}` }]
  const order = { wanted, run: '20261201-0a1b2c3d', owner: 'somebody', forMs: MINUTE, allOrNone: true }
  const { taken } = await leases.take({ ...order, now: Date.now() })
  return { isDone: () => leases.release(taken) }
}

const onboard = (world: World, ...more: readonly string[]): Promise<JoineryEnd> =>
  world.joinery(['onboard', world.file('new-hire.yaml', adele), '--yes', '--json', ...more])

describe('a person whom another run is at work on', () => {
  test('is left alone: exit 5 within a second of planning, and nothing is written', async () => {
    const world = await practiceWorld(small)
    await somebodyAtWorkOn(world, '01024')
    const before = world.digest()

    const end = await onboard(world)

    expect(end.code).toBe(5)
    expect(documentOf(end)).toMatchObject({
      error: {
        code: 'run/locked',
        message: expect.stringContaining('person 01024: run 20261201-0a1b2c3d'),
        hint: expect.stringContaining('--lock-timeout'),
      },
    })
    expect(world.digest()).toBe(before)
    expect(documentOf<{ readonly runs: unknown[] }>(await world.joinery(['runs', 'list', '--json'])).runs).toEqual([])
  })

  test('is waited for with --lock-timeout', async () => {
    const world = await practiceWorld(small)
    const { isDone } = await somebodyAtWorkOn(world, '01024')
    const end = onboard(world, '--lock-timeout', '30s')
    await new Promise((resolve) => setTimeout(resolve, 1500))

    await isDone()

    expect(await end).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('waiting for run 20261201-0a1b2c3d, which has person 01024, at most 30 s'),
    })
    expect(await world.account('(employeeID=01024)')).not.toBeNull()
  })

  test('is waited for no longer than that', async () => {
    const world = await practiceWorld(small)
    await somebodyAtWorkOn(world, '01024')

    expect((await onboard(world, '--lock-timeout', '700ms')).code).toBe(5)
  })

  test('does not keep the others of a batch waiting: they are done, and a resume makes up for it', async () => {
    const world = await practiceWorld(small)
    const { isDone } = await somebodyAtWorkOn(world, '01024')
    const lee = adele.replace('01024', '01025').replace('Adele', 'Lee').replace('Vance', 'Gu')
    world.file('lee.yaml', lee)

    const batch = await onboard(world, 'lee.yaml')
    await isDone()
    const { id } = documentOf<RunReport>(batch)
    const resumed = await world.joinery(['resume', id, '--json'])

    expect(batch.code).toBe(4)
    expect(documentOf(batch)).toMatchObject({ counts: { made: 7, blocked: 7 } })
    expect(resumed.code).toBe(0)
    expect(documentOf(resumed)).toMatchObject({ status: 'done' })
  })
})

test.each(['5', 'soon', '-1s', '5 m', ''])('--lock-timeout "%s" is no duration', async (text) => {
  const world = await practiceWorld(small)

  expect((await onboard(world, `--lock-timeout=${text}`)).code).toBe(64)
})

test('of four commands started at once for one person, one makes the account and the others write nothing', async () => {
  const world = await practiceWorld(small)
  await world.joinery(['plan', 'onboard', world.file('new-hire.yaml', adele), '--out', 'plan.json'])
  const started = Array.from({ length: 4 }, () =>
    startJoinery(['apply', 'plan.json', '--json'], { cwd: world.folder, within: 60_000 }),
  )

  const ends = await Promise.all(started.map(({ end }) => end))

  const codes = ends.map(({ code }) => code).sort()
  expect(codes[0]).toBe(0)
  // The others were told that somebody is at work, or came later and found that the directory is not any more as it was planned.
  for (const code of codes.slice(1)) expect([3, 5]).toContain(code)
  const runs = documentOf<{ readonly runs: readonly unknown[] }>(await world.joinery(['runs', 'list', '--json'])).runs
  expect(runs).toHaveLength(1)
  expect((await world.joinery(['audit', 'verify'])).code).toBe(0)
}, 90_000)

describe('a state folder that cannot be trusted', () => {
  test.each([
    ['open to others', (folder: string) => chmodSync(folder, 0o755)],
    ['whose journal is a link', (folder: string) => symlinkSync(join(folder, 'elsewhere'), join(folder, 'joinery.db'))],
    ['whose journal is a folder', (folder: string) => mkdirSync(join(folder, 'joinery.db'))],
  ])('%s: exit 6, and nothing is sent', async (_what, spoil) => {
    const world = await practiceWorld(small)
    const before = world.digest()
    spoil(join(world.folder, '.joinery'))

    const end = await onboard(world)

    expect(end.code).toBe(6)
    expect(documentOf(end)).toMatchObject({ error: { code: 'run/journal-not-writable' } })
    expect(world.digest()).toBe(before)
  })
})
