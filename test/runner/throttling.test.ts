import { expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { applyPlan, resumeRun } from '../../src/runner/apply-plan.ts'
import { virtualClock } from '../support/virtual-clock.ts'
import { bench } from './support/bench.ts'
import { account, newHire, planOf } from './support/plans.ts'
import type { Wire } from './support/tiny-tenant.ts'

test('Retry-After is kept to the millisecond', async () => {
  const clock = virtualClock()
  const sent: number[] = []
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra.licence')) return done()
    sent.push(clock.now())
    if (sent.length === 1) throw new Fault('entra/throttled', {}, { retryAfterMs: 37_000 })
    done()
  }
  const { deps } = bench({ clock, wire })

  const report = await applyPlan(planOf([newHire()]), deps())

  expect(report.status).toBe('done')
  expect((sent[1] ?? 0) - (sent[0] ?? 0)).toBe(37_000)
})

test('nobody writes to a system that has asked for a pause', async () => {
  const clock = virtualClock()
  let [askedAt, early, sent] = [0, 0, 0]
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra')) return done()
    const sentAt = clock.now()
    await clock.sleep(100 + (sent % 7) * 10)
    sent += 1
    // What was on its way already could not know.
    if (askedAt > 0 && sentAt > askedAt && sentAt < askedAt + 90_000) early += 1
    if (askedAt === 0) {
      askedAt = clock.now()
      throw new Fault('entra/throttled', {}, { retryAfterMs: 90_000 })
    }
    done()
  }
  const { deps } = bench({ clock, wire })
  const people = Array.from({ length: 12 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`))

  const report = await applyPlan(planOf(people), deps())

  expect(report.status).toBe('done')
  expect(early).toBe(0)
})

test('a pause of an hour parks the run, with nothing lost', async () => {
  let asked = 0
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra.licence')) return done()
    asked += 1
    if (asked === 1) throw new Fault('entra/throttled', {}, { retryAfterMs: 3_600_000 })
    done()
  }
  const { tenant, deps } = bench({ wire })

  const parked = await applyPlan(planOf([newHire()]), deps())
  expect(parked.status).toBe('parked')
  expect(parked.changes.find(({ kind }) => kind === 'entra.licence.assign')?.note).toContain('60 min')
  expect(asked).toBe(1)

  expect((await resumeRun(parked.id, deps())).status).toBe('done')
  expect(tenant.state.writes.filter((write) => write.startsWith('entra.licence'))).toHaveLength(1)
})

test('a system that is gone is found out once, and not by everybody in turn', async () => {
  const clock = virtualClock()
  const began = clock.now()
  let tries = 0
  const wire: Wire = async () => {
    tries += 1
    await clock.sleep(10_000)
    throw new Fault('ad/unreachable', { server: 'dc1.corp.contoso.com' })
  }
  const { deps } = bench({ clock, wire })
  const people = Array.from({ length: 100 }, (_, at) => ({
    key: `${at}`,
    changes: [account(`1${at}`, `Alex Wilber${at}`)],
  }))

  const report = await applyPlan(planOf(people), deps({ concurrency: 10 }))

  expect(report.status).toBe('failed')
  expect(report.counts).toMatchObject({ failed: 10, blocked: 90 })
  expect(clock.now() - began).toBeLessThanOrEqual(90_000)
  expect(tries).toBeLessThan(100)
  expect((await resumeRun(report.id, bench({ clock }).deps({ journal: deps().journal }))).counts).toMatchObject({
    made: 90,
    failed: 10,
  })
})

test('the peace that a system asked for is not taken for its silence', async () => {
  const clock = virtualClock()
  let asked = 0
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra.licence')) return done()
    asked += 1
    if (asked <= 3) throw new Fault('entra/throttled', {}, { retryAfterMs: 45_000 })
    if (asked <= 6)
      throw new Fault('entra/unreachable', { doing: 'assigning licences', said: 'Bad gateway' }, { effect: 'none' })
    done()
  }
  const { deps } = bench({ clock, wire })

  expect(await applyPlan(planOf([newHire()]), deps())).toMatchObject({ status: 'done', faults: [] })
  expect(asked).toBe(7)
})

test('a system that answers others is not gone for who had bad luck for long', async () => {
  const clock = virtualClock()
  let [unlucky, tries] = ['', 0]
  const wire: Wire = async (call, done) => {
    if (!call.startsWith('entra')) return done()
    await clock.sleep(8_000)
    if (call.startsWith('entra.licence')) unlucky ||= call
    if (call === unlucky && tries < 12) {
      tries += 1
      throw new Fault('entra/unreachable', { doing: 'assigning licences', said: 'Bad gateway' }, { effect: 'none' })
    }
    done()
  }
  const { deps } = bench({ clock, wire })
  const people = Array.from({ length: 12 }, (_, at) => newHire(`1${at}0`, `Alex Wilber${at}`))

  expect(await applyPlan(planOf(people), deps({ concurrency: 2 }))).toMatchObject({ status: 'done', faults: [] })
})
