import { Counter, Gauge, Histogram, Registry } from 'prom-client'

/** What the gauges show, read when they are asked for. */
export interface MetricReading {
  /** How much scheduled work there is, by state. */
  readonly work: { readonly [state: string]: number }
  readonly parkedRuns: number
  /** Cycles of the schedule that did not come. */
  readonly missedCycles: number
  /** By feed, when the HR system made what was last taken of it, in milliseconds since 1970. */
  readonly feeds: ReadonlyMap<string, number>
  /** Days until a credential ends, by what it is. */
  readonly credentials: ReadonlyMap<string, number>
}

/** The numbers of the service, in a registry of its own. No label holds anything of a person. */
export interface Metrics {
  request(labels: { readonly route: string; readonly method: string; readonly status: number }, seconds: number): void
  refused(source: string, why: string): void
  run(playbook: string, outcome: string): void
  change(kind: string, outcome: string): void
  /** Something that happens again and again went well: `schedule`, or `feed hr`. */
  succeeded(what: string, now: number): void
  /** The text that Prometheus reads. */
  text(): Promise<string>
  readonly contentType: string
}

/** Durations of requests in seconds: a sync of a large feed takes some. */
const BUCKETS = [0.005, 0.025, 0.1, 0.5, 1, 2.5, 5, 10, 30]

/** Names and units as Prometheus asks for them: https://prometheus.io/docs/practices/naming/ */
export const openMetrics = (read: () => Promise<MetricReading>, now: () => number): Metrics => {
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  const counter = (name: string, help: string, labelNames: string[]): Counter =>
    new Counter({ name: `joinery_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
    new Gauge({ name: `joinery_${name}`, help, labelNames, registers })
  const requests = new Histogram({
    name: 'joinery_request_duration_seconds',
    help: 'How long requests took',
    labelNames: ['route', 'method', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const refused = counter('inbound_refused_total', 'Requests that were turned away', ['source', 'why'])
  const runs = counter('runs_total', 'Runs that came to an end, or to a stop', ['playbook', 'outcome'])
  const changes = counter('changes_total', 'Changes, by how they ended', ['kind', 'outcome'])
  const success = gauge('last_success_timestamp_seconds', 'When it last went well', ['what'])
  const show = gauges(gauge)
  return {
    request: ({ route, method, status }, seconds) =>
      requests.observe({ route, method, status: String(status) }, seconds),
    refused: (source, why) => refused.inc({ source, why }),
    run: (playbook, outcome) => runs.inc({ playbook, outcome }),
    change: (kind, outcome) => changes.inc({ kind, outcome }),
    succeeded: (what, at) => success.set({ what }, at / 1000),
    async text() {
      // What cannot be read leaves the counters; `joinery_state_readable` says so.
      show(await read().catch(() => null), now())
      return registry.metrics()
    },
    contentType: registry.contentType,
  }
}

type MakeGauge = (name: string, help: string, labelNames?: string[]) => Gauge

const gauges = (gauge: MakeGauge): ((reading: MetricReading | null, now: number) => void) => {
  const readable = gauge('state_readable', '1 where the state could be read')
  const work = gauge('pending_work', 'Scheduled work that has not ended', ['state'])
  const parked = gauge('parked_runs', 'Runs that wait or cannot go on by themselves')
  const missed = gauge('missed_cycles', 'Cycles of the schedule that did not come')
  const age = gauge('feed_age_seconds', 'How old what was last taken of a feed is', ['feed'])
  const days = gauge('credential_days_left', 'Days until a credential ends', ['credential'])
  return (reading, now) => {
    readable.set(reading ? 1 : 0)
    for (const one of [work, age, days]) one.reset()
    if (!reading) return
    for (const [state, count] of Object.entries(reading.work)) work.set({ state }, count)
    parked.set(reading.parkedRuns)
    missed.set(reading.missedCycles)
    for (const [feed, asOf] of reading.feeds) age.set({ feed }, Math.max(0, (now - asOf) / 1000))
    for (const [credential, left] of reading.credentials) days.set({ credential }, left)
  }
}
