import { expect, test, vi } from 'vitest'
import { runDigits } from '../../src/entra/middleware.ts'
import type { RunReport } from '../../src/model/run.ts'
import { adele, practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf } from '../support/run-joinery.ts'

/** The ids under which requests reach Graph while `work` goes on. */
const requestIds = async (work: () => Promise<unknown>): Promise<readonly string[]> => {
  const ids: string[] = []
  const send = globalThis.fetch
  const spy = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    ids.push(new Headers(init?.headers).get('client-request-id') ?? '')
    return send(input, init)
  })
  try {
    await work()
  } finally {
    spy.mockRestore()
  }
  return ids
}

const onboarded = async (world: World): Promise<{ readonly run: string; readonly ids: readonly string[] }> => {
  let run = ''
  const ids = await requestIds(async () => {
    run = documentOf<RunReport>(await world.joinery(['onboard', 'new-hire.yaml', '--yes', '--json'])).id
  })
  return { run, ids }
}

test('every request to Graph carries the id of the run it belongs to, and no two are the same', async () => {
  const world = await practiceWorld({ mode: 'cloud', people: 20 })
  world.file('new-hire.yaml', adele)

  const first = await onboarded(world)
  const second = await onboarded(world)

  for (const { run, ids } of [first, second]) {
    expect(ids.length).toBeGreaterThan(3)
    expect(ids.filter((id) => !id.startsWith(runDigits(run)))).toEqual([])
  }
  expect(runDigits(first.run)).not.toBe(runDigits(second.run))
  const all = [...first.ids, ...second.ids]
  expect(new Set(all).size).toBe(all.length)
})
