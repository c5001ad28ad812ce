import { expect, test } from 'vitest'
import type { RunReport } from '../../src/model/run.ts'
import { adele, practiceWorld } from '../support/practice-world.ts'
import { quickClock } from '../support/quick-clock.ts'
import { documentOf } from '../support/run-joinery.ts'

test('a server that says 204 and does nothing makes the command end with 7, with the field, what was wanted and what was found', async () => {
  const world = await practiceWorld({ mode: 'cloud', people: 20 })
  world.file('new-hire.yaml', adele)
  world.practice.faults.set({ graph: { ignored: 1 } })
  const clock = quickClock(Date.now())

  const told = await world.joinery(['onboard', 'new-hire.yaml', '--yes'], { clock })
  const { runs } = documentOf<{ runs: { id: string }[] }>(await world.joinery(['runs', 'list', '--json']))
  world.practice.faults.set({})
  const retried = await world.joinery(['retry', runs[0]?.id ?? '', '--json'], { clock })

  expect(told.code).toBe(7)
  const text = (told.stdout + told.stderr).replaceAll(/\s+/g, ' ')
  expect(text).toContain('Wanted: {"manager":"Miriam Graham"}; found: {"manager":null}.')
  expect(text).toContain('joinery retry')
  expect(retried.code).toBe(0)
  expect(documentOf<RunReport>(retried)).toMatchObject({ status: 'done', faults: [] })
  const user = await world.graph<{ manager: object }>(
    '/users/adele.vance@contoso.com?$expand=manager($select=displayName)',
  )
  expect(user.manager).toMatchObject({ displayName: 'Miriam Graham' })
})
