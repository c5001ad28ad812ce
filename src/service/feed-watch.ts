import { Cron } from 'croner'
import type { Newsroom } from '../lifecycle/news.ts'
import { asFault } from '../model/fault.ts'
import { hashOf } from '../model/hash.ts'
import type { Clock } from '../ports/clock.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'
import type { Metrics } from './metrics.ts'
import { faultFields, type ServiceLog } from './service-log.ts'
import type { Traces } from './traces.ts'

/** A feed that is looked at without being asked to. */
export interface WatchedFeed {
  readonly name: string
  /** When it is read, as cron has it, in the time zone of this machine; null: when its file changes alone. */
  readonly every: string | null
  /** What its file looks like, for whoever compares it with how it looked before; null where there is none. */
  readonly look: (() => Promise<string | null>) | null
}

/** How reading a feed ended. */
export interface FeedRead {
  readonly verdict: 'ok' | 'refused'
  /** For people; names may be in it. */
  readonly why: string | null
  readonly events: number
}

export interface FeedWatchDeps {
  readonly clock: Clock
  readonly memory: ServiceMemory
  readonly news: Pick<Newsroom, 'tell' | 'settled'>
  /** Sends what was told. */
  readonly send: () => Promise<void>
  readonly sync: (feed: string) => Promise<FeedRead>
  readonly log: ServiceLog
  readonly metrics: Metrics
  readonly traces: Traces
  readonly signal: AbortSignal
  /** How often files are looked at, in milliseconds. */
  readonly lookMs: number
}

/** What is remembered of a feed over restarts. */
interface Kept {
  /** When it was last read, RFC 3339. */
  readonly at: string
  /** How its file looked then. */
  readonly looked: string | null
}

const FIRST_AGAIN_MS = 60_000
const LAST_AGAIN_MS = 1_800_000

/**
 * Reads a feed when its time has come, when its time came while nobody was there, and when its file has changed and then stayed as it is for two
 * looks, so that a file that is still being written is left alone. What cannot be read is tried again, later each time. Ends with the signal.
 */
export const watchFeed = async (feed: WatchedFeed, deps: FeedWatchDeps): Promise<void> => {
  const { clock, signal, lookMs } = deps
  const times = feed.every === null ? null : new Cron(feed.every, { paused: true })
  let kept = await readKept(feed, deps)
  let next = nextTime(times, kept === null ? clock.now() : Date.parse(kept.at))
  let before: string | null = null
  let failures = 0
  await tellOfMissed(feed, times, kept, deps)
  while (!signal.aborted) {
    const looks = (await feed.look?.().catch(() => null)) ?? null
    const isSettled = looks === before
    before = looks
    const hasChanged = looks !== null && looks !== (kept?.looked ?? null)
    if (isSettled && (hasChanged || next <= clock.now())) {
      const isRead = await readOnce(feed, deps)
      failures = isRead ? 0 : failures + 1
      kept = { at: new Date(clock.now()).toISOString(), looked: looks }
      if (isRead) await keep(feed, kept, deps)
      const again = isRead ? Number.POSITIVE_INFINITY : clock.now() + againMs(failures)
      next = Math.min(again, nextTime(times, clock.now()))
    }
    // What is due waits for a look more.
    const pause = feed.look ? (isSettled ? Math.min(lookMs, next - clock.now()) : lookMs) : next - clock.now()
    await clock.sleep(Math.max(0, Math.min(pause, LAST_AGAIN_MS)), signal).catch(() => undefined)
  }
}

const againMs = (failures: number): number => Math.min(LAST_AGAIN_MS, FIRST_AGAIN_MS * 2 ** (failures - 1))

const nextTime = (times: Cron | null, after: number): number =>
  times?.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY

/** Whether it could be read; a feed that was refused was. */
const readOnce = async (feed: WatchedFeed, deps: FeedWatchDeps): Promise<boolean> => {
  const { name } = feed
  const { log, metrics, news, traces, clock } = deps
  try {
    const { verdict, why, events } = await traces.around('joinery.feed.sync', { 'joinery.feed': name }, () =>
      deps.sync(name),
    )
    log[verdict === 'ok' ? 'info' : 'warn']('feed.read', { feed: name, outcome: verdict, count: events })
    if (verdict === 'ok') {
      metrics.succeeded(`feed ${name}`, clock.now())
      await news.settled(`feed ${name}`)
    } else await tell(deps, name, 'feed refused', `The feed ${name} was refused`, why ?? '')
    return true
  } catch (thrown) {
    // Another feed is at it; that is no news.
    if (asFault(thrown).category === 'locked') {
      log.info('feed.waits', { feed: name, ...faultFields(thrown) })
      return false
    }
    log.error('feed.failed', { feed: name, ...faultFields(thrown) })
    const why = thrown instanceof Error ? thrown.message : String(thrown)
    await tell(deps, name, 'feed not read', `The feed ${name} cannot be read`, why).catch(() => undefined)
    return false
  }
}

const tell = async (deps: FeedWatchDeps, name: string, kind: string, subject: string, text: string): Promise<void> => {
  const facts = [
    { name: 'feed', value: name },
    { name: 'to look at it', value: 'joinery feed sync --dry-run' },
  ]
  await deps.news.tell({ about: `feed ${name}`, kind, detail: hashOf(text), subject, text, facts })
  await deps.send()
}

const keyOf = (name: string): string => `feed watched ${name}`

const readKept = async ({ name }: WatchedFeed, { memory, log }: FeedWatchDeps): Promise<Kept | null> => {
  try {
    return JSON.parse((await memory.read(keyOf(name))) ?? 'null') as Kept | null
  } catch (thrown) {
    log.error('feed.memory', { feed: name, ...faultFields(thrown) })
    return null
  }
}

const keep = (feed: WatchedFeed, kept: Kept, { memory, log }: FeedWatchDeps): Promise<void> =>
  memory.write(keyOf(feed.name), JSON.stringify(kept)).catch((thrown: unknown) => {
    log.error('feed.memory', { feed: feed.name, ...faultFields(thrown) })
  })

/** One time may come late; two that nobody was there for are an alarm. */
const tellOfMissed = async (
  { name }: WatchedFeed,
  times: Cron | null,
  kept: Kept | null,
  deps: FeedWatchDeps,
): Promise<void> => {
  if (kept === null) return
  const second = nextTime(times, nextTime(times, Date.parse(kept.at)))
  if (!(second <= deps.clock.now())) return
  const text = `It was last read at ${kept.at}. It is read now.`
  await tell(deps, name, 'feed cycles missed', `The feed ${name} has missed two times`, text).catch(() => undefined)
}
