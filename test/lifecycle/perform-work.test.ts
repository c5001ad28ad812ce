import { describe, expect, test } from 'vitest'
import { attemptWork } from '../../src/lifecycle/attempt-work.ts'
import { performWork } from '../../src/lifecycle/perform-work.ts'
import { Fault } from '../../src/model/fault.ts'
import type { GuardVerdict } from '../../src/model/plan.ts'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type DeathPoint, Killed, type SmallWorld, smallWorld } from './support/small-world.ts'

const PAST = '2026-12-01T07:00:00.000Z'
const points = ['claimed', 'planned', 'saved', 'named', 'run recorded', 'written', 'applied', 'ended'] as const
const LEASE_MS = 45_000

const needsApproval = (): readonly GuardVerdict[] => [
  {
    name: 'approval',
    verdict: 'needs-approval',
    because: 'policy asks for it',
    approvers: { count: 1, requesterCounts: false },
  },
]

const read = async (world: SmallWorld, id: string): Promise<ScheduledWork> => {
  const work = await world.state(id)
  if (!work) throw new Error(`no ${id}`)
  return work
}

/** One process after the other, until one lives to the end and nothing is left to do. */
const performTillDone = async (
  world: SmallWorld,
  id: string,
  dies: (process: number) => (point: DeathPoint) => boolean,
) => {
  for (let process = 0; process < 40; process += 1) {
    const work = await read(world, id)
    if (work.state === 'done') return
    await performWork(work, world.process(`process ${process}`, dies(process))).catch((thrown: unknown) => {
      if (!(thrown instanceof Killed)) throw thrown
    })
    await world.clock.sleep(LEASE_MS)
  }
}

describe('a process that dies while it does scheduled work', () => {
  test.each(points)('at the boundary "%s" leaves what the next one settles: done once', async (point) => {
    const world = smallWorld({ guards: needsApproval })
    await world.add({ id: 'w1', due: PAST })

    await performTillDone(world, 'w1', (process) => (at) => process < 2 && at === point)

    expect(world.writes.map(({ person }) => person)).toEqual(['00111'])
    expect(await world.state('w1')).toMatchObject({ state: 'done', run: world.writes[0]?.run })
  })

  test('again and again, at any boundary, leaves it done once', async () => {
    const random = seededRandom('deaths')
    for (let round = 0; round < 60; round += 1) {
      const world = smallWorld(round % 2 === 0 ? {} : { guards: needsApproval })
      await world.add({ id: 'w1', due: PAST })

      await performTillDone(world, 'w1', () => () => random.integer(4) === 0)

      expect(world.writes, `round ${round}`).toHaveLength(1)
      expect((await read(world, 'w1')).state, `round ${round}`).toBe('done')
      await world.journal.close()
    }
  })

  test('keeps others away only until its lease has run out', async () => {
    const world = smallWorld()
    await world.add({ id: 'w1', due: PAST })
    const dying = world.process('first', (at) => at === 'named')
    await expect(performWork(await read(world, 'w1'), dying)).rejects.toThrow(Killed)

    const early = await performWork(await read(world, 'w1'), world.process('second'))
    await world.clock.sleep(LEASE_MS)
    const late = await performWork(await read(world, 'w1'), world.process('second'))

    expect([early.result, late.result]).toEqual(['busy', 'went'])
    expect(world.writes).toHaveLength(1)
  })
})

describe('one person', () => {
  test('is never worked on twice at once', async () => {
    const world = smallWorld({ runMs: 180_000 })
    await world.add({ id: 'w1', due: PAST })
    await world.add({ id: 'w2', due: PAST, playbook: 'lockout' })
    const one = performWork(await read(world, 'w1'), world.process('first'))
    const other = performWork(await read(world, 'w2'), world.process('second'))

    expect([(await one).result, (await other).result]).toEqual(['went', 'busy'])
    expect(world.writes).toHaveLength(1)
  })

  test('who comes back waits for having left; a move before it has lost its sense then', async () => {
    const world = smallWorld({
      guards: (_person, _now, writes) =>
        writes.length === 0 ? [{ name: 'held by a guard', verdict: 'refused', because: 'protected' }] : [],
    })
    await world.add({ id: 'a mover', due: '2026-12-01T05:00:00.000Z', event: 'mover', playbook: 'move', state: 'held' })
    await world.add({ id: 'b leaver', due: '2026-12-01T06:00:00.000Z' })
    await world.add({ id: 'c rehire', due: PAST, event: 'rehire', playbook: 'rehire' })
    const deps = world.process('one')

    const leaver = await attemptWork(await read(world, 'b leaver'), deps)
    const rehire = await attemptWork(await read(world, 'c rehire'), deps)

    expect(leaver.work).toMatchObject({ state: 'held', because: 'held by a guard: protected' })
    expect(rehire.work).toMatchObject({ state: 'pending', because: expect.stringContaining('waits for offboard') })
    expect(world.writes).toEqual([])

    const done = await read(world, 'b leaver')
    await world.journal.schedules.put({ ...done, state: 'done', version: done.version + 1 })
    const mover = await read(world, 'a mover')
    await world.journal.schedules.put({ ...mover, state: 'pending', version: mover.version + 1 })
    const moved = await attemptWork(await read(world, 'a mover'), deps)
    expect(moved.work).toMatchObject({ state: 'cancelled', because: expect.stringContaining('was carried out before') })
  })
})

describe('work that cannot be done', () => {
  test('because a system does not answer waits, is told once, and goes on', async () => {
    let isDown = true
    const world = smallWorld({
      planning: () => {
        if (isDown) throw new Fault('entra/unreachable', { url: 'https://graph.microsoft.com', why: 'no answer' })
      },
    })
    await world.add({ id: 'w1', due: PAST })
    const deps = world.process('one')

    for (let attempt = 0; attempt < 3; attempt += 1) await performWork(await read(world, 'w1'), deps)
    await deps.news.send()
    await performWork(await read(world, 'w1'), deps)
    await deps.news.send()
    expect(await world.state('w1')).toMatchObject({ state: 'pending', because: expect.any(String), attempts: 4 })
    expect(world.told).toHaveLength(1)

    isDown = false
    await performWork(await read(world, 'w1'), deps)
    expect(await world.state('w1')).toMatchObject({ state: 'done', because: null })
  })

  test('because its input is wrong has failed, and waits for a person', async () => {
    const world = smallWorld({
      planning: () => {
        throw new Fault('feed/no-name', {})
      },
    })
    await world.add({ id: 'w1', due: PAST })
    const deps = world.process('one')
    await performWork(await read(world, 'w1'), deps)
    const again = await performWork(await read(world, 'w1'), deps)

    expect(again).toMatchObject({ result: 'left', work: { state: 'failed', attempts: 1 } })
  })

  test('outside of the change windows says until when it waits', async () => {
    const world = smallWorld()
    await world.add({ id: 'w1', due: PAST })
    const windows = [{ days: ['wed'] as const, from: '20:00', to: '22:00', timeZone: 'Europe/Warsaw' }]

    const closed = await performWork(await read(world, 'w1'), { ...world.process('one'), windows })

    expect(closed.work).toMatchObject({
      state: 'pending',
      because: expect.stringContaining('2026-12-02T19:00:00.000Z'),
    })
    expect(world.writes).toEqual([])
    await performWork(await read(world, 'w1'), { ...world.process('one'), windows, attended: true })
    expect(world.writes).toHaveLength(1)
  })
})
