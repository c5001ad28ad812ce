import { describe, expect, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { startJoinery } from '../support/spawn-joinery.ts'

const HOUR_MS = 3_600_000

/** Entra shows the new account only when the test says so: the run waits in its middle. */
const waitingWorld = (): Promise<World> => practiceWorld({ mode: 'hybrid', people: 20, syncDelayMs: HOUR_MS })

const lastRun = async (world: World): Promise<RunReport> => {
  const { runs } = documentOf<{ runs: { id: string }[] }>(await world.joinery(['runs', 'list', '--json']))
  return documentOf<RunReport>(await world.joinery(['runs', 'show', runs[0]?.id ?? '', '--json']))
}

const expectAdeleComplete = async (world: World): Promise<void> => {
  const account = await world.account('(employeeID=01024)')
  expect(account).toMatchObject({ sAMAccountName: 'adele.vance', userAccountControl: '512' })
  expect(account?.['memberOf']).toHaveLength(3)
  const user = await world.graph<object>('/users/adele.vance@contoso.com?$select=usageLocation,assignedLicenses')
  expect(user).toMatchObject({ usageLocation: 'GB', assignedLicenses: [expect.any(Object)] })
}

describe('a run that is stopped while it waits for Entra', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i, says how to go on, and resumes to its end', async (signal, expected) => {
    const world = await waitingWorld()
    world.file('new-hire.yaml', adele)
    const joinery = startJoinery(['onboard', 'new-hire.yaml', '--yes'], { cwd: world.folder })
    await joinery.seen('waiting for Entra to show adele.vance@contoso.com')

    joinery.child.kill(signal)
    const stopped = await joinery.end

    expect(stopped.code).toBe(expected)
    expect(stopped.stderr).toContain('Stopping: what is under way is finished and recorded')
    const interrupted = await lastRun(world)
    expect(interrupted.status).toBe('interrupted')
    expect(stopped.stdout).toContain(`Go on:       joinery resume ${interrupted.id}`)

    world.practice.syncNow()
    const resumed = documentOf<RunReport>(await world.joinery(['resume', interrupted.id, '--json']))

    expect(resumed).toMatchObject({ id: interrupted.id, status: 'done', faults: [] })
    await expectAdeleComplete(world)
  })

  test('by SIGKILL resumes to its end too, with a password that was handed over', async () => {
    const world = await waitingWorld()
    world.file('new-hire.yaml', adele)
    const joinery = startJoinery(['onboard', 'new-hire.yaml', '--yes'], { cwd: world.folder })
    await joinery.seen('waiting for Entra to show adele.vance@contoso.com')

    joinery.child.kill('SIGKILL')
    await joinery.end
    const { id, status } = await lastRun(world)
    world.practice.syncNow()
    const resumed = await world.joinery(['resume', id])

    expect(status).toBe('running')
    expect(resumed).toMatchObject({ code: 0, stderr: '' })
    expect(resumed.stdout).toMatch(/Handed over: \S+\.txt \(Adele Vance\)/)
    await expectAdeleComplete(world)
  })

  test('and resumed after that is done says so again and does nothing', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const { id } = documentOf<RunReport>(
      await world.joinery(['onboard', world.file('a.yaml', adele), '--yes', '--json']),
    )
    const before = world.digest()

    const again = [await world.joinery(['resume', id, '--json']), await world.joinery(['retry', id, '--json'])]

    for (const end of again) {
      expect(end.code).toBe(0)
      expect(documentOf(end)).toMatchObject({ id, status: 'done', counts: { made: 7 } })
    }
    expect(world.digest()).toBe(before)
  })
})

describe('a batch that is killed in its middle', () => {
  const people = 12
  const csv = [
    'employeeId,givenName,surname,department,country',
    ...Array.from({ length: people }, (_, at) => `0400${String(at).padStart(2, '0')},Lee,Gu,Sales,GB`),
  ].join('\n')

  test('again and again, resumes to the end that an undisturbed run has', async () => {
    const [world, undisturbed] = [
      await practiceWorld({ mode: 'ad', people: 20 }),
      await practiceWorld({ mode: 'ad', people: 20 }),
    ]
    for (const { file } of [world, undisturbed]) file('hires.csv', csv)
    await undisturbed.joinery(['onboard', 'hires.csv', '--yes'])
    const first = startJoinery(['onboard', 'hires.csv', '--yes'], { cwd: world.folder })

    await first.seen('✓')
    first.child.kill('SIGKILL')
    await first.end
    const { id } = await lastRun(world)
    const second = startJoinery(['resume', id], { cwd: world.folder })
    await second.seen('✓')
    second.child.kill('SIGKILL')
    await second.end
    const resumed = documentOf<RunReport>(await world.joinery(['resume', id, '--json']))

    expect(resumed).toMatchObject({ status: 'done', faults: [] })
    expect(await accounts(world)).toEqual(await accounts(undisturbed))
  })
})

/** What there is of the people of the batch, but for what no two runs have in common. */
const accounts = async (world: World): Promise<readonly object[]> => {
  const ldap = await world.ldap()
  const attributes = ['sAMAccountName', 'employeeID', 'userAccountControl', 'mail', 'memberOf', 'pwdLastSet']
  const filter = '(employeeID=0400*)'
  const { searchEntries } = await ldap.search(world.practice.info.base, { scope: 'sub', filter, attributes })
  return searchEntries.sort((a, b) => (a.dn < b.dn ? -1 : 1))
}
