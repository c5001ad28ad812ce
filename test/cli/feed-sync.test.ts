import { readFileSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { FeedReport } from '../../src/model/feed.ts'
import type { FeedWork } from '../../src/model/feed-sync.ts'
import { leaseOnFeeds } from '../../src/model/lease-name.ts'
import type { ScheduleReport } from '../../src/model/schedule-report.ts'
import { openJournal } from '../../src/store/open-journal.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { systemClock } from '../support/system-clock.ts'

const DAY_MS = 86_400_000
const JOHN = '00111'
const ZOE = '00113'
const NEW = '09001'
const DISABLED = 2

/** The tests begin at noon, so that no day ends while they run. */
const begun = Date.now()
const noon = Date.parse(`${new Date(begun).toISOString().slice(0, 10)}T12:00:00Z`)

const dayIn = (days: number): string => new Date(noon + days * DAY_MS).toISOString().slice(0, 10)

/** A command so many days later, on the connections of this moment. */
const later = (days: number) => ({
  clock: { ...systemClock, now: () => noon + Date.now() - begun + days * DAY_MS },
})

const john = { employeeId: JOHN, givenName: 'John', surname: 'Smith', department: 'Sales', startDate: '2019-01-01' }
const zoe = { employeeId: ZOE, givenName: 'Zoë', surname: 'Brontë', department: 'Sales', startDate: '2019-01-01' }
const nora = {
  employeeId: NEW,
  givenName: 'Nora',
  surname: 'Newman',
  department: 'Sales',
  country: 'DE',
  startDate: dayIn(20),
}
type Row = { readonly [field: string]: string }
type Sync = FeedReport & { readonly work: readonly FeedWork[]; readonly quarantine: string | null }

const yaml = (more = ''): string =>
  `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }\nad: practice\nfeeds:\n  hr: { file: ./hr.json${more} }\n  agency: { file: ./agency.json }\n`

const feeding = async (more?: string) => {
  const world = await practiceWorld({ mode: 'ad', people: 40 })
  world.file('joinery.yaml', yaml(more))
  /** Puts a feed where joinery.yaml has it, made so many days from now. */
  const place = (people: readonly Row[], day: number, name = 'hr'): void => {
    const rows = people.map((person) => ({ timeZone: 'Etc/UTC', ...person }))
    world.file(`${name}.json`, JSON.stringify(rows))
    const at = new Date(noon + day * DAY_MS - 60_000)
    utimesSync(join(world.folder, `${name}.json`), at, at)
  }
  /** Places a feed and compares it. */
  const sync = async (people: readonly Row[], day: number, name = 'hr', argv: readonly string[] = []) => {
    place(people, day, name)
    const end = await world.joinery(['feed', 'sync', name, '--json', ...argv], later(day))
    return { ...end, report: documentOf<Sync>(end) }
  }
  return { world, place, sync }
}

const short = ({ events, work }: Sync): readonly (readonly string[])[] => [
  events.map(({ type, person }) => `${type} ${person}`),
  work.map((one) => `${one.did} ${one.work?.playbook ?? '-'} ${one.person}`),
]

const list = async (world: World): Promise<readonly string[]> => {
  const { work } = documentOf<ScheduleReport>(await world.joinery(['schedule', 'list', '--all', '--json']))
  return work.map(({ playbook, person, state, due }) => `${playbook} ${person} ${state} ${due.slice(0, 10)}`)
}

const pass = (world: World, days: number) =>
  world.joinery(['schedule', 'work', '--once', '--every', '30d', '--json'], later(days))

const state = async (world: World, key: string): Promise<string> => {
  const account = await world.account(`(employeeID=${key})`)
  if (!account) return 'none'
  return (Number(account['userAccountControl']) & DISABLED) === 0 ? 'enabled' : 'disabled'
}

describe('joinery feed sync', () => {
  test('schedules a joiner, a mover and a leaver, whose accounts change when it is due', async () => {
    const { world, sync } = await feeding(', before: { joiner: 7d }')
    const first = await sync([john, zoe], 0)
    const moved = { ...john, department: 'HR' }
    const second = await sync([moved, { ...zoe, lastDay: dayIn(8) }, nora], 1)
    const again = await sync([moved, { ...zoe, lastDay: dayIn(8) }, nora], 1)

    expect([first.code, first.report.events]).toEqual([0, []])
    expect(short(second.report)).toEqual([
      [`mover ${JOHN}`, `leaver ${ZOE}`, `joiner ${NEW}`],
      [`scheduled move ${JOHN}`, `scheduled offboard ${ZOE}`, `scheduled onboard ${NEW}`],
    ])
    expect(short(again.report)).toEqual([[], []])
    expect((await list(world)).toSorted()).toEqual([
      `move ${JOHN} pending ${dayIn(1)}`,
      `offboard ${ZOE} pending ${dayIn(9)}`,
      `onboard ${NEW} pending ${dayIn(13)}`,
    ])

    const before = await pass(world, 2)
    expect([await state(world, ZOE), await state(world, NEW)], before.stdout).toEqual(['enabled', 'none'])
    expect(await world.account(`(employeeID=${JOHN})`)).toMatchObject({ department: 'HR' })

    const after = await pass(world, 14)
    expect([await state(world, ZOE), await state(world, NEW)], after.stdout).toEqual(['disabled', 'enabled'])
  })

  test('moves and cancels what waits, and opens the account again of who comes back', async () => {
    const { world, sync } = await feeding()
    await sync([john, zoe], 0)
    await sync([john, { ...zoe, lastDay: dayIn(3) }, nora], 1)
    const moved = await sync([john, { ...zoe, lastDay: dayIn(5) }, { ...nora, startDate: dayIn(30) }], 2)
    const off = await sync(
      [john, { ...zoe, lastDay: dayIn(5) }, { ...nora, startDate: dayIn(30), lastDay: dayIn(29) }],
      3,
    )

    expect(short(moved.report)).toEqual([
      [`date-changed ${ZOE}`, `date-changed ${NEW}`],
      [`moved offboard ${ZOE}`, `moved onboard ${NEW}`],
    ])
    expect(short(off.report)).toEqual([[`cancelled ${NEW}`], [`cancelled onboard ${NEW}`]])
    await pass(world, 7)
    expect([await state(world, ZOE), await state(world, NEW)]).toEqual(['disabled', 'none'])

    const back = await sync([john, zoe, { ...nora, startDate: dayIn(30), lastDay: dayIn(29) }], 8)
    await pass(world, 8.1)

    expect(short(back.report)).toEqual([[`rehire ${ZOE}`], [`scheduled rehire ${ZOE}`]])
    expect(await state(world, ZOE)).toBe('enabled')
    expect(await list(world)).toEqual([
      `offboard ${ZOE} done ${dayIn(6)}`,
      `rehire ${ZOE} done ${dayIn(8)}`,
      `onboard ${NEW} cancelled ${dayIn(30)}`,
    ])
  })

  test('lets suspects wait until a person has looked', async () => {
    const { world, sync } = await feeding()
    await sync([john, zoe], 0)
    const like = { ...nora, employeeId: '113' }
    const waiting = await sync([john, zoe, like], 1)
    const release = await world.joinery(['feed', 'release', 'hr', '113'], later(1))
    const released = await sync([john, zoe, like], 1)
    const mistyped = await world.joinery(['feed', 'release', 'hrr', '113'], later(1))

    expect(waiting.report).toMatchObject({ events: [], suspects: [{ person: '113', like: ZOE }] })
    expect([release.code, release.stderr]).toEqual([0, expect.stringContaining('joinery feed sync hr')])
    expect(short(released.report)).toEqual([['joiner 113'], ['scheduled onboard 113']])
    expect([mistyped.code, mistyped.stderr]).toEqual([65, expect.stringContaining('Did you mean hr?')])
  })

  test('reports who is missing, and locks nobody out', async () => {
    const { world, sync } = await feeding()
    await sync([zoe, john], 0)
    const missing = await sync([john], 1)
    await pass(world, 40)

    expect([missing.code, missing.report.missing, missing.report.events]).toEqual([0, [ZOE], []])
    expect(await state(world, ZOE)).toBe('enabled')
  })

  test('keeps the people of one feed from another, unless a person says that they have changed over', async () => {
    const { world, sync } = await feeding()
    await sync([john, zoe], 0)
    const other = await sync([{ ...zoe, lastDay: dayIn(-1) }, nora], 1, 'agency')
    await pass(world, 3)

    expect(other.report.refused).toMatchObject([
      { employeeId: ZOE, why: expect.stringContaining('belongs to the feed hr') },
    ])
    expect(await list(world)).toEqual([`onboard ${NEW} pending ${dayIn(20)}`])
    expect(await state(world, ZOE)).toBe('enabled')

    await world.joinery(['feed', 'release', 'agency', ZOE], later(3))
    const own = await sync([john, { ...zoe, department: 'HR' }], 4)
    const over = await sync([{ ...zoe, department: 'Legal' }, nora], 4, 'agency')

    expect(own.report.refused).toMatchObject([
      { employeeId: ZOE, why: expect.stringContaining('belongs to the feed agency') },
    ])
    expect(over.report).toMatchObject({ refused: [], verdict: 'ok' })
  })

  test('keeps rows that are wrong with their reasons, for this user alone, and goes on with the others', async () => {
    const { world, sync } = await feeding()
    await sync([john, zoe], 0)
    const wrong = await sync([john, { ...zoe, lastDay: '2026-02-30' }, nora], 1)
    const { quarantine } = wrong.report

    expect(short(wrong.report)).toEqual([[`joiner ${NEW}`], [`scheduled onboard ${NEW}`]])
    expect(wrong.report.missing).toEqual([])
    expect(quarantine).toBe(join(world.folder, '.joinery', 'quarantine', 'hr.csv'))
    expect(readFileSync(quarantine ?? '', 'utf8')).toContain('2026-02-30 is not in the calendar')
    expect(statSync(quarantine ?? '').mode & 0o777).toBe(0o600)

    expect((await sync([john, zoe, nora], 2)).report.quarantine).toBeNull()
    expect(() => statSync(quarantine ?? '')).toThrow()
  })

  test('tried out, or compared with another feed, schedules and keeps nothing', async () => {
    const { world, sync } = await feeding()
    await sync([john, zoe], 0)
    world.file(
      'before.json',
      JSON.stringify([
        { ...john, department: 'Legal', timeZone: 'Etc/UTC' },
        { ...zoe, timeZone: 'Etc/UTC' },
      ]),
    )
    const digest = world.digest()
    const tried = await sync([john, zoe, nora], 1, 'hr', ['--dry-run'])
    const compared = await sync([john, zoe], 1, 'hr', ['--last', 'before.json'])
    const preview = await world.joinery(['feed', 'preview', 'hr', '--last', 'before.json', '--json'], later(1))

    expect(short(tried.report)).toEqual([[`joiner ${NEW}`], [`scheduled onboard ${NEW}`]])
    expect(short(compared.report)[0]).toEqual([`mover ${JOHN}`])
    expect(documentOf<FeedReport>(preview)).toMatchObject({
      events: [{ type: 'mover', changes: { department: ['Legal', 'Sales'] } }],
    })
    expect(await list(world)).toEqual([])
    expect(world.digest()).toBe(digest)
  })

  test('reads all feeds that the configuration names, and files under the name of their settings', async () => {
    const { world, sync } = await feeding()
    await sync([zoe], 0, 'agency')
    await sync([john], 0)
    world.file('staff.yaml', 'format: csv\n')
    world.file('monday.csv', 'employeeId,surname,startDate\n00120,Bowen,2019-01-01\n')

    const all = await world.joinery(['feed', 'sync'], later(0))
    const file = await world.joinery(['feed', 'sync', 'monday.csv', '--feed', 'staff.yaml', '--json'], later(1))
    const unknown = await world.joinery(['feed', 'sync', 'hrr'])

    expect([all.code, all.stdout]).toEqual([0, expect.stringMatching(/^agency: 1 row[\s\S]*\n\nhr: 1 row/)])
    expect(documentOf(file)).toMatchObject({ feed: 'staff', verdict: 'ok' })
    expect([unknown.code, unknown.stderr]).toEqual([65, expect.stringContaining('Did you mean hr?')])
  })

  test('tells at a terminal who, what, when and why', async () => {
    const { world, place, sync } = await feeding()
    await sync([john, zoe], 0)
    place([{ ...john, department: 'HR' }, zoe, nora], 0.1)

    const { stdout } = await world.joinery(['feed', 'sync', 'hr', '--dry-run', '--no-color'], later(0.1))

    expect(stdout).toContain('hr: 3 rows, 3 accepted, 0 refused')
    expect(stdout).toMatch(/mover +\d{4}-\d\d-\d\d \d\d:\d\d {2}John Smith \(00111\) {2}department: Sales → HR/)
    expect(stdout).toMatch(new RegExp(`joiner +${dayIn(20)} 00:00 {2}Nora Newman \\(09001\\) {2}new in the feed`))
  })

  test('says so where there is nothing to read, or where the source pushes', async () => {
    const { world } = await feeding()
    world.file('joinery.yaml', yaml().replace(/feeds:[\s\S]*/, 'feeds: { hr: {} }\n'))

    const ends = [await world.joinery(['feed', 'sync']), await world.joinery(['feed', 'sync', 'hr'])]

    expect(ends.map(({ code }) => code)).toEqual([65, 65])
    expect(ends.map(({ stderr }) => /\((feed\/[a-z-]+)\)/.exec(stderr)?.[1])).toEqual(['feed/none', 'feed/only-pushed'])
  })

  test('waits for another process that compares feeds, and says so after a while', async () => {
    const { world, sync } = await feeding()
    await sync([john], 0)
    const journal = openJournal(join(world.folder, '.joinery'))
    const wanted = [{ name: leaseOnFeeds }]
    await journal.leases.take({
      run: 'feed hr',
      owner: 'another',
      forMs: 540_000,
      allOrNone: true,
      wanted,
      now: noon + DAY_MS,
    })
    await journal.close()
    const { clock } = later(1)

    const end = await world.joinery(['feed', 'sync', 'hr'], { clock: { ...clock, sleep: async () => undefined } })

    expect([end.code, end.stderr]).toEqual([5, expect.stringContaining('feed/busy')])
  })
})
