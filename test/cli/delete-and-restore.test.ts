import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

const john = 'employeeId: "00111"\ngivenName: John\nsurname: Smith\ndepartment: Sales\ncountry: US\n'

const world = async (steps: string): Promise<World> => {
  const made = await practiceWorld({ mode: 'ad', people: 30 })
  made.file('steps.yaml', `name: steps\nsteps:\n${steps.replace(/^/gm, '  ')}\n`)
  made.file('john.yaml', john)
  return made
}

const run = async (at: World, ...argv: readonly string[]): Promise<RunReport> => {
  const end = await at.joinery([...argv, '--yes', '--json'])
  expect(end.code, `${end.stderr}${end.stdout}`).toBe(0)
  return documentOf<RunReport>(end)
}

/** Everything about John Smith and whoever is linked to him, without what the directory counts. */
const seen = async (at: World): Promise<unknown> => {
  const account = await at.account('(employeeID=00111)')
  const { uSNChanged: _usn, whenChanged: _when, memberOf, ...rest } = account ?? {}
  return { ...rest, memberOf: [memberOf].flat().map(String).sort() }
}

describe('an account of Active Directory that is deleted', () => {
  test('comes back by undo with id, attributes, groups and manager, and a second undo makes nothing', async () => {
    const at = await world('- ad.disable: {}\n- ad.delete: {}')
    const before = await seen(at)
    const gone = await run(at, 'steps.yaml', 'john.yaml')
    expect(await at.account('(employeeID=00111)')).toBeNull()

    const undo = await run(at, 'undo', gone.id)
    const again = await run(at, 'undo', gone.id)

    expect(undo).toMatchObject({ status: 'done', faults: [], counts: { made: 2 } })
    expect(await seen(at)).toEqual(before)
    expect(again.counts.made).toBe(0)
  })

  test('comes back by ad.restore, once, and nobody gets a second one meanwhile', async () => {
    const at = await world('- ad.delete: {}')
    const before = await seen(at)
    await run(at, 'steps.yaml', 'john.yaml')
    at.file('new.yaml', 'name: new\nsteps:\n  - ad.account: { ou: "OU=Sales,OU=Staff" }\n')
    at.file('back.yaml', 'name: back\nsteps:\n  - ad.restore: {}\n')

    const second = await at.joinery(['new.yaml', 'john.yaml', '--yes'])
    await run(at, 'back.yaml', 'john.yaml')
    const again = await at.joinery(['back.yaml', 'john.yaml', '--dry-run', '--json'])

    expect([second.code, second.stderr]).toEqual([3, expect.stringContaining('plan/account-in-recycle-bin')])
    expect(await seen(at)).toEqual(before)
    expect(documentOf<Plan>(again).changes).toEqual([])
  })
})
