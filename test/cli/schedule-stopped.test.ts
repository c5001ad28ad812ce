import { describe, expect, test } from 'vitest'
import type { SchedulePass } from '../../src/model/schedule-report.ts'
import type { ScheduledWork } from '../../src/model/scheduled-work.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const HOUR_MS = 3_600_000
const PASS = ['schedule', 'work', '--once'] as const

const only = (works: readonly ScheduledWork[]): ScheduledWork => {
  const [work, second] = works
  if (!work || second) throw new Error(`${works.length} pieces of work`)
  return work
}

const scheduled = async (world: World): Promise<ScheduledWork> =>
  only(documentOf<{ work: ScheduledWork[] }>(await world.joinery(['schedule', 'list', '--all', '--json'])).work)

describe('a process that goes through the schedule', () => {
  test.each([
    ['SIGTERM', 143, 'parked'],
    ['SIGKILL', 137, 'running'],
  ] as const)(
    'stopped by %s in the middle of a run leaves what the next one brings to its end, in the same run',
    async (signal, code, state) => {
      const world = await practiceWorld({ mode: 'hybrid', people: 20, syncDelayMs: HOUR_MS })
      world.file('new-hire.yaml', adele)
      await world.joinery(['schedule', 'add', 'onboard', 'new-hire.yaml', '--at', '2026-01-01'])
      const process = startJoinery(PASS, { cwd: world.folder })
      await process.seen('waiting for Entra to show adele.vance@contoso.com')

      process.child.kill(signal)
      const stopped = await process.end
      const left = await scheduled(world)
      expect([stopped.code, left.state]).toEqual([code, state])
      expect(left.run).toEqual(expect.any(String))

      world.practice.syncNow()
      const next = await world.joinery([...PASS, '--json'])

      expect(documentOf<SchedulePass>(next).work, next.stderr).toMatchObject([{ state: 'done', run: left.run }])
      expect(await world.account('(employeeID=01024)')).toMatchObject({ userAccountControl: '512' })
      const { runs } = documentOf<{ runs: readonly unknown[] }>(await world.joinery(['runs', 'list', '--json']))
      expect(runs).toHaveLength(1)
    },
  )
})

describe('what waits for a person', () => {
  test('is told by mail, with the hash of the plan and what it would change', async () => {
    const world = await practiceWorld({ mode: 'hybrid', people: 20 })
    world.file(
      'joinery.yaml',
      'organisation: { name: Contoso, mode: hybrid, mailDomain: contoso.com }\nad: practice\nentra: practice\nnotify: { mail: { from: it@contoso.com, operators: [miriam.graham@contoso.com] } }\n',
    )
    world.file('policy.yaml', 'approvals:\n  - for: [onboard]\n    not: requester\n')
    world.file('new-hire.yaml', adele)
    await world.joinery(['schedule', 'add', 'onboard', 'new-hire.yaml', '--at', '2026-01-01'])

    const pass = documentOf<SchedulePass>(await world.joinery([...PASS, '--json']))
    await world.joinery([...PASS, '--json'])

    expect(pass).toMatchObject({ work: [{ state: 'approval' }], troubles: [] })
    expect(JSON.stringify(pass.told)).toMatch(/sha256:[0-9a-f]{64}.*joinery approve/)
    expect(world.practice.company.summary()).toMatchObject({
      mailsSent: 1,
      'mail 1': '"onboard for Adele Vance (01024) waits for approval" to miriam.graham@contoso.com',
    })
    expect(await world.account('(employeeID=01024)')).toBeNull()
  })
})

describe('schedule install', () => {
  test.each([
    ['systemd', ['joinery.service', 'joinery.timer']],
    ['cron', ['joinery.cron']],
    ['task-scheduler', ['joinery.xml']],
  ] as const)('prints and writes the files for %s, and says what to do with them', async (as, names) => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const end = await world.joinery(['schedule', 'install', '--as', as, '--out', 'host', '--json'])

    const install = documentOf<{ files: { name: string; text: string }[]; steps: string[] }>(end)
    expect(install.files.map(({ name }) => name)).toEqual(names)
    expect(install.files[0]?.text).toContain('schedule')
    expect(install.steps.join(' ')).toContain('joinery schedule list')
    const shown = await world.joinery(['schedule', 'install', '--as', as])
    expect(shown.stdout).toContain(install.files[0]?.text.trim())
  })
})
