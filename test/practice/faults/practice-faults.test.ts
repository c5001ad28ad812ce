import { describe, expect, test } from 'vitest'
import { practiceFaultSettings } from '../../../src/model/practice-fault-settings.ts'
import { namedFaults } from '../../../src/practice/faults/named-faults.ts'
import { faultyPractice } from './faulty-practice.ts'

/** The statuses of a sequence of reads; null for a connection that ended. */
const sequence = async (seed: string): Promise<readonly (number | null)[]> => {
  const { ask } = await faultyPractice({ seed, graph: { throttled: 0.2, failing: 0.2, lost: 0.1, reset: 0.1 } })
  const statuses: (number | null)[] = []
  for (let count = 0; count < 40; count++) statuses.push((await ask('GET', '/organization'))?.status ?? null)
  return statuses
}

describe('the switch for faults', () => {
  test('gives the same faults to the same requests under the same seed, and others under another', async () => {
    const [first, again, other] = [await sequence('1'), await sequence('1'), await sequence('2')]

    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(new Set(first).size).toBeGreaterThan(3)
  })

  test.each(Object.entries(namedFaults))('knows %s by name, and as a file could say it', async (name, { settings }) => {
    const practice = await faultyPractice(name)

    expect((await practice.ask('GET', '/organization')) === null).toBeTypeOf('boolean')
    expect(practiceFaultSettings.parse(settings)).toEqual(settings)
  })

  test('refuses a name that it does not know and says which was meant', async () => {
    await expect(faultyPractice('lagy')).rejects.toMatchObject({
      code: 'practice/unknown-faults',
      hint: expect.stringContaining('Did you mean laggy?'),
    })
  })

  test('can be turned while the servers run, and goes on counting', async () => {
    const practice = await faultyPractice({ graph: { throttled: 1 } })
    const ask = async (): Promise<number | undefined> => (await practice.ask('GET', '/organization'))?.status

    const statuses = [await ask()]
    practice.faults.set({})
    statuses.push(await ask())
    practice.faults.set({ graph: { failing: 1 } })
    statuses.push(await ask())

    expect(statuses).toEqual([429, 200, expect.toSatisfy((status: number) => status >= 500)])
    expect(practice.faults.fired().graph).toMatchObject({ throttled: 1, failing: 1 })
  })

  test('refuses shares that add up to more than all requests', () => {
    const parsed = practiceFaultSettings.safeParse({ graph: { throttled: 0.6, lost: 0.5 } })

    expect(parsed.success).toBe(false)
  })
})
