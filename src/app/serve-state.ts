import { stat } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { expiringDays } from '../lifecycle/expiring.ts'
import { lastBeat, missedCycles } from '../lifecycle/heartbeat.ts'
import { underLease } from '../lifecycle/hold-lease.ts'
import { openNewsroom } from '../lifecycle/news.ts'
import { workDue } from '../lifecycle/work-due.ts'
import { Fault } from '../model/fault.ts'
import { leaseOnService } from '../model/lease-name.ts'
import type { WebMessage } from '../model/message.ts'
import { scimGroup } from '../scim/scim-group.ts'
import type { FeedRead } from '../service/feed-watch.ts'
import { hooksGroup } from '../service/hooks-group.ts'
import { type MetricReading, openMetrics } from '../service/metrics.ts'
import { observeHooks } from '../service/observe-hooks.ts'
import { observeRuns } from '../service/observe-runs.ts'
import { onlyOne } from '../service/only-one.ts'
import { keptFor, recently } from '../service/recently.ts'
import { sendNews } from '../service/send-news.ts'
import { serve } from '../service/serve.ts'
import { openLog } from '../service/service-log.ts'
import { openTraces } from '../service/traces.ts'
import type { StateJournal } from '../store/state-journal.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { expiringCredentials } from './expiring-credentials.ts'
import { scimDeps } from './scim-deps.ts'
import type { ServedInfo, ServeOrder } from './serve-order.ts'
import { serviceSettingsOf } from './service-settings-of.ts'
import { takeHook } from './take-hook.ts'
import { tellOperators } from './tell-operators.ts'
import { workDeps } from './work-deps.ts'

const MINUTE_MS = 60_000
/** A directory that answered in the last five minutes is reachable. */
const REACHABLE = { askMs: 30_000, keptMs: 5 * MINUTE_MS, withinMs: 10_000 }
/** Whoever asks more often whether the service is ready gets the answer of before, for each writes to the state. */
const CHECK_MS = 2000
/** How long what did not end in time has for the way out, in milliseconds. */
const LAST_MS = 10_000
/** How often it is looked whether another process has taken over, in milliseconds. */
const OWNER_MS = 10_000
const LOOK_MS = 5000
/** How often it is tried whether another process still serves, in milliseconds. */
const STAND_BY_MS = 2000

/** Serves as the only one on its state, or stands by until it is. */
export const serveState = async (parts: AppParts, app: App, order: ServeOrder): Promise<boolean> => {
  const { clock, random, processes, pulse } = parts.host
  const { leases } = await parts.journal()
  const lease = { name: leaseOnService, for: 'serve' }
  const deps = { leases, clock, random, processes, pulse }
  for (;;) {
    const done = await underLease(lease, deps, () => serving(parts, app, order))
    if (done.held) return done.value
    const until = new Date(done.by.until).toISOString()
    if (!order.wait) throw new Fault('serve/already-served', { until })
    order.standingBy(until)
    if (!(await app.pause(STAND_BY_MS, order.signal))) return true
  }
}

const serving = async (parts: AppParts, app: App, order: ServeOrder): Promise<boolean> => {
  const { config } = await parts.settings()
  const { clock, random } = parts.host
  const journal = await parts.journal()
  const { memory } = journal
  const settings = {
    ...(await serviceSettingsOf(config.serve, parts.host, order.note)),
    ...(order.port === null ? {} : { port: order.port }),
  }
  const log = openLog({ level: order.level, now: clock.now, write: order.line })
  const parkedRuns = keptFor(5 * MINUTE_MS, clock, async () => parkedOf(await app.runs()))
  const metrics = openMetrics(() => readingOf(parts, config, journal, parkedRuns), clock.now)
  const observers = { log, metrics, traces: openTraces() }
  const everyMs = config.serve.schedule ? config.serve.everyMs : null
  const signal = await onlyOne({ memory, clock, own: random.uuid(), signal: order.signal, everyMs: OWNER_MS })
  const run = { progress: () => undefined, signal, lockTimeoutMs: order.lockTimeoutMs }
  // Opened anew for each pass, so that a policy that was changed counts from then on.
  const open = () => workDeps(parts, observeRuns(app, observers), { ...run, everyMs: everyMs ?? MINUTE_MS })
  // A policy that cannot be used is told to whoever starts the service, and not to its log alone.
  await open()
  const post = (message: WebMessage): Promise<void> => tellOperators(parts, message)
  const news = openNewsroom(memory, post)
  const scim = await scimDeps(parts, app, { ...observers, news, send: sendNews(news, log) })
  const isComplete = await serve({
    ...{ settings, clock, random, memory, ...observers, news, post, everyMs, lookMs: LOOK_MS, signal },
    groups: [hooksGroup(observeHooks(takeHook(app), observers, clock)), scimGroup(scim)],
    checks: {
      state: keptFor(CHECK_MS, clock, () => isWritable(journal, clock.now())),
      schedule: keptFor(CHECK_MS, clock, () => isGoingOn(journal, everyMs, clock.now())),
      directories: recently(() => probe(app, config), clock, REACHABLE),
    },
    pass: async () => workDue({ ...(await open()), news }),
    feeds: watchedFeeds(config),
    sync: (feed) => syncFeed(feed, app),
    ready: (address) => order.ready(infoOf(address, config, everyMs)),
  })
  if (!isComplete) parts.host.exitAnyway?.(LAST_MS)
  if (order.signal.aborted) return isComplete
  throw new Fault('serve/taken-over', {})
}

