import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import type { FaultCode } from '../../src/model/faults/index.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { type Bench, bench } from './support/bench.ts'
import { newHire, type Planned, planOf } from './support/plans.ts'

const MINUTE = 60_000
/** Somebody who has an account in Entra already. */
const miriam = { id: '00000000-0000-4000-8000-00000000cccc', name: 'miriam.graham@contoso.com' }

/** A tenant that refuses some calls with a fault until so many milliseconds have passed. */
const refusing = (calls: string, code: FaultCode, forMs: number): Bench => {
  const clock = virtualClock()
  const until = clock.now() + forMs
  return bench({
    clock,
    wire: async (call, done) => {
      if (call.startsWith(calls) && clock.now() < until) throw new Fault(code, { doing: call })
      done()
    },
  })
}

const location: Planned = {
  id: 'location',
  change: { kind: 'entra.user.modify', target: miriam, changes: { usageLocation: { before: null, after: 'PL' } } },
}
const licence: Planned = {
  id: 'licence',
  change: {
    kind: 'entra.licence.assign',
    user: miriam,
    add: [{ skuId: 'spe-e3', skuPartNumber: 'SPE_E3', disabledPlans: [] }],
    remove: [],
  },
}

describe('an account of which Entra has not heard everywhere', () => {
  test('that this run has made is waited for, for minutes', async () => {
    const on = refusing('entra.licence', 'entra/not-found', 5 * MINUTE)

    const report = await applyPlan(planOf([newHire()]), on.deps())

    expect(report).toMatchObject({ status: 'done', faults: [] })
  })

  test('and that stays unknown is parked, and a later resume goes on', async () => {
    const on = refusing('entra.licence', 'entra/not-found', 30 * MINUTE)
    const plan = planOf([newHire()])

    const report = await applyPlan(plan, { ...on.deps(), runId: 'r1' })
    await on.clock.sleep(30 * MINUTE)

    expect(report.status).toBe('parked')
    expect(report.changes.find(({ kind }) => kind === 'entra.licence.assign')?.note).toContain(
      'does not have this object',
    )
    expect(await resumeRun('r1', on.deps())).toMatchObject({ status: 'done', faults: [] })
  })

  test('that was there before is missing at once', async () => {
    const on = refusing('entra.licence', 'entra/not-found', MINUTE)

    const report = await applyPlan(planOf([{ key: '00001', changes: [licence] }]), on.deps())

    expect(report.faults).toMatchObject([{ code: 'entra/not-found' }])
  })
})

describe('a country of which the licence service has not heard', () => {
  test('is waited for where this run has set it', async () => {
    const on = refusing('entra.licence', 'entra/no-usage-location', MINUTE)

    const report = await applyPlan(planOf([{ key: '00001', changes: [location, licence] }]), on.deps())

    expect(report).toMatchObject({ status: 'done', faults: [] })
  })

  test('and is missing where it has not', async () => {
    const on = refusing('entra.licence', 'entra/no-usage-location', MINUTE)

    const report = await applyPlan(planOf([{ key: '00001', changes: [licence] }]), on.deps())

    expect(report.faults).toMatchObject([{ code: 'entra/no-usage-location', effect: 'none' }])
  })
})
