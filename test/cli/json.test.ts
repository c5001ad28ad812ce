import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { adele, practiceWorld, sharedWorld } from '../support/practice-world.ts'
import { runJoinery } from '../support/run-joinery.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const time = z.iso.datetime()
const count = z.int().min(0)
const sha = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** The shapes that scripts rely on; more members may come, none of these may go. */
const plan = z.object({
  format: z.literal('joinery.plan/1'),
  id: z.string(),
  playbook: z.object({ name: z.literal('onboard'), hash: sha }),
  createdAt: time,
  expiresAt: time,
  actor: z.string(),
  basis: sha,
  people: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      changes: z.array(z.string()),
      skipped: z.array(z.object({ step: z.string(), because: z.string() })),
      holds: count,
    }),
  ),
  changes: z.array(
    z.object({
      id: z.string(),
      person: z.string(),
      step: z.string(),
      kind: z.string().regex(/^[a-z]+(\.[a-z]+)+$/),
      system: z.enum(['ad', 'entra', 'exchange', 'none']),
      target: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
      summary: z.string(),
      before: z.record(z.string(), z.json()).nullable(),
      after: z.record(z.string(), z.json()).nullable(),
      needs: z.array(z.string()),
      hazards: z.array(z.string()),
      undo: z.enum(['reversible', 'needs-before-image', 'irreversible']),
    }),
  ),
  counts: z.object({ add: count, modify: count, remove: count, wait: count, other: count }),
  guards: z.array(z.object({ name: z.string(), verdict: z.string() })),
})

const counts = z.object({
  made: count,
  found: count,
  skipped: count,
  manual: count,
  blocked: count,
  failed: count,
  unverified: count,
})
const run = z.object({
  format: z.literal('joinery.run/1'),
  id: z.string(),
  plan: z.string(),
  playbook: z.literal('onboard'),
  status: z.enum(['done', 'partial', 'parked', 'failed', 'refused', 'interrupted']),
  startedAt: time,
  endedAt: time,
  changes: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      outcome: z.enum(['made', 'found', 'skipped', 'manual', 'blocked', 'failed', 'unverified']),
      attempts: count,
      target: z.object({ id: z.string().nullable(), name: z.string() }),
    }),
  ),
  counts,
  faults: z.array(z.object({ code: z.string(), title: z.string(), message: z.string(), hint: z.string() })),
})
const runs = z.object({
  format: z.literal('joinery.runs/1'),
  runs: z.array(
    z.object({
      id: z.string(),
      playbook: z.string(),
      status: z.string(),
      startedAt: time,
      endedAt: time.nullable(),
      people: count,
      counts,
    }),
  ),
})
const error = z.strictObject({
  error: z.strictObject({
    code: z.string().regex(/^[a-z]+\/[a-z-]+$/),
    title: z.string(),
    message: z.string(),
    hint: z.string(),
    where: z
      .string()
      .regex(/:\d+:\d+$/)
      .optional(),
  }),
  others: z.array(z.object({ code: z.string() })).optional(),
})

describe('documents of --json', () => {
  test('a plan, a run and the list of runs have the shapes that scripts rely on', async () => {
    const world = await practiceWorld({ mode: 'hybrid' })
    const input = world.file('new-hire.yaml', adele)
    const read = async (...argv: readonly string[]): Promise<unknown> =>
      JSON.parse((await world.joinery([...argv, '--json'])).stdout)

    const planned = plan.parse(await read('plan', 'onboard', input, '--out', 'plan.json'))
    const applied = run.parse(await read('apply', 'plan.json'))
    const listed = runs.parse(await read('runs', 'list'))
    const shown = await read('runs', 'show', applied.id)
    const nothing = run.parse(await read('onboard', input, '--yes'))

    expect(planned.changes.length).toBeGreaterThan(5)
    expect(applied).toMatchObject({ plan: planned.id, status: 'done' })
    expect(applied.changes.every(({ target }) => target.id !== '')).toBe(true)
    expect(run.parse(shown)).toEqual(applied)
    expect(listed.runs).toMatchObject([{ id: applied.id, status: 'done', people: 1, counts: applied.counts }])
    expect(nothing).toMatchObject({ status: 'done', changes: [] })
  })
})

describe('--json', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })

  test.each([
    ['onboard new-hire.yaml --dry-run'],
    ['plan onboard new-hire.yaml'],
    ['runs list'],
    ['check'],
    ['steps'],
    ['steps ad.groups'],
    ['explain'],
    ['explain ad/name-taken'],
    ['permissions'],
    ['practice show'],
    ['--help'],
    ['--version'],
  ])('joinery %s prints one document and nothing else', async (line) => {
    const world = shared()
    world.file('new-hire.yaml', adele)

    const { code, stdout, stderr } = await world.joinery([...line.split(' '), '--json'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(typeof JSON.parse(stdout)).toBe('object')
  })

  test.each([
    ['', 64],
    ['--nonsense', 64],
    ['nonsense new-hire.yaml', 64],
    ['onboard', 64],
    ['onboard nowhere.yaml', 65],
    ['onboard broken.yaml', 65],
    ['onboard broken.yaml --config nowhere.yaml', 65],
    ['onboard new-hire.yaml', 64],
    ['apply nowhere.json', 65],
    ['runs show 20261122-00000000', 64],
    ['resume 20261122-00000000', 64],
    ['retry 20261122-00000000', 64],
    ['check nonsense', 64],
    ['steps ad.nonsense', 64],
    ['explain ad/nonsense', 64],
    ['permissions nonsense', 64],
    ['practice reset', 5],
    ['practice start', 5],
  ])('a failing joinery %s prints one document with the error, and ends with %i', async (line, expected) => {
    const world = shared()
    world.file('new-hire.yaml', adele)
    world.file('broken.yaml', 'employeeId: 00123\nsurnam: Vance\n')

    const { code, stdout } = await world.joinery([...line.split(' ').filter((word) => word !== ''), '--json'])

    expect(code).toBe(expected)
    error.parse(JSON.parse(stdout))
  })

  test('joinery practice reset says so in a document too', async () => {
    const cwd = temporaryFolder()

    const { code, stdout } = await runJoinery(['practice', 'reset', '--json'], { cwd })

    expect({ code, document: JSON.parse(stdout) }).toEqual({ code: 0, document: { reset: true } })
  })
})
