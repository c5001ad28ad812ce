import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as library from '../src/index.ts'
import { Fault, Faults, openJoinery, type ProgressEvent, startPracticeTenant } from '../src/index.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const adele = {
  employeeId: '01024',
  givenName: 'Adele',
  surname: 'Vance',
  department: 'Sales',
  country: 'GB',
  manager: '00101',
}

/** A folder with a joinery.yaml on the practice tenant, and that tenant. */
const tryingOut = async () => {
  const folder = temporaryFolder()
  const tenant = await startPracticeTenant({ folder: join(folder, '.joinery', 'practice'), people: 40, syncDelayMs: 0 })
  onTestFinished(() => tenant.stop())
  return { folder, tenant }
}

describe('the library', () => {
  test('exports what users need and nothing else', () => {
    expect(Object.keys(library).sort()).toEqual([
      'Fault',
      'Faults',
      'csvTable',
      'fromFileTime',
      'openJoinery',
      'runScript',
      'startPracticeTenant',
    ])
  })

  test('plans, applies, reads back and looks at the journal', async () => {
    const { folder } = await tryingOut()
    await using joinery = await openJoinery({ practice: true, folder, actor: 'hr-sync' })
    const told: ProgressEvent['type'][] = []

    const plan = await joinery.plan('onboard', { people: [adele] })
    const run = await joinery.apply(plan, { progress: ({ type }) => told.push(type) })
    const { ad, entra } = await joinery.read()

    expect(plan).toMatchObject({ actor: 'hr-sync', people: [{ key: '01024', name: 'Adele Vance' }] })
    expect(run).toMatchObject({ plan: plan.id, status: 'done', faults: [] })
    expect(told).toContain('verified')
    const employeeID = { op: 'equals', attribute: 'employeeID', value: '01024' } as const
    const accounts = await ad?.search({ scope: 'sub', filter: employeeID, attributes: ['mail'] })
    expect(accounts).toMatchObject([{ attributes: { mail: ['adele.vance@contoso.com'] } }])
    const [user] = (await entra?.usersBy('employeeId', '01024')) ?? []
    expect(user?.properties['usageLocation']).toBe('GB')
    expect((await entra?.groupsOf(user?.id ?? ''))?.map(({ displayName }) => displayName)).toContain('Sales Team')
    expect(await joinery.runs()).toMatchObject([{ id: run.id, people: 1, status: 'done' }])
    expect(await joinery.run(run.id)).toEqual(run)
    expect((await joinery.plan('onboard', { people: [adele] })).changes).toEqual([])
  })

  test('saves a plan and applies it later, unless it was altered', async () => {
    const { folder } = await tryingOut()
    writeFileSync(join(folder, 'new-hire.json'), JSON.stringify(adele))
    await using joinery = await openJoinery({ practice: true, folder })
    const made = await joinery.plan('onboard', { files: ['new-hire.json'] })

    await joinery.savePlan(made, 'plan.json')
    const loaded = await joinery.loadPlan('plan.json')
    writeFileSync(join(folder, 'altered.json'), '{}')

    expect(loaded).toEqual(made)
    await expect(joinery.loadPlan('altered.json')).rejects.toMatchObject({ code: 'plan/tampered' })
  })

  test('throws everything that is wrong with people and playbooks, with codes to decide by', async () => {
    const folder = temporaryFolder()
    await using joinery = await openJoinery({ practice: true, folder })

    const thrown = await joinery
      .plan('onboard', { people: [{ employeeId: 'PENDING', surnam: 'Vance' }] })
      .catch((error: unknown) => error)

    expect(thrown).toBeInstanceOf(Faults)
    const { faults } = thrown as Faults
    expect(faults.map(({ code }) => code)).toContain('file/unknown-key')
    expect(faults.every((fault) => fault instanceof Fault)).toBe(true)
    const checked = await joinery.check()
    expect(checked.map(({ playbook }) => playbook)).toContain('onboard')
    expect(checked.flatMap((finding) => finding.faults)).toEqual([])
    await expect(openJoinery({ folder }).then((other) => other.runs())).rejects.toMatchObject({
      code: 'config/not-found',
    })
    expect(existsSync(join(folder, '.joinery'))).toBe(false)
  })
})
