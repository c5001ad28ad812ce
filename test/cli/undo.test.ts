import { Attribute, Change } from 'ldapts'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openAd } from '../../src/ad/open-ad.ts'
import { openEntra } from '../../src/entra/open-entra.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport, RunSummary } from '../../src/model/run.ts'
import { Secret } from '../../src/model/secret.ts'
import type { Readers } from '../../src/ports/systems.ts'
import { digestOf } from '../support/directory-digest.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { systemClock } from '../support/system-clock.ts'

const UPN = 'adele.vance@contoso.com'

/** The company as any client sees it. */
const readersOf = async ({ practice }: World): Promise<Readers> => {
  const { ldap, user, password, caPem, graph, token, tenant } = practice.info
  const ad = await openAd({ servers: [ldap], user, password: new Secret(password), ca: caPem }, { clock: systemClock })
  onTestFinished(() => ad.close())
  const entra = await openEntra(
    { tenant, cloud: 'global', credential: { kind: 'token', token: new Secret(token) }, baseUrl: graph },
    { clock: systemClock, random: seededRandom('undo') },
  )
  return { ad: ad.reader, entra: entra.reader, clock: systemClock }
}

/** Every account, group and OU of AD, and everything about the users of the tenant that an onboarding touches. */
const digest = async (world: World, upns: readonly string[] = [UPN]): Promise<unknown> => {
  world.practice.syncNow()
  return JSON.parse(await digestOf(await readersOf(world), { upns: [...upns, 'miriam.graham@contoso.com'] }))
}

const lastRun = async (world: World): Promise<string> =>
  documentOf<{ runs: readonly RunSummary[] }>(await world.joinery(['runs', 'list', '--json'])).runs[0]?.id ?? ''

const onboarded = async (
  mode: 'hybrid' | 'cloud' | 'ad',
  input = adele,
): Promise<{ world: World; before: unknown; run: string }> => {
  const world = await practiceWorld({ mode, people: 20 })
  const before = await digest(world)
  const end = await world.joinery(['onboard', world.file('new-hire.yaml', input), '--yes'])
  expect(end.code, end.stderr).toBe(0)
  return { world, before, run: await lastRun(world) }
}

describe('joinery undo', () => {
  test.each(['hybrid', 'cloud', 'ad'] as const)(
    'leaves no trace of an onboarding in mode %s, and a second time makes nothing',
    async (mode) => {
      const { world, before, run } = await onboarded(mode)
      expect(await digest(world)).not.toEqual(before)

      const undo = await world.joinery(['undo', run, '--yes', '--json'])
      const again = await world.joinery(['undo', run, '--yes', '--json'])

      expect(undo.code, undo.stderr).toBe(0)
      expect(documentOf<RunReport>(undo)).toMatchObject({ playbook: 'undo', status: 'done', faults: [] })
      expect(await digest(world)).toEqual(before)
      expect(again.code).toBe(0)
      expect(documentOf<RunReport>(again)).toMatchObject({ status: 'done', counts: { made: 0 }, changes: [] })
    },
  )

  test('brings a mover back: OU, groups, licences, manager and attributes as before', async () => {
    const world = await practiceWorld({ mode: 'hybrid', people: 30 })
    const upns = ['john.smith@contoso.com']
    const mover = `employeeId: "00111"\ngivenName: John\nsurname: Smith\ntitle: Clerk\ndepartment: Finance\ncountry: US\nmanager: "00103"\n`
    // The first run gives what the role asks for, so that the second is a move and nothing else.
    const sales = mover.replace('Finance', 'Sales').replace('00103', '00101')
    expect((await world.joinery(['onboard', world.file('before.yaml', sales), '--yes'])).code).toBe(0)
    const before = await digest(world, upns)
    const moved = await world.joinery(['onboard', world.file('mover.yaml', mover), '--yes'])
    expect(moved.code, moved.stderr).toBe(0)
    expect(await digest(world, upns)).not.toEqual(before)

    const undo = await world.joinery(['undo', await lastRun(world), '--yes'])

    expect(undo.code, undo.stderr).toBe(0)
    expect(await digest(world, upns)).toEqual(before)
  })

  test('shows its plan and asks; nothing is written with --dry-run, nor when the answer is no', async () => {
    const { world, run } = await onboarded('ad')
    const before = world.digest()

    const shown = await world.joinery(['undo', run, '--dry-run'])
    const declined = await world.joinery(['undo', run], { answer: { types: 'n' } })

    expect([shown.code, declined.code]).toEqual([0, 3])
    expect(shown.stdout).toContain(`Undo of run ${run}, New hire (onboard)`)
    expect(shown.stdout).toContain('- delete account Adele Vance  ! deletes data, locks out')
    expect(shown.stdout).toContain('cannot be taken back: hand over the secret of Adele Vance')
    expect(declined.stdout).toMatch(/Apply these \d changes for Adele Vance\? \[y\/N\]/)
    expect(world.digest()).toBe(before)
    expect((await world.joinery(['undo', run], { answer: { types: 'y' } })).code).toBe(0)
    expect(await world.account('(employeeID=01024)')).toBeNull()
  })

  test('prints the plan as JSON, which can be saved, approved and applied like any other', async () => {
    const { world, run } = await onboarded('ad')

    const shown = await world.joinery(['undo', run, '--dry-run', '--json', '--out', 'undo.json'])

    expect(documentOf<Plan>(shown)).toMatchObject({ format: 'joinery.plan/1', playbook: { name: 'undo' } })
    expect((await world.joinery(['apply', 'undo.json'])).code).toBe(0)
    expect(await world.account('(employeeID=01024)')).toBeNull()
  })

  test('leaves what somebody else has changed since, says so, and takes it with --force', async () => {
    const { world, run } = await onboarded('ad')
    const ldap = await world.ldap()
    const dn = String((await world.account('(employeeID=01024)'))?.['dn'])
    const modification = new Attribute({ type: 'title', values: ['Director'] })
    await ldap.modify(dn, new Change({ operation: 'replace', modification }))

    const left = await world.joinery(['undo', run, '--yes'])

    expect(left.code).toBe(0)
    expect(left.stdout).toContain('title is Director, and was set to Account Executive')
    expect(await world.account('(employeeID=01024)')).not.toBeNull()
    expect((await world.joinery(['undo', run, '--yes', '--force'])).code).toBe(0)
    expect(await world.account('(employeeID=01024)')).toBeNull()
  })

  test('is guarded: taking six people back at once has to be approved', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const hires = Array.from(
      { length: 6 },
      (_, at) =>
        `  - { employeeId: "0900${at}", givenName: Wei, surname: "Wang${at}", department: Sales, country: GB }\n`,
    )
    expect(
      (await world.joinery(['onboard', world.file('hires.yaml', `people:\n${hires.join('')}`), '--yes'])).code,
    ).toBe(0)
    const before = world.digest()

    const end = await world.joinery(['undo', await lastRun(world), '--yes'])

    expect(end.code).toBe(3)
    expect(end.stderr).toContain('6 people would lose')
    expect(world.digest()).toBe(before)
  })

  test('of a run that does not exist is 64', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const end = await world.joinery(['undo', '20261201-00000000', '--yes'])

    expect(end.code).toBe(64)
    expect(end.stderr).toContain('run/unknown-run')
  })
})
