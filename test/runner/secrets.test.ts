import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { applyPlan, resumeRun, retryRun } from '../../src/runner/apply-plan.ts'
import type { CrashPoint } from '../../src/runner/run-deps.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { type Bench, bench } from './support/bench.ts'
import { cloudHire, newHire, planOf } from './support/plans.ts'
import type { Wire } from './support/tiny-tenant.ts'

const RUN = 'r1'
const NOTE = 'notes/00125'

const dyingAt =
  (point: CrashPoint, change: string) =>
  (name: CrashPoint, at: string): void => {
    if (name === point && at === change) throw new Error('killed')
  }

const passwordOf = (on: Bench): string | null | undefined =>
  Object.values(on.tenant.state.entra).find(({ properties }) => properties.employeeId === '00125')?.password

const users = (on: Bench): number =>
  Object.values(on.tenant.state.entra).filter(({ properties }) => properties.employeeId === '00125').length

describe('a password that was lost in a crash', () => {
  test.each([
    ['after-apply', '00125-user'],
    ['after-outcome', '00125-user'],
    ['before-intent', '00125-note'],
    ['after-intent', '00125-note'],
    ['after-apply', '00125-note'],
  ] as const)('%s of %s is made anew before it is handed over, and the account stays one', async (point, change) => {
    const on = bench()
    await applyPlan(planOf([cloudHire()]), { ...on.deps({ crashPoint: dyingAt(point, change) }), runId: RUN }).catch(
      () => null,
    )
    const lost = passwordOf(on)

    const report = await resumeRun(RUN, on.deps())

    expect(report.status).toBe('done')
    expect(on.tenant.state.notes[NOTE]).toBe(passwordOf(on))
    expect(passwordOf(on)).not.toBe(lost)
    expect(users(on)).toBe(1)
  })

  test('is made anew at each further crash, too', async () => {
    const on = bench()
    await applyPlan(planOf([cloudHire()]), {
      ...on.deps({ crashPoint: dyingAt('after-outcome', '00125-user') }),
      runId: RUN,
    }).catch(() => null)
    for (const point of ['after-intent', 'after-apply'] as const) {
      await resumeRun(RUN, on.deps({ crashPoint: dyingAt(point, '00125-user') })).catch(() => null)
    }

    const report = await resumeRun(RUN, on.deps())

    expect(report.status).toBe('done')
    expect(on.tenant.state.notes[NOTE]).toBe(passwordOf(on))
  })

  test('that cannot be made anew fails the hand-over, not the account; a retry makes up for it', async () => {
    let allowed = false
    const wire: Wire = async (call, done) => {
      if (call.startsWith('entra.password') && !allowed) throw new Fault('entra/denied', {})
      done()
    }
    const on = bench({ wire })
    await applyPlan(planOf([cloudHire()]), {
      ...on.deps({ crashPoint: dyingAt('after-outcome', '00125-user') }),
      runId: RUN,
    }).catch(() => null)

    const resumed = await resumeRun(RUN, on.deps())
    expect(resumed.changes.map(({ outcome }) => outcome)).toEqual(['made', 'failed'])
    expect(resumed.faults).toMatchObject([{ code: 'entra/denied', change: '00125-note' }])
    expect(on.tenant.state.notes).toEqual({})

    allowed = true
    expect((await retryRun(RUN, on.deps())).status).toBe('done')
    expect(on.tenant.state.notes[NOTE]).toBe(passwordOf(on))
  })
})

describe('a hand-over that failed', () => {
  test('in another process gets a new password, which the account then has', async () => {
    let full = true
    const wire: Wire = async (call, done) => {
      if (call.startsWith('note') && full)
        throw new Fault('handover/not-writable', { file: NOTE, why: 'no space left' })
      done()
    }
    const on = bench({ wire })
    const { id } = await applyPlan(planOf([cloudHire()]), on.deps())
    full = false

    expect((await retryRun(id, on.deps())).status).toBe('done')
    expect(on.tenant.state.notes[NOTE]).toBe(passwordOf(on))
  })
})

test('an account that was there all the time keeps its password, and nothing is handed over', async () => {
  const on = bench()
  await applyPlan(planOf([{ key: '00125', changes: cloudHire().changes.slice(0, 1) }]), on.deps())
  const password = passwordOf(on)

  const report = await applyPlan(planOf([cloudHire()]), on.deps())

  expect(report.status).toBe('done')
  expect(report.changes.map(({ outcome, note }) => [outcome, note])).toEqual([
    ['found', undefined],
    ['skipped', '"create cloud account lee.gu@contoso.com" held already, so there is no new secret'],
  ])
  expect(passwordOf(on)).toBe(password)
})

test('an account that shows only after its second attempt was refused has the password of the first', async () => {
  const clock = virtualClock()
  const visibleAt = clock.now() + 70_000
  let attempts = 0
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra.add')) return done()
    attempts += 1
    if (attempts > 1) throw new Fault('entra/name-taken', {})
    done()
    throw new Fault('entra/unreachable', {}, { effect: 'unknown' })
  }
  const on = bench({ clock, wire })
  const { entra } = on.tenant.readers
  if (!entra) throw new Error('no Entra')
  const late = {
    ...entra,
    usersBy: async (...args: Parameters<typeof entra.usersBy>) =>
      clock.now() < visibleAt ? [] : entra.usersBy(...args),
  }

  const report = await applyPlan(planOf([cloudHire()]), on.deps({ readers: { ...on.tenant.readers, entra: late } }))

  expect(report.status).toBe('done')
  expect(report.changes[0]).toMatchObject({ outcome: 'made', attempts: 2, verified: true })
  expect(users(on)).toBe(1)
  expect(on.tenant.state.notes[NOTE]).toBe(passwordOf(on))
})

test('a password whose answer was lost is the one that is handed over, whichever attempt arrived', async () => {
  let lost = 0
  const wire: Wire = async (call, done) => {
    if (call.startsWith('ad.password')) {
      lost += 1
      if (lost !== 2) done()
      if (lost <= 2) throw new Fault('ad/connection-lost', { server: 'dc1' }, { effect: 'unknown' })
      return
    }
    done()
  }
  const on = bench({ wire })

  const report = await applyPlan(planOf([newHire()]), on.deps())

  expect(report.status).toBe('done')
  const passwords = Object.values(on.tenant.state.ad).map(({ password }) => password)
  expect(passwords).toContain(on.tenant.state.notes['notes/00123-password'])
})