const syncFeed = async (feed: string, app: App): Promise<FeedRead> => {
  const order = { feed, settings: null, as: null, last: null, dryRun: false, accept: false }
  const { verdict, why, events } = (await app.syncFeed(order)).report
  return { verdict, why, events: events.length }
}

const parkedOf = (runs: Awaited<ReturnType<App['runs']>>): number =>
  runs.filter(({ status }) => status === 'parked').length

const watchedFeeds = ({ feeds }: Config) =>
  feeds
    .filter(({ file, every }) => file !== null || every !== null)
    .map(({ name, file, every }) => ({ name, every, look: file === null ? null : () => lookOf(file) }))

/** What a file looks like from outside; null where there is none. */
const lookOf = async (file: string): Promise<string | null> => {
  const found = await stat(file).catch(() => null)
  return found && `${found.mtimeMs} ${found.size} ${found.ino}`
}

const isWritable = async ({ memory }: StateJournal, now: number): Promise<boolean> => {
  await memory.write('service ready', new Date(now).toISOString())
  return true
}

/** A service that has just begun has not missed anything. */
const isGoingOn = async ({ memory }: StateJournal, everyMs: number | null, now: number): Promise<boolean> => {
  if (everyMs === null) return true
  const beat = await lastBeat(memory)
  return beat === null || missedCycles(beat, now) < 2
}

/** One small question to each directory. */
const probe = async (app: App, { organisation }: Config): Promise<void> => {
  const { ad, entra } = await app.read()
  if (ad) await ad.byDn((await ad.domain()).base, ['objectGUID'])
  if (entra) await entra.usersBy('userPrincipalName', `joinery-is-there@${organisation.mailDomain}`)
}

const readingOf = async (
  parts: AppParts,
  config: Config,
  { schedules, feeds, memory }: StateJournal,
  parkedRuns: () => Promise<number>,
): Promise<MetricReading> => {
  const now = parts.host.clock.now()
  const open = await schedules.list(['pending', 'held', 'approval', 'running', 'parked', 'failed'])
  const last = await Promise.all(config.feeds.map(async ({ name }) => [name, await feeds.lastGood(name)] as const))
  const beat = await lastBeat(memory)
  return {
    work: Object.fromEntries([...Map.groupBy(open, ({ state }) => state)].map(([state, all]) => [state, all.length])),
    parkedRuns: await parkedRuns(),
    missedCycles: beat === null ? 0 : missedCycles(beat, now),
    feeds: new Map(last.flatMap(([name, good]) => (good ? [[name, Date.parse(good.asOf)]] : []))),
    credentials: expiringDays(await expiringCredentials(config), now),
  }
}

const infoOf = (address: string, { feeds, serve }: Config, everyMs: number | null): ServedInfo => ({
  address: serve.publicUrl ?? address,
  everyMs,
  feeds: feeds.map(({ name, file, url, every }) => ({ name, from: file ?? url, every })),
  sources: serve.sources.map(({ name, accepts, proof }) => ({
    name,
    paths: accepts.map((group) => `/${group}/${name}${group === 'scim' ? '/v2' : ''}`),
    proof: proof.kind,
  })),
})
