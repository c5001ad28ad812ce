import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kindOf } from '../../../src/changes/change.ts'
import type { Plan } from '../../../src/model/plan.ts'
import { openProjection } from '../../../src/planner/projection/projection.ts'
import { type Planned, planOf } from '../../runner/support/plans.ts'
import { digestOf } from '../../support/directory-digest.ts'
import { memoryDirectory } from '../../support/memory-directory.ts'
import { memoryArena, memoryWithArena } from '../../support/random-arena.ts'
import { type Arena, changesFor, type Pick, picks, serialOf, upnsOf } from '../../support/random-changes.ts'
import { type RunBench, runBench } from '../../support/undo-runs.ts'

const base = 'DC=corp,DC=contoso,DC=com'
const arena: Arena = {
  base,
  ous: [`OU=Sales,OU=Staff,${base}`, `OU=HR,OU=Staff,${base}`, `OU=Groups,${base}`],
  upnSuffix: 'contoso.com',
  entra: { groups: ['Sales Team', 'Project X'], skus: ['SPE_E3', 'SPE_F1'] },
}

/** A plan of random changes for one person, each of which can be made and is not so already. */
const randomPlan = async (bench: RunBench, prefix: string, choices: readonly Pick[], within = arena): Promise<Plan> => {
  const projection = openProjection(bench.readers)
  const changes: Planned[] = []
  for (const [turn, pick] of choices.entries()) {
    const turned = { read: projection.readers, arena: within, pick, serial: serialOf(prefix, turn) }
    for (const change of await changesFor(turned)) {
      const id = `${prefix}${changes.length}`
      await projection.make(change, id)
      changes.push({ id, change })
    }
  }
  return planOf([{ key: '00123', changes }])
}

/** What Entra lets nobody empty again is not taken back, and is said to be so. */
const canBeUndone = ({ changes }: Plan): boolean => changes.every(({ undo }) => undo !== 'irreversible')

test('applying a random run and undoing it leaves no trace, and a second undo finds nothing to do', async () => {
  let undone = 0
  await fc.assert(
    fc.asyncProperty(picks(20), picks(30), async (before, planned) => {
      const bench = runBench(await memoryDirectory())
      await bench.apply(await randomPlan(bench, 'a', before))
      const scope = {
        adBase: base,
        upns: [...upnsOf(arena, 'a', before.length), ...upnsOf(arena, 'b', planned.length)],
      }
      const untouched = await digestOf(bench.readers, scope)
      const run = await bench.apply(await randomPlan(bench, 'b', planned))
      expect(run.status).toBe('done')

      const undo = await bench.apply(await bench.undoPlan(run.id))
      const again = await bench.undoPlan(run.id)

      expect(undo.faults).toEqual([])
      expect(JSON.parse(await digestOf(bench.readers, scope))).toEqual(JSON.parse(untouched))
      expect(again.changes).toEqual([])
      undone += undo.counts.made
    }),
    { seed: 20261201, numRuns: 60 },
  )
  expect(undone).toBeGreaterThan(400)
})

test('so it is for what people may do in the cloud, for their mailboxes, devices and files', async () => {
  let undone = 0
  await fc.assert(
    fc.asyncProperty(picks(20), picks(30), async (before, planned) => {
      const { readers, writers } = await memoryWithArena()
      const { entra, exchange, clock } = readers
      const bench = runBench({ readers: { entra, exchange, clock }, writers })
      await bench.apply(await randomPlan(bench, 'a', before, memoryArena))
      const upns = [...upnsOf(memoryArena, 'a', before.length), ...upnsOf(memoryArena, 'b', planned.length)]
      const untouched = await digestOf(bench.readers, { upns })
      const run = await bench.apply(await randomPlan(bench, 'b', planned, memoryArena))
      expect([run.status, run.faults]).toEqual(['done', []])

      const undo = await bench.apply(await bench.undoPlan(run.id))
      const again = await bench.undoPlan(run.id)

      expect(undo.faults).toEqual([])
      expect(JSON.parse(await digestOf(bench.readers, { upns }))).toEqual(JSON.parse(untouched))
      expect(again.changes).toEqual([])
      undone += undo.counts.made
    }),
    { seed: 20261205, numRuns: 40, endOnFailure: true },
  )
  expect(undone).toBeGreaterThan(200)
})

test('what undo takes back can be taken back in turn, passwords and ids of deleted objects apart', async () => {
  const bench = runBench(await memoryDirectory())
  const random = fc.sample(picks(25), { seed: 7, numRuns: 1 })[0] ?? []
  await bench.apply(await randomPlan(bench, 'a', random))
  const scope = { adBase: base, upns: upnsOf(arena, 'a', random.length) }
  const made = JSON.parse(await digestOf(bench.readers, scope)) as { readonly ad: { readonly [dn: string]: unknown } }
  const undo = await bench.apply(await bench.undoPlan('run-1'))

  const redo = await bench.apply(await bench.undoPlan(undo.id))

  expect(redo.faults).toEqual([])
  const again = JSON.parse(await digestOf(bench.readers, scope)) as typeof made
  expect(Object.keys(again.ad)).toEqual(Object.keys(made.ad))
})

test('every change that undo plans says what it does to whom, and is one that this version knows', async () => {
  const bench = runBench(await memoryDirectory())
  const random = fc.sample(picks(30), { seed: 11, numRuns: 1 })[0] ?? []
  const plan = await randomPlan(bench, 'a', random)
  await bench.apply(plan)

  const undo = await bench.undoPlan('run-1')

  expect(undo).toMatchObject({ format: 'joinery.plan/1', playbook: { name: 'undo' }, actor: 'adele@workstation' })
  expect(undo.people.map(({ key }) => key)).toEqual(['00123'])
  for (const change of undo.changes) {
    expect(kindOf(change.change as never).kind).toBe(change.kind)
    expect(change.needs.every((need) => undo.changes.some(({ id }) => id === need))).toBe(true)
  }
  if (canBeUndone(plan)) expect(undo.people[0]?.notes).toEqual([])
})
