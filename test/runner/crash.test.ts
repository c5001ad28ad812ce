import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { Plan } from '../../src/model/plan.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../src/runner/run-deps.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { type Bench, bench } from './support/bench.ts'
import { newHire, planOf } from './support/plans.ts'
import type { Wire } from './support/tiny-tenant.ts'

class Crash extends Error {}

const points: readonly CrashPoint[] = ['before-intent', 'after-intent', 'after-apply', 'after-outcome']

const RUN = 'r1'

/** Dies at the nth boundary that it meets. */
const dyingAt = (nth: number): (() => void) => {
  let met = 0
  return () => {
    met += 1
    if (met === nth) throw new Crash('killed')
  }
}

const apply = (on: Bench, plan: Plan, crashPoint?: (name: CrashPoint, change: string) => void) =>
  applyPlan(plan, { ...on.deps({ crashPoint }), runId: RUN })

/** A new process goes on, and may die too. */
const resume = (on: Bench, crashPoint?: (name: CrashPoint, change: string) => void) =>
  resumeRun(RUN, on.deps({ crashPoint }))

/** What every run has to end in, whatever happened to it: the undisturbed digest, and secrets that open what they are for. */
const expectWhole = (on: Bench, undisturbed: string): void => {
  expect(on.tenant.digest()).toBe(undisturbed)
  const { state } = on.tenant
  for (const [place, secret] of Object.entries(state.notes)) {
    const owners = [
      ...Object.values(state.ad).map(({ password }) => password),
      ...Object.values(state.entra).flatMap(({ passes }) => passes.map(({ value }) => value)),
    ]
    expect(owners, place).toContain(secret)
  }
}

/** What may be repeated because it leaves no trace: secrets that nobody has seen. */
const REPEATABLE = /^(ad\.password|entra\.pass|note)/

const expectNothingDoubled = (on: Bench): void => {
  const writes = on.tenant.state.writes.filter((write) => !REPEATABLE.test(write))
  expect(writes).toEqual([...new Set(writes)])
}

const undisturbedDigest = async (plan: Plan): Promise<string> => {
  const on = bench()
  await apply(on, plan)
  return on.tenant.digest()
}

