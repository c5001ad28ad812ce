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
    sync: (snapshot) => observed(snapshot, app, observers, clock.now),
    failed: (source, fault) => log.warn('scim.refused', { source, ...faultFields(fault) }),
    async deleted(source, person) {
      log.warn('scim.deleted', { source, person })
      await news.tell(newsOf(source, person))
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
  { log, metrics, traces }: RunObservers,
  now: () => number,
): Promise<FeedReport> => {
  const { source } = snapshot
  const { report } = await traces.around('joinery.feed.sync', { 'joinery.feed': source }, () =>
    app.syncSnapshot({ snapshot, partial: true }),
  )
  const { verdict: outcome, events } = report
  log[outcome === 'ok' ? 'info' : 'warn']('scim.taken', { source, outcome, count: events.length })
  if (outcome === 'ok') metrics.succeeded(`source ${source}`, now())
  return report
}

const newsOf = (source: string, person: string) => ({
  about: `deleted ${source} ${person}`,
  kind: 'deleted by its source',
  subject: `${source} has deleted ${person}`,
  text:
    'The source deleted somebody whom it had not made inactive before. That could be a mistake, so nobody was disabled and nothing was scheduled. ' +
    'If the person leaves, let the source send active: false before, or schedule the leaver by hand; with absence: leaver in feeds: of joinery.yaml a deletion means it.',
  facts: [
    { name: 'source', value: source },
    { name: 'person', value: person },
  ],
})
