import type { Newsroom } from '../lifecycle/news.ts'
import type { WebMessage } from '../model/message.ts'
import type { SchedulePass } from '../model/schedule-report.ts'
import { type FeedRead, type WatchedFeed, watchFeed } from './feed-watch.ts'
import { scheduleLoop, watchCycles } from './schedule-loop.ts'
import { sendNews } from './send-news.ts'
import { faultFields } from './service-log.ts'
import { type ListeningServer, startServer } from './start-server.ts'
import { watchRefusals } from './turned-away.ts'
import { type WebDeps, webRoutes } from './web-routes.ts'

/** What the service does beside answering requests. */
export interface ServeDeps extends Omit<WebDeps, 'sourceSeen'> {
  readonly news: Newsroom
  readonly post: (message: WebMessage) => Promise<void>
  readonly pass: () => Promise<SchedulePass>
  /** How often a pass is made, in milliseconds; null: others go through the schedule. */
  readonly everyMs: number | null
  readonly feeds: readonly WatchedFeed[]
  readonly sync: (feed: string) => Promise<FeedRead>
  /** How often files of feeds are looked at, in milliseconds. */
  readonly lookMs: number
  /** Told once everything runs. */
  readonly ready: (address: string) => void
  readonly signal: AbortSignal
}

/** How long a certificate is used before it is read again, in milliseconds. */
const RENEW_MS = 3_600_000

/**
 * Serves until the signal comes. Then nothing new is begun, and what is under way comes to its end within `limits.stopMs`. What does not is left as a
 * crash would leave it; the next start settles it. Answers whether all of it came to its end.
 */
export const serve = async (deps: ServeDeps): Promise<boolean> => {
  const { settings, signal, clock, log, news, everyMs } = deps
  const send = sendNews(news, log)
  const watch = { ...deps, send }
  const routes = webRoutes({ ...deps, sourceSeen: watchRefusals(watch) })
  const server = await startServer(settings, routes.fetch, clock)
  const loops = [
    ...deps.feeds.map((feed) => () => watchFeed(feed, watch)),
    ...(everyMs === null ? [] : [() => scheduleLoop({ ...deps, everyMs }), () => watchCycles({ ...deps, everyMs })]),
    () => renewing(server, deps),
  ].map((loop) => unfailing(loop, deps))
  log.info('serving', { address: server.address })
  deps.ready(server.address)
  await aborted(signal)
  log.info('stopping')
  const late = new AbortController()
  const ended = Promise.all([server.stop(settings.limits.stopMs), Promise.all(loops)]).then(
    ([isComplete]) => isComplete,
  )
  const inTime = await Promise.race([
    ended,
    clock.sleep(settings.limits.stopMs, late.signal).then(
      () => false,
      () => false,
    ),
  ])
  late.abort()
  log[inTime ? 'info' : 'warn']('stopped', { outcome: inTime ? 'done' : 'interrupted' })
  return inTime
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

const FAILED_MS = 60_000

/** A mistake of the program in one of the loops ends neither it nor the others. */
const unfailing = async (loop: () => Promise<void>, { clock, signal, log }: ServeDeps): Promise<void> => {
  while (!signal.aborted) {
    try {
      await loop()
    } catch (thrown) {
      log.error('loop.failed', faultFields(thrown))
      await clock.sleep(FAILED_MS, signal).catch(() => undefined)
    }
  }
}

const renewing = async (server: ListeningServer, { clock, signal, log }: ServeDeps): Promise<void> => {
  while (!signal.aborted) {
    await clock.sleep(RENEW_MS, signal).catch(() => undefined)
    if (!signal.aborted)
      await server.renew().catch((thrown) => log.error('certificate.unreadable', faultFields(thrown)))
  }
}
