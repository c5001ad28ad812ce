import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport, RunSummary } from '../../src/model/run.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { systemClock } from '../support/system-clock.ts'

const DAY_MS = 86_400_000
const JOHN = '00111'

/** A command so many days later, on the connections of this moment. */
const later = (days: number) => ({ clock: { ...systemClock, now: () => Date.now() + days * DAY_MS } })

const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)

const access = (until: string): readonly string[] => [
  'group-access',
  JOHN,
  ...['--set', 'groups=Engineering', '--set', `until=${until}`, '--set', 'timeZone=Etc/UTC'],
]

const isIn = async (world: World): Promise<boolean> => {
  const memberOf = (await world.account(`(employeeID=${JOHN})`))?.['memberOf'] ?? []
  return [memberOf].flat().some((dn) => String(dn).startsWith('CN=Engineering,'))
}

const runsOf = async (world: World): Promise<readonly RunSummary[]> =>
  documentOf<{ runs: readonly RunSummary[] }>(await world.joinery(['runs', 'list', '--json'])).runs

describe('access with an end date', () => {
  test('waits in a parked run, is not planned twice, and ends by itself when its time has come', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const given = await world.joinery([...access(dayIn(10)), '--yes', '--json'])
    expect(given.code, given.stderr).toBe(4)
    expect(await isIn(world)).toBe(true)

    const again = documentOf<Plan>(await world.joinery([...access(dayIn(10)), '--dry-run', '--json']))
    const early = await world.joinery(['resume', '--due', '--json'])
    const [parked] = await runsOf(world)

    expect(again.changes).toEqual([])
    expect(again.people[0]?.notes.join()).toContain(`waits already in run ${parked?.id}`)
    expect(parked).toMatchObject({ status: 'parked', waitsUntil: `${dayIn(11)}T00:00:00Z` })
    expect([early.code, documentOf<{ runs: unknown }>(early).runs]).toEqual([0, []])
    expect(await isIn(world)).toBe(true)

    const due = await world.joinery(['resume', '--due', '--json'], later(12))

    expect(due.code, due.stderr).toBe(0)
    expect(documentOf<{ runs: readonly RunReport[] }>(due).runs).toMatchObject([{ id: parked?.id, status: 'done' }])
    expect(await isIn(world)).toBe(false)
  })

  test('given a later end, lets the run with the earlier one give way', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    await world.joinery([...access(dayIn(10)), '--yes'])
    const longer = await world.joinery([...access(dayIn(30)), '--yes', '--json'])
    expect(longer.code, longer.stderr).toBe(4)
    const [second, first] = await runsOf(world)
    expect([second?.status, first?.status]).toEqual(['parked', 'done'])

    await world.joinery(['resume', '--due'], later(12))
    expect(await isIn(world)).toBe(true)

    await world.joinery(['resume', '--due'], later(32))
    expect(await isIn(world)).toBe(false)
  })

  test('ends with the undo of its run', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    await world.joinery([...access(dayIn(10)), '--yes'])
    const [run] = await runsOf(world)

    const undo = await world.joinery(['undo', run?.id ?? '', '--yes'])

    expect(undo.code, undo.stderr).toBe(0)
    expect(await isIn(world)).toBe(false)
    expect((await runsOf(world)).map(({ waitsUntil }) => waitsUntil)).toEqual([undefined, undefined])
  })
})

describe('somebody named on the command line', () => {
  test('is found by number or address, for playbooks that work on accounts', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })

    const byNumber = documentOf<Plan>(await world.joinery(['lockout', JOHN, '--dry-run', '--json']))
    const byMail = documentOf<Plan>(await world.joinery(['lockout', 'john.smith@contoso.com', '--dry-run', '--json']))
    const nobody = await world.joinery(['lockout', 'john.smyth@contoso.com', '--dry-run'])
    const typo = await world.joinery(['lockout', 'leavers.yml', '--dry-run'])
    const hire = await world.joinery(['onboard', JOHN, '--dry-run'])

    expect(byNumber.people.map(({ name }) => name)).toEqual(['John Smith'])
    expect(byMail.id).toBe(byNumber.id)
    expect([nobody.code, nobody.stderr]).toEqual([65, expect.stringContaining('Did you mean john.smith@contoso.com?')])
    expect([typo.code, typo.stderr]).toEqual([65, expect.stringContaining('cli/file-missing')])
    expect([hire.code, hire.stderr]).toEqual([64, expect.stringContaining('cli/needs-file')])
  })

  test('is not offboarded before the last day, unless it is said so', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 40 })
    const leaver = ['offboard', JOHN, '--set', `lastDay=${dayIn(8)}`]

    const early = await world.joinery([...leaver, '--yes'])
    const now = await world.joinery([...leaver, '--now', '--yes'])

    expect([early.code, early.stderr]).toEqual([3, expect.stringContaining('is not due yet for John Smith')])
    expect(now.code, now.stderr).toBe(0)
  })
})
