import { createHmac } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { onTestFinished } from 'vitest'
import { openNewsroom } from '../../../src/lifecycle/news.ts'
import { Fault } from '../../../src/model/fault.ts'
import type { FeedReport } from '../../../src/model/feed.ts'
import type { WebMessage } from '../../../src/model/message.ts'
import { Secret } from '../../../src/model/secret.ts'
import type { ServiceMemory } from '../../../src/ports/schedule-store.ts'
import { hooksGroup, type TakeHook } from '../../../src/service/hooks-group.ts'
import { openMetrics } from '../../../src/service/metrics.ts'
import { type ServeDeps, serve } from '../../../src/service/serve.ts'
import { openLog } from '../../../src/service/service-log.ts'
import { type InboundSource, type ServiceSettings, standardLimits } from '../../../src/service/service-settings.ts'
import { openTraces } from '../../../src/service/traces.ts'
import { openJournal } from '../../../src/store/open-journal.ts'
import { emptyFeedReport } from '../../support/empty-feed-report.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { systemClock } from '../../support/system-clock.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

export const HR_TOKEN = 'hr-token-for-tests-0123456789abcdef'
export const PAYROLL_TOKEN = 'payroll-token-for-tests-fedcba9876'
export const AGENCY_SECRET = 'agency-secret-for-tests-00112233445'

export const hr: InboundSource = {
  name: 'hr',
  accepts: ['hooks', 'scim'],
  proof: { kind: 'token', token: new Secret(HR_TOKEN) },
  perMinute: 10_000,
}

export const payroll: InboundSource = {
  ...hr,
  name: 'payroll',
  proof: { kind: 'token', token: new Secret(PAYROLL_TOKEN) },
}

/** Signs what it sends, and may be five minutes off. */
export const agency: InboundSource = {
  name: 'agency',
  accepts: ['hooks'],
  perMinute: 10_000,
  proof: {
    kind: 'hmac',
    secret: new Secret(AGENCY_SECRET),
    header: 'x-signature',
    timestampHeader: 'x-timestamp',
    windowMs: 300_000,
  },
}

export interface Taken {
  readonly source: string
  readonly text: string
}

export interface TestService {
  readonly address: string
  readonly port: number
  /** What webhooks have brought in. */
  readonly taken: readonly Taken[]
  readonly told: readonly WebMessage[]
  /** Lines of the log. */
  readonly lines: readonly string[]
  readonly memory: ServiceMemory
  /** Moves the service's time, in milliseconds. */
  pass(ms: number): void
  now(): number
  /** Answers what `serve` answers. */
  stop(): Promise<boolean>
}

export interface TestServiceOptions extends Partial<Omit<ServeDeps, 'settings'>> {
  readonly settings?: Partial<ServiceSettings>
  /** Folder of the state; a fresh one unless told. */
  readonly folder?: string
  readonly take?: TakeHook
}

const report: FeedReport = {
  ...emptyFeedReport,
  rows: 1,
  accepted: 1,
  events: [
    { type: 'joiner', person: '01024', effective: '2026-12-01T00:00:00Z', changes: {}, because: 'new in the feed' },
  ],
}

/** A service on a free port of this machine with a real state, and nothing behind the webhooks but a list. */
export const startService = async (options: TestServiceOptions = {}): Promise<TestService> => {
  const journal = openJournal(options.folder ?? temporaryFolder())
  const [taken, told, lines]: [Taken[], WebMessage[], string[]] = [[], [], []]
  const controller = new AbortController()
  let offset = 0
  const clock = { ...systemClock, now: () => Date.now() + offset }
  const take: TakeHook = async (source, body) => {
    const text = Buffer.from(body).toString('utf8')
    if (text.includes('"broken"'))
      throw new Fault('feed/no-records', { file: source, what: 'has no list', hint: 'Send one.' })
    taken.push({ source, text })
    return report
  }
  const settings: ServiceSettings = {
    host: '127.0.0.1',
    port: 0,
    tls: null,
    names: [],
    publicUrl: null,
    metricsToken: null,
    sources: [hr, payroll, agency],
    limits: standardLimits,
    ...options.settings,
  }
  const post = async (message: WebMessage): Promise<void> => void told.push(message)
  const listening = Promise.withResolvers<string>()
  const reading = { work: { pending: 2 }, parkedRuns: 1, missedCycles: 0, feeds: new Map(), credentials: new Map() }
  const ended = serve({
    groups: [hooksGroup(options.take ?? take)],
    checks: {},
    clock,
    random: seededRandom(),
    memory: journal.memory,
    log: openLog({ level: 'debug', now: clock.now, write: (line) => lines.push(line) }),
    metrics: openMetrics(async () => reading, clock.now),
    traces: openTraces(),
    news: openNewsroom(journal.memory, post),
    post,
    pass: async () => Promise.reject(new Error('no schedule')),
    everyMs: null,
    feeds: [],
    sync: async () => ({ verdict: 'ok', why: null, events: 0 }),
    lookMs: 1000,
    ready: listening.resolve,
    signal: controller.signal,
    ...options,
    settings,
  })
  ended.catch(listening.reject)
  const stop = async (): Promise<boolean> => {
    controller.abort(new Error('interrupted'))
    return ended
  }
  onTestFinished(async () => {
    await stop().catch(() => undefined)
    await journal.close()
  })
  const address = await listening.promise
  return {
    address,
    port: Number(new URL(address).port),
    taken,
    told,
    lines,
    memory: journal.memory,
    pass: (ms) => {
      offset += ms
    },
    now: clock.now,
    stop,
  }
}

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface Asked {
  readonly method?: string
  /** `host` among them; fetch would not send another. */
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string | Uint8Array
  /** The headers alone are sent, and whatever they announce is not. */
  readonly unsent?: boolean
}

/** One request over a connection of its own, with its path as it is written. */
export const ask = (
  { port }: Pick<TestService, 'port'>,
  path: string,
  { method, headers, body, unsent = false }: Asked = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      agent: false,
    }
    const sent = request({ ...options, headers: { ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      const { statusCode: status = 0, headers: own } = answer
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        if (unsent) sent.destroy()
        resolve({ status, headers: own, text: Buffer.concat(chunks).toString('utf8') })
      })
    })
    sent.on('error', reject)
    if (unsent) sent.flushHeaders()
    else sent.end(body)
  })

/** What the HR system of the tests sends. */
export const ADELE = '{"employeeId":"01024","givenName":"Adele","surname":"Vance","startDate":"2026-12-01"}'

export const bearer = (token: string): { readonly [name: string]: string } => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
})

/** Headers of a request that the agency signs at some time, in milliseconds since 1970. */
export const signed = (body: string, at: number, secret = AGENCY_SECRET): { readonly [name: string]: string } => {
  const timestamp = String(Math.floor(at / 1000))
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')
  return { 'x-timestamp': timestamp, 'x-signature': `sha256=${signature}`, 'content-type': 'application/json' }
}
