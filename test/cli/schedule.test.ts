import { describe, expect, test } from 'vitest'
import type { SchedulePass, ScheduleReport } from '../../src/model/schedule-report.ts'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { systemClock } from '../support/system-clock.ts'

const DAY_MS = 86_400_000
const JOHN = '00111'
const ZOE = '00113'
const DISABLED = 2

/** A command so many days later, on the connections of this moment. */
const later = (days: number) => ({ clock: { ...systemClock, now: () => Date.now() + days * DAY_MS } })

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const isDisabled = async (world: World, key: string): Promise<boolean> => {
  const account = await world.account(`(employeeID=${key})`)
  return (Number(account?.['userAccountControl']) & DISABLED) !== 0
}

const leave = (key: string, on: string): readonly string[] => [
  ...['offboard', key, '--set', `lastDay=${on}`, '--set', 'timeZone=Etc/UTC', '--schedule', '--json'],
]

const workOf = (end: { readonly stdout: string }): readonly ScheduledWork[] =>
  documentOf<{ work: readonly ScheduledWork[] }>(end).work

const pass = async (world: World, days: number): Promise<SchedulePass> => {
  const end = await world.joinery(['schedule', 'work', '--once', '--every', '30d', '--json'], later(days))
  return documentOf<SchedulePass>(end)
}

describe('a leaver on the schedule', () => {
  test('is locked out when the last day is over, and not before; one who is held is not', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const john = await world.joinery(leave(JOHN, dayIn(8)))
    const zoe = await world.joinery(leave(ZOE, dayIn(8)))
    expect(john.code, john.stderr).toBe(0)
    const [held] = workOf(zoe)
    const hold = await world.joinery([
      'schedule',
      'hold',
      held?.id.slice(0, 6) ?? '',
      '--why',
      'HR asks again',
      '--json',
    ])
    const on = await world.joinery(['schedule', 'list', '--json'])
    const early = await pass(world, 8 - 0.9)

    expect(documentOf<ScheduleReport>(on)).toMatchObject({ format: 'joinery.schedule/1', heartbeat: null })
    expect(workOf(john)).toMatchObject([{ person: JOHN, state: 'pending', due: `${dayIn(9)}T00:00:00Z` }])
    expect(workOf(hold)).toMatchObject([{ state: 'held', because: 'HR asks again' }])
    expect(early.work).toEqual([])
    expect(await isDisabled(world, JOHN)).toBe(false)

    const due = await pass(world, 9)

    expect(due, JSON.stringify(due)).toMatchObject({ work: [{ person: JOHN, state: 'done' }], troubles: [] })
    expect([await isDisabled(world, JOHN), await isDisabled(world, ZOE)]).toEqual([true, false])
    expect((await pass(world, 10)).work).toEqual([])
  })

  test('whose date changes is moved, not scheduled twice; one who stays is removed', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const [first] = workOf(await world.joinery(leave(JOHN, dayIn(8))))
    const [again] = workOf(await world.joinery(leave(JOHN, dayIn(20))))
    expect([again?.id, again?.due]).toEqual([first?.id, `${dayIn(21)}T00:00:00Z`])
    expect((await pass(world, 10)).work).toEqual([])

    const removed = await world.joinery(['schedule', 'remove', first?.id ?? '', '--why', 'stays', '--json'])
    const open = documentOf<ScheduleReport>(await world.joinery(['schedule', 'list', '--json']))
    const all = documentOf<ScheduleReport>(await world.joinery(['schedule', 'list', '--all', '--json']))

    expect(workOf(removed)).toMatchObject([{ state: 'cancelled', because: 'stays' }])
    expect([open.work.length, all.work.length]).toEqual([0, 1])
    expect((await pass(world, 30)).work).toEqual([])
    expect(await isDisabled(world, JOHN)).toBe(false)
  })

  test('can be done at once by somebody who says so', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const [work] = workOf(await world.joinery(leave(JOHN, dayIn(8))))

    const declined = await world.joinery(['schedule', 'run', work?.id ?? ''], { answer: { types: 'no' } })
    expect(declined.code).toBe(3)
    expect(await isDisabled(world, JOHN)).toBe(false)

    const done = await world.joinery(['schedule', 'run', work?.id ?? ''], { answer: { types: 'yes' } })
    expect(done.code, done.stderr).toBe(0)
    expect(await isDisabled(world, JOHN)).toBe(true)
  })
})

