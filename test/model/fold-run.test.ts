import { describe, expect, test } from 'vitest'
import { foldRun } from '../../src/model/fold-run.ts'
import type { RunEvent } from '../../src/model/run.ts'
import { reportOf, summaryOf } from '../../src/model/run-report.ts'
import { newHire, planOf } from '../runner/support/plans.ts'

const at = '2026-12-01T08:00:00.000Z'
const plan = planOf([{ key: '00123', changes: newHire().changes.slice(0, 3) }])
const [account, password, enable] = ['00123-account', '00123-password', '00123-enable'] as const

const begun: readonly RunEvent[] = [
  { type: 'planned', run: 'r1', at, actor: 'megan.bowen', plan },
  { type: 'started', run: 'r1', at: '2026-12-01T08:01:00.000Z', actor: 'megan.bowen' },
]
const intent = (change: string, attempt = 1): RunEvent => ({ type: 'intent', run: 'r1', at, change, attempt })
const made = (change: string, id: string | null = null): RunEvent => ({
  type: 'outcome',
  run: 'r1',
  at,
  change,
  outcome: 'made',
  attempts: 1,
  id,
})

describe('the state of a run', () => {
  test('has an attempt without an outcome in doubt', () => {
    const state = foldRun('r1', [...begun, intent(account)])

    expect(state.changes.get(account)).toMatchObject({ inDoubt: true, attempts: 1, outcome: null, triedAt: at })
    expect(state.status).toBe('running')
  })

  test('keeps the doubt of an attempt that failed without an answer, also when the change is blocked later', () => {
    const fault = {
      code: 'ad/unreachable',
      title: 't',
      message: 'm',
      hint: 'h',
      effect: 'unknown',
      change: account,
    } as const
    const failed: RunEvent = {
      type: 'outcome',
      run: 'r1',
      at,
      change: account,
      outcome: 'failed',
      attempts: 1,
      id: null,
      fault,
    }
    const blocked: RunEvent = {
      type: 'outcome',
      run: 'r1',
      at,
      change: account,
      outcome: 'blocked',
      attempts: 1,
      id: null,
    }

    expect(foldRun('r1', [...begun, intent(account), failed]).changes.get(account)).toMatchObject({
      inDoubt: true,
      outcome: 'failed',
    })
    expect(foldRun('r1', [...begun, intent(account), failed, blocked]).changes.get(account)).toMatchObject({
      inDoubt: true,
    })
  })

  test('begins anew with every start', () => {
    const ended: RunEvent = { type: 'ended', run: 'r1', at, status: 'parked' }

    expect(foldRun('r1', [...begun, ended])).toMatchObject({ status: 'parked', endedAt: at })
    expect(foldRun('r1', [...begun, ended, { type: 'started', run: 'r1', at, actor: 'x' }])).toMatchObject({
      status: 'running',
      endedAt: null,
      startedAt: '2026-12-01T08:01:00.000Z',
    })
  })

  test('cannot be told without a plan', () => {
    expect(() => foldRun('r1', [])).toThrowError(expect.objectContaining({ code: 'run/unknown-run' }))
  })
})

describe('the report of a run', () => {
  test('shows the id of what was made where the plan could not know it', () => {
    const events: readonly RunEvent[] = [
      ...begun,
      intent(account),
      made(account, 'guid-1'),
      { type: 'verified', run: 'r1', at, change: account, holds: true },
    ]

    const report = reportOf(events)

    expect(report.changes[0]).toEqual({
      id: account,
      person: '00123',
      kind: 'ad.entry.add',
      summary: 'create account adele.vance',
      outcome: 'made',
      attempts: 1,
      verified: true,
      target: { type: 'account', id: 'guid-1', name: plan.changes[0]?.target.name },
    })
  })

  test('shows what was not begun as blocked, with the reason', () => {
    const parked: RunEvent = { type: 'parked', run: 'r1', at, change: password, because: 'waited 1800 s' }

    const report = reportOf([...begun, made(account), parked])

    expect(report.changes.map(({ outcome, note }) => [outcome, note])).toEqual([
      ['made', undefined],
      ['blocked', 'waited 1800 s'],
      ['blocked', 'not started'],
    ])
    expect(report.counts).toEqual({ made: 1, found: 0, skipped: 0, manual: 0, blocked: 2, failed: 0, unverified: 0 })
  })

  test('leaves out a fault that a later attempt has overcome', () => {
    const fault = { code: 'ad/denied', title: 't', message: 'm', hint: 'h', change: enable }
    const failed: RunEvent = {
      type: 'outcome',
      run: 'r1',
      at,
      change: enable,
      outcome: 'failed',
      attempts: 1,
      id: null,
      fault,
    }

    expect(reportOf([...begun, failed]).faults).toEqual([fault])
    expect(reportOf([...begun, failed, intent(enable, 2), made(enable)]).faults).toEqual([])
  })

  test('is shortened for a list', () => {
    expect(summaryOf([...begun, made(account)])).toMatchObject({
      id: 'r1',
      playbook: 'onboard',
      people: 1,
      counts: { made: 1, blocked: 2 },
    })
  })
})
