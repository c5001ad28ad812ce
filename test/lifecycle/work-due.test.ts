import { describe, expect, test } from 'vitest'
import { skippedCycles } from '../../src/lifecycle/heartbeat.ts'
import { workDue } from '../../src/lifecycle/work-due.ts'
import type { GuardVerdict } from '../../src/model/plan.ts'
import { Killed, smallWorld, type Write } from './support/small-world.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const MOST = 5

const lostSince = (writes: readonly Write[], since: number): number =>
  new Set(writes.filter(({ at }) => at > since).map(({ person }) => person)).size

/** The limit of P28: so many people in a rolling day. */
const limit = (_person: string, now: number, writes: readonly Write[]): readonly GuardVerdict[] =>
  lostSince(writes, now - DAY_MS) < MOST
    ? [{ name: 'limit', verdict: 'ok' }]
    : [{ name: 'limit', verdict: 'refused', because: 'too many', approvers: { count: 1, requesterCounts: true } }]

describe('passes over what is due', () => {
  test('do not overlap: of 100 cycles a minute apart, each of three minutes, those that come too early are skipped and on record', async () => {
    const world = smallWorld({ runMs: 3 * MINUTE_MS })
    const { clock } = world
    const start = clock.now()
    let [inside, most, skipped, killed] = [0, 0, 0, 0]
    const cycles: Promise<void>[] = []
    for (let cycle = 0; cycle < 100; cycle += 1) {
      const due = new Date(clock.now()).toISOString()
      // Nobody who leaves: they may go beside the pass.
      await world.add({ id: `w${String(cycle).padStart(3, '0')}`, due, person: `p${cycle}`, event: 'joiner' })
      const own = world.process(`cycle ${cycle}`, (point) => cycle === 40 && point === 'run recorded')
      const { apply, resume } = own.app
      const counted =
        <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
        async (...args: A): Promise<T> => {
          inside += 1
          most = Math.max(most, inside)
          return work(...args).finally(() => {
            inside -= 1
          })
        }
      const app = { ...own.app, apply: counted(apply), resume: counted(resume) }
      cycles.push(
        workDue({ ...own, app, concurrency: 1 }).then(
          (pass) => {
            if (pass.skipped) skipped += 1
          },
          (thrown: unknown) => {
            if (!(thrown instanceof Killed)) throw thrown
            killed += 1
          },
        ),
      )
      await clock.sleep(start + (cycle + 1) * MINUTE_MS - clock.now())
    }
    await Promise.all(cycles)

    expect(most).toBe(1)
    expect(skipped).toBeGreaterThan(50)
    expect((await skippedCycles(world.journal.memory)).count).toBe(skipped)
    expect(new Set(world.writes.map(({ person }) => person)).size).toBe(world.writes.length)
    expect(killed).toBeLessThanOrEqual(1)
  })

  test('let leavers who fall due meanwhile go at once, though every place is taken by those who come', async () => {
    const world = smallWorld({ runMs: (person) => (person.startsWith('new') ? 40 * MINUTE_MS : 0) })
    const start = world.clock.now()
    const at = (minutes: number): string => new Date(start + minutes * MINUTE_MS).toISOString()
    for (let number = 0; number < 8; number += 1)
      await world.add({ id: `w${number}`, due: at(0), person: `new ${number}`, playbook: 'onboard', event: 'joiner' })
    await world.add({ id: 'gone', due: at(5), person: 'gone', playbook: 'offboard', event: 'leaver' })
    await world.add({ id: 'gone later', due: at(45), person: 'gone later', playbook: 'offboard', event: 'leaver' })
    await world.add({ id: 'new later', due: at(5), person: 'new later', playbook: 'onboard', event: 'joiner' })

    const pass = await workDue(world.process('server'))

    const lateness = (person: string, due: number): number =>
      (world.writes.find((write) => write.person === person)?.at ?? Number.NaN) - start - due * MINUTE_MS
    expect(lateness('gone', 5)).toBeLessThanOrEqual(MINUTE_MS)
    expect(lateness('gone later', 45)).toBeLessThanOrEqual(MINUTE_MS)
    expect(pass.work.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...Array.from({ length: 8 }, (_, number) => `w${number} done`),
      'gone done',
      'gone later done',
    ])
    expect(world.writes.filter(({ person }) => person === 'gone')).toHaveLength(1)
    expect((await world.state('new later'))?.state).toBe('pending')
  })

  test('after three days without any do everything in its order, once, and never more than the limit lets in a day', async () => {
    const world = smallWorld({ guards: limit })
    const { clock } = world
    const start = clock.now()
    const all = Array.from({ length: 23 }, (_, index) => `p${String(index).padStart(2, '0')}`)
    for (const [index, person] of all.entries()) {
      const due = new Date(start + index * 3 * HOUR_MS).toISOString()
      await world.add({ id: `w-${person}`, due, person })
    }
    await workDue(world.process('before'))
    await clock.sleep(72 * HOUR_MS)

    for (let pass = 0; pass < 240; pass += 1) {
      await workDue({ ...world.process(`pass ${pass}`), everyMs: 30 * MINUTE_MS })
      await clock.sleep(30 * MINUTE_MS)
    }

    expect(world.writes.map(({ person }) => person)).toEqual(all)
    for (const { at } of world.writes) {
      const inWindow = world.writes.filter((other) => other.at > at - DAY_MS && other.at <= at)
      expect(inWindow.length).toBeLessThanOrEqual(MOST)
    }
    const subjects = world.told.map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.includes('missed'))).toHaveLength(1)
    expect(subjects.filter((subject) => subject.includes('waits')).length).toBe(1)
  })

  test('lock out no later than a quarter of an hour after the last day, though a system was away for a while', async () => {
    let isDown = true
    const world = smallWorld({
      planning: () => {
        if (isDown) throw new Error('socket hang up')
      },
    })
    await world.add({ id: 'w1', due: '2026-12-01T07:59:00.000Z' })
    const first = await workDue(world.process('one'))
    expect(first).toMatchObject({ troubles: [expect.stringContaining('socket hang up')] })

    isDown = false
    await world.clock.sleep(MINUTE_MS)
    await workDue(world.process('two'))
    expect(world.writes).toMatchObject([{ person: '00111' }])
  })

  test('lock out a leaver before they begin with anybody who comes at the same moment', async () => {
    const world = smallWorld({ runMs: 30 * MINUTE_MS })
    const due = '2026-12-01T08:00:00.000Z'
    for (let index = 10; index < 30; index += 1)
      await world.add({ id: `w${index}`, due, person: `j${index}`, playbook: 'onboard', event: 'joiner' })
    await world.add({ id: 'w99', due, person: '00111' })

    await workDue(world.process('one'))

    expect(world.writes).toHaveLength(21)
    expect(world.writes.slice(0, 4).map(({ person }) => person)).toContain('00111')
  })

  test('leave alone what is done, held, cancelled or not due', async () => {
    const world = smallWorld()
    const past = '2026-12-01T07:00:00.000Z'
    for (const state of ['done', 'held', 'cancelled', 'failed'] as const)
      await world.add({ id: state, due: past, person: state, state })
    await world.add({ id: 'later', due: '2026-12-01T08:00:01.000Z', person: 'later' })

    const pass = await workDue(world.process('one'))

    expect([pass.work, world.writes]).toEqual([[], []])
  })
})
