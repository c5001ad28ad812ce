import { beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { hires } from './support/hires.ts'
import { writesOf } from './support/onboarding-plan.ts'
import { seeds } from './support/seeds.ts'
import { sweepCompany, withFaults } from './support/sweep-company.ts'
import { Crash, dyingAt, dyingAtNth, inProcess } from './support/sweep-process.ts'

const RUN = 'r1'
const DEATHS = 4
const trouble = { throttled: 0.1, failing: 0.05, lost: 0.15, lagging: 0.3, lagMs: 20_000 }

describe('killed again and again while Graph throttles, loses answers and lags', () => {
  let plan: Plan
  let undisturbed: string

  beforeAll(async () => {
    const company = await sweepCompany({ mode: 'cloud' })
    plan = await company.plan(hires(1))
    await inProcess(company, 'undisturbed', (deps) => applyPlan(plan, { ...deps, runId: RUN }))
    undisturbed = company.digest()
    await company.close()
  })

  const killedAt = async (point: 'after-intent' | 'after-apply', change: string, seed: string): Promise<number> => {
    const company = await sweepCompany({ mode: 'cloud' })
    const random = seededRandom(seed)
    let died = 0
    const [end] = await withFaults(company, { seed, graph: trouble }, async () => {
      let end = await inProcess(
        company,
        'first',
        (deps) => applyPlan(plan, { ...deps, runId: RUN }),
        dyingAt(point, change),
      )
      while (end instanceof Crash) {
        died += 1
        const dies = died < DEATHS ? dyingAtNth(1 + random.integer(8)) : undefined
        end = await inProcess(company, `process ${died}`, (deps) => resumeRun(RUN, deps), dies)
      }
      return end
    })
    expect(end).toMatchObject({ status: 'done', faults: [] })
    expect(company.digest()).toBe(undisturbed)
    await company.close()
    return died
  }

  test.each(seeds(2))(
    'seed %i: every chain of processes ends as one undisturbed process',
    async (seed) => {
      let died = 0
      for (const point of ['after-intent', 'after-apply'] as const)
        for (const change of writesOf(plan)) died += await killedAt(point, change, `${seed} ${point} ${change}`)

      expect(died).toBeGreaterThan(2 * writesOf(plan).length)
    },
    120_000,
  )
})
