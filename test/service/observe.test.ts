import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { describe, expect, test } from 'vitest'
import type { WorkApp, WorkApply } from '../../src/lifecycle/work-deps.ts'
import { Fault } from '../../src/model/fault.ts'
import type { Plan, PlannedChange } from '../../src/model/plan.ts'
import type { RunReport } from '../../src/model/run.ts'
import { Secret } from '../../src/model/secret.ts'
import { openMetrics } from '../../src/service/metrics.ts'
import { observeHooks } from '../../src/service/observe-hooks.ts'
import { observeRuns } from '../../src/service/observe-runs.ts'
import { openLog } from '../../src/service/service-log.ts'
import { openTraces } from '../../src/service/traces.ts'
import { recordSpans } from './support/record-spans.ts'
import { ADELE, ask, bearer, HR_TOKEN, startService } from './support/start-service.ts'

const spans = recordSpans()

const change = (id: string, kind: string): PlannedChange =>
  ({ id, kind, system: 'ad', person: '01024', summary: 'disable Adele Vance' }) as unknown as PlannedChange

const plan = { playbook: { name: 'offboard' } } as unknown as Plan

const fault = { code: 'ad/unreachable', title: 'AD is away', message: 'Adele Vance is where she was', hint: '' }

/** An application whose runs make two changes, of which one fails. */
const app = {
  async apply(_plan: Plan, { progress }: WorkApply): Promise<RunReport> {
    const [first, second] = [change('c1', 'ad.account.disable'), change('c2', 'ad.member.remove')]
    for (const each of [first, second]) progress({ type: 'started', change: each })
    progress({ type: 'outcome', change: first, outcome: 'made' })
    progress({ type: 'outcome', change: second, outcome: 'failed', fault })
    progress({ type: 'outcome', change: change('c3', 'ad.object.move'), outcome: 'blocked' })
    return { id: 'r1', playbook: 'offboard', status: 'partial', changes: [{}, {}, {}] } as unknown as RunReport
  },
  async resume(): Promise<RunReport> {
    throw new Fault('run/unknown-run', { run: 'r1' })
  },
} as unknown as WorkApp

const observers = () => {
  const lines: string[] = []
  const reading = { work: {}, parkedRuns: 0, missedCycles: 0, feeds: new Map(), credentials: new Map() }
  return {
    lines,
    log: openLog({ level: 'debug', now: () => 0, write: (line) => lines.push(line) }),
    metrics: openMetrics(
      async () => reading,
      () => 0,
    ),
    traces: openTraces(),
  }
}

const order: WorkApply = { progress: () => undefined, signal: new AbortController().signal, runId: 'r1' }

describe('a run of the service', () => {
  test('is in numbers, log and traces, with its changes, and without a name', async () => {
    const { lines, ...own } = observers()
    const heard: string[] = []

    await observeRuns(app, own).apply(plan, { ...order, progress: ({ type }) => heard.push(type) })

    const text = await own.metrics.text()
    expect(text).toContain('joinery_runs_total{playbook="offboard",outcome="partial"} 1')
    expect(text).toContain('joinery_changes_total{kind="ad.account.disable",outcome="made"} 1')
    expect(text).toContain('joinery_changes_total{kind="ad.object.move",outcome="blocked"} 1')
    const runs = spans.all().filter(({ name }) => name === 'joinery.run')
    const changes = spans.all().filter(({ name }) => name === 'joinery.change')
    expect(runs.map(({ attributes }) => attributes)).toEqual([
      { 'joinery.run': 'r1', 'joinery.playbook': 'offboard', 'joinery.outcome': 'partial' },
    ])
    expect(changes.map(({ attributes, status }) => [attributes['joinery.outcome'], status.code])).toEqual([
      ['made', SpanStatusCode.UNSET],
      ['failed', SpanStatusCode.ERROR],
    ])
    expect(changes.map((span) => spans.above(span))).toEqual([['joinery.run'], ['joinery.run']])
    expect(heard).toHaveLength(5)
    const everything =
      lines.join('\n') + text + JSON.stringify([...runs, ...changes].map(({ attributes }) => attributes))
    expect(everything).not.toMatch(/Adele|Vance/)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 'warn', event: 'change.failed', person: '01024', code: 'ad/unreachable' },
      { level: 'warn', event: 'run.ended', run: 'r1', outcome: 'partial', count: 3 },
    ])
  })

  test('that cannot be begun is told with its code, and the fault goes on to whoever asked', async () => {
    const { lines, ...own } = observers()

    await expect(observeRuns(app, own).resume('r1', order)).rejects.toMatchObject({ code: 'run/unknown-run' })

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'run.refused', run: 'r1', code: 'run/unknown-run' })
    const failed = spans.all().filter(({ attributes }) => attributes['error.type'] === 'run/unknown-run')
    expect(failed.map(({ name, events }) => [name, events.length])).toEqual([['joinery.run', 0]])
  })
})

describe('a request', () => {
  test('is a span of the trace that the sender has begun, and what comes of it is part of it', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const own = observers()
    const take = observeHooks(
      async () =>
        ({
          ...{ format: 'joinery.feed/1', rows: 1, accepted: 1, verdict: 'ok', why: null },
          ...{ refused: [], events: [], missing: [], suspects: [] },
        }) as const,
      own,
      { now: () => 0 },
    )
    const service = await startService({ take })
    const headers = { ...bearer(HR_TOKEN), traceparent: `00-${traceId}-b7ad6b7169203331-01` }

    await ask(service, '/hooks/hr', { headers, body: ADELE })
    await service.stop()

    const ofTrace = spans.all().filter((span) => span.spanContext().traceId === traceId)
    expect(ofTrace.map(({ name, kind }) => [name, kind])).toEqual([
      ['joinery.feed.sync', SpanKind.INTERNAL],
      ['joinery.request', SpanKind.SERVER],
    ])
    expect(ofTrace[1]?.attributes).toMatchObject({ 'http.route': '/hooks', 'http.response.status_code': 202 })
  })
})

describe('the log', () => {
  test('lets no secret through, wherever it turns up', () => {
    const { lines, log } = observers()
    const secret = new Secret('correct horse battery')

    log.info('told', { why: `refused with ${secret.reveal()}`, title: Buffer.from(secret.reveal()).toString('base64') })

    expect(lines.join('\n')).not.toMatch(/correct horse|Y29ycmVjdCBob3Jz/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'info', event: 'told', time: '1970-01-01T00:00:00.000Z' })
  })
})

describe('a source that is known', () => {
  test('and is turned away again and again is told of once, and anew only after it had come in', async () => {
    const service = await startService()
    const guess = () => ask(service, '/hooks/hr', { headers: bearer('the token of last year'), body: ADELE })
    const turnedAway = async (): Promise<void> => {
      for (let count = 0; count < 12; count += 1) await guess()
    }

    await turnedAway()
    await turnedAway()
    const once = service.told.map(({ subject }) => subject)
    await ask(service, '/hooks/hr', { headers: bearer(HR_TOKEN), body: ADELE })
    await turnedAway()
    await service.stop()

    expect(once).toEqual(['The source hr is turned away'])
    expect(service.told).toHaveLength(2)
  })
})