describe('killed at every point of every change of an onboarding with 14 changes', () => {
  const plan = planOf([newHire()])

  test.each(points)('%s: a resume ends in the same directories, and nothing is made twice', async (point) => {
    const undisturbed = await undisturbedDigest(plan)
    let died = 0
    for (const { id } of plan.changes) {
      const on = bench()
      const crash = (name: CrashPoint, change: string): void => {
        if (name === point && change === id) throw new Crash('killed')
      }

      const first = await apply(on, plan, crash).catch((thrown) => thrown)
      if (first instanceof Crash) died += 1
      const report = first instanceof Crash ? await resume(on) : first

      expect(report.status).toBe('done')
      expectWhole(on, undisturbed)
      expectNothingDoubled(on)
    }
    // The wait writes nothing, so there is nothing to die in between.
    expect(died).toBe(plan.changes.length - 1)
  })

  test('five times in a row, also while resuming', async () => {
    const undisturbed = await undisturbedDigest(plan)
    for (let seed = 0; seed < 30; seed += 1) {
      const random = seededRandom(`chain ${seed}`)
      const on = bench()
      let ended = await apply(on, plan, dyingAt(1 + random.integer(20))).catch(() => null)
      for (let crash = 0; crash < 4 && !ended; crash += 1)
        ended = await resume(on, dyingAt(1 + random.integer(20))).catch(() => null)
      ended ??= await resume(on)

      expect(ended.status).toBe('done')
      expectWhole(on, undisturbed)
      expectNothingDoubled(on)
    }
  })

  test('with people side by side', async () => {
    const crowd = planOf(Array.from({ length: 6 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`)))
    const undisturbed = await undisturbedDigest(crowd)
    for (let seed = 0; seed < 20; seed += 1) {
      const on = bench()
      const nth = 1 + seededRandom(`crowd ${seed}`).integer(6 * 13 * 4)

      await expect(apply(on, crowd, dyingAt(nth))).rejects.toThrow(Crash)
      const report = await resume(on)

      expect(report.status).toBe('done')
      expectWhole(on, undisturbed)
      expectNothingDoubled(on)
    }
  })

  test('once more after it is done changes nothing', async () => {
    const on = bench()
    await apply(on, plan)
    const lines = on.journal.lines.length

    const report = await resume(on)

    expect(report.status).toBe('done')
    expect(on.journal.lines).toHaveLength(lines)
  })
})

/** Some writes are executed and their answer is lost; some never arrive. Neither tells the sender which it was. */
const lossy = (seed: string, lost: number, refused: number): Wire => {
  const random = seededRandom(seed)
  return async (call, done) => {
    const dice = random.integer(100)
    if (dice < refused)
      throw dice % 2
        ? new Fault('entra/throttled', {}, { retryAfterMs: 2000 })
        : new Fault('ad/unreachable', { server: call })
    if (dice < refused + lost / 2) throw new Fault('ad/connection-lost', { server: call }, { effect: 'unknown' })
    done()
    if (dice < refused + lost) throw new Fault('ad/connection-lost', { server: call }, { effect: 'unknown' })
  }
}

describe('servers that fail three writes in ten and lose the answer of one in ten', () => {
  test('end in the same directories as servers without faults', async () => {
    const plan = planOf(Array.from({ length: 10 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`)))
    const undisturbed = await undisturbedDigest(plan)
    for (let seed = 0; seed < 5; seed += 1) {
      const on = bench({ wire: lossy(`lossy ${seed}`, 10, 30) })

      const report = await apply(on, plan)

      expect(report.faults).toEqual([])
      expect(report.status).toBe('done')
      expectWhole(on, undisturbed)
      expectNothingDoubled(on)
    }
  })

  test('also when what was written is to be seen only half a minute later', async () => {
    const plan = planOf([newHire()])
    const undisturbed = await undisturbedDigest(plan)
    for (let seed = 0; seed < 10; seed += 1) {
      const clock = virtualClock()
      const on = bench({ clock, wire: lossy(`lag ${seed}`, 40, 20) })
      const lagging = laggingEntra(on, 30_000)

      const report = await applyPlan(plan, {
        ...on.deps({ readers: lagging.readers, writers: lagging.writers }),
        runId: RUN,
      })

      expect(report.status).toBe('done')
      expectWhole(on, undisturbed)
      expectNothingDoubled(on)
    }
  })

  test('and one POST whose answer was lost is one POST', async () => {
    let lost = false
    const wire: Wire = async (call, done) => {
      done()
      if (!call.startsWith('entra.licence') || lost) return
      lost = true
      throw new Fault('entra/unreachable', {}, { effect: 'unknown' })
    }
    const on = bench({ wire })

    const report = await apply(on, planOf([newHire()]))

    expect(report.changes.find(({ kind }) => kind === 'entra.licence.assign')).toMatchObject({
      outcome: 'made',
      attempts: 1,
      verified: true,
    })
  })
})

/** Licences and groups are shown as they were some time ago. */
const laggingEntra = (on: Bench, lagMs: number) => {
  const { readers, writers } = on.tenant
  const { entra } = readers
  const { entra: writer } = writers
  if (!entra || !writer) throw new Error('no Entra')
  const since = new Map<string, number>()
  const visible = (id: string, item: string): boolean => {
    const key = `${id} ${item}`
    if (!since.has(key)) since.set(key, on.clock.now())
    return on.clock.now() - (since.get(key) ?? 0) >= lagMs
  }
  return {
    writers,
    readers: {
      ...readers,
      entra: {
        ...entra,
        groupsOf: async (id: string) => (await entra.groupsOf(id)).filter((group) => visible(id, group.id)),
        licencesOf: async (id: string) => (await entra.licencesOf(id)).filter((licence) => visible(id, licence.skuId)),
      },
    },
  }
}

test('a run killed while nobody could reach the directory waits for a resume that can', async () => {
  const on = bench()
  const plan = planOf([newHire()])
  let reachable = false
  const { ad } = on.tenant.readers
  if (!ad) throw new Error('no AD')
  const gone = {
    ...ad,
    byDn: async (...args: Parameters<typeof ad.byDn>) => {
      if (!reachable) throw new Fault('ad/unreachable', { server: 'dc1' })
      return ad.byDn(...args)
    },
  }
  await apply(on, plan, (name) => {
    if (name === 'after-apply') throw new Crash('killed')
  }).catch(() => null)

  const blind = await resumeRun(RUN, on.deps({ readers: { ...on.tenant.readers, ad: gone } }))
  reachable = true

  expect(blind.status).toBe('failed')
  expect(blind.faults).toMatchObject([{ code: 'ad/unreachable', effect: 'unknown' }])
  expect(on.tenant.state.writes.filter((write) => write.startsWith('ad.add'))).toHaveLength(1)
})
