import { plainSettings } from '../feed/read/feed-settings.ts'
import type { Newsroom } from '../lifecycle/news.ts'
import { Faults } from '../model/fault.ts'
import type { FeedReport, FeedSnapshot } from '../model/feed.ts'
import type { ScimDeps, ScimSource } from '../scim/scim-deps.ts'
import type { RunObservers } from '../service/observe-runs.ts'
import { faultFields } from '../service/service-log.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { configuredFeed } from './find-feed.ts'
import { readFeedSettings } from './open-feed.ts'
import { deletedNews, refusedNews, suspectNews } from './scim-news.ts'

/** Who hears of what is pushed. */
export interface ScimObservers extends RunObservers {
  readonly news: Pick<Newsroom, 'tell'>
  /** Sends what was told. */
  readonly send: () => Promise<void>
}

/** What the receiver of SCIM needs: users in the state, settings of feeds, and people going the way of feeds. */
export const scimDeps = async (
  parts: AppParts,
  app: Pick<App, 'syncSnapshot'>,
  observers: ScimObservers,
): Promise<ScimDeps> => {
  const { pushed } = await parts.journal()
  const { clock, random } = parts.host
  const { log, news, send } = observers
  return {
    users: pushed,
    clock,
    random,
    sourceOf: (name) => sourceOf(name, parts),
    sync: (snapshot) => observed(snapshot, app, observers, clock.now()),
    failed: (source, fault) => log.warn('scim.refused', { source, ...faultFields(fault) }),
    async deleted(source, person) {
      log.warn('scim.deleted', { source, person })
      await news.tell(deletedNews(source, person))
      await send()
    },
  }
}

const sourceOf = async (name: string, parts: AppParts): Promise<ScimSource> => {
  const { config } = await parts.settings()
  const { map, absence } = configuredFeed(config, name)
  if (map === null) return { settings: plainSettings, absence }
  const settings = await readFeedSettings(map, parts.host)
  if (!settings.ok) throw new Faults(settings.faults)
  return { settings: settings.value, absence }
}

const observed = async (
  snapshot: FeedSnapshot,
  app: Pick<App, 'syncSnapshot'>,
  observers: ScimObservers,
  now: number,
): Promise<FeedReport> => {
  const { source } = snapshot
  const { log, metrics, traces } = observers
  const { report } = await traces.around('joinery.feed.sync', { 'joinery.feed': source }, () =>
    app.syncSnapshot({ snapshot, partial: true }),
  )
  const { verdict: outcome, events } = report
  log[outcome === 'ok' ? 'info' : 'warn']('scim.taken', { source, outcome, count: events.length })
  if (outcome === 'ok') metrics.succeeded(`source ${source}`, now)
  await tellOf(report, snapshot, observers)
  return report
}

/** The sender learns what was not taken; people have to as well, for nobody reads what a program is answered. */
const tellOf = async (
  report: FeedReport,
  snapshot: FeedSnapshot,
  { log, news, send }: ScimObservers,
): Promise<void> => {
  const { source } = snapshot
  for (const { person } of report.suspects) log.warn('scim.suspect', { source, person })
  const all = [
    ...report.suspects.map((suspect) => suspectNews(source, suspect)),
    ...(report.verdict === 'ok' ? [] : [refusedNews(source, whyRefused(report))]),
  ]
  for (const one of all) await news.tell(one)
  if (all.length > 0) await send()
}

/** A push is mostly of one person, whose reason says more than that one of one was refused. */
const whyRefused = ({ refused: [first], why }: FeedReport): string =>
  first ? `${first.employeeId ?? 'somebody'}: ${first.why}` : (why ?? 'somebody has to look first')