describe('more leavers than the limit lets', () => {
  test('go in their order, each once; the others wait, are told of once, and go on when there is room', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const keys = ['00113', '00114', '00115', '00116', '00117', '00118', '00119']
    for (const [index, key] of keys.entries()) {
      const end = await world.joinery(leave(key, dayIn(1 + index / 10)))
      expect(end.code, end.stderr).toBe(0)
    }
    const first = await pass(world, 3)
    const states = first.work.map(({ state }) => state)
    const second = await pass(world, 3.01)

    expect(states.filter((state) => state === 'done')).toHaveLength(5)
    expect(states.filter((state) => state === 'pending')).toHaveLength(2)
    expect(first.told).toHaveLength(1)
    expect(second.told).toEqual([])

    const next = await pass(world, 4.1)
    expect(next.work.map(({ state }) => state)).toEqual(['done', 'done'])
    const left = await Promise.all(keys.map((key) => isDisabled(world, key)))
    expect(left).toEqual(keys.map(() => true))
  })
})

describe('work that somebody has to approve', () => {
  test('waits with its plan, and is done by the next pass once it has been approved', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    world.file('policy.yaml', 'approvals:\n  - for: [offboard]\n    not: requester\n')
    await world.joinery(leave(JOHN, dayIn(1)))

    const asked = await pass(world, 3)
    const [work] = asked.work
    const told = JSON.stringify(asked.told)
    const still = await pass(world, 3.01)
    expect(work, JSON.stringify(asked)).toMatchObject({ state: 'approval' })
    expect(told).toContain('sha256:')
    expect(still).toMatchObject({ work: [{ state: 'approval' }], told: [] })
    expect(await isDisabled(world, JOHN)).toBe(false)

    const approved = await world.joinery(['approve', work?.plan ?? ''], { ...later(3.02), actor: 'maria@desk' })
    expect(approved.code, approved.stderr).toBe(0)
    const done = await pass(world, 3.03)

    expect(done.work, JSON.stringify(done)).toMatchObject([{ state: 'done' }])
    expect(await isDisabled(world, JOHN)).toBe(true)
  })
})

describe('the words of the schedule', () => {
  test('say what is wrong with them', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const noDay = await world.joinery(['onboard', 'new-hire.yaml', '--schedule'])
    const noWork = await world.joinery(['schedule', 'hold', 'abcdef'])
    const never = await world.joinery(['schedule', 'add', 'lockout', JOHN, '--at', '9999-12-31'])
    const noDate = await world.joinery(['schedule', 'add', 'lockout', JOHN, '--at', 'tomorrow'])
    const tooOften = await world.joinery(['schedule', 'work', '--every', '0'])
    const uneven = await world.joinery(['schedule', 'install', '--as', 'cron', '--every', '7m'])

    expect([noDay.code, noDay.stderr]).toEqual([65, expect.stringContaining('new-hire.yaml')])
    expect([noWork.code, noWork.stderr]).toEqual([64, expect.stringContaining('schedule/unknown-work')])
    expect([never.code, never.stderr]).toEqual([65, expect.stringContaining('schedule/never')])
    expect([noDate.code, noDate.stderr]).toEqual([65, expect.stringContaining('schedule/no-date')])
    expect([tooOften.code, tooOften.stderr]).toEqual([64, expect.stringContaining('a second at least')])
    expect([uneven.code, uneven.stderr]).toEqual([64, expect.stringContaining('every 7 minutes')])
  })

  test('schedule a playbook that names no day for the time that is given', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const none = await world.joinery(['lockout', JOHN, '--schedule'])
    const at = await world.joinery(['schedule', 'add', 'lockout', JOHN, '--at', `${dayIn(2)}T09:00:00Z`, '--json'])

    expect([none.code, none.stderr]).toEqual([64, expect.stringContaining('schedule/no-due-day')])
    expect(workOf(at)).toMatchObject([{ state: 'pending', why: expect.stringContaining('adele@workstation') }])
    expect((await pass(world, 3)).work).toMatchObject([{ state: 'done' }])
    expect(await isDisabled(world, JOHN)).toBe(true)
  })
})
