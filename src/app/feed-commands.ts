import { resolve } from 'node:path'
import { bareReport } from '../feed/read/bare-report.ts'
import { plainSettings } from '../feed/read/feed-settings.ts'
import { type Checked, Fault, Faults } from '../model/fault.ts'
import type { FeedReading, FeedReport, FeedSnapshot } from '../model/feed.ts'
import type { App } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { releasePerson } from './feed-memory.ts'
import { syncSnapshot } from './feed-sync.ts'
import { configuredFeed, findFeed, type NamedFeed } from './find-feed.ts'
import type { Settings } from './load-settings.ts'
import { openFeed, readFeedSettings } from './open-feed.ts'
import { writeRefused } from './write-refused.ts'

type FeedCommands = Pick<
  App,
  'previewFeed' | 'syncFeed' | 'syncSnapshot' | 'readPushed' | 'feeds' | 'releaseFeedPerson'
>

/** The commands about what an HR system sends. */
export const feedCommands = (parts: AppParts): FeedCommands => ({
  async previewFeed({ feed, settings, last, refusedOut }) {
    const named = { feed, settings, as: null }
    const settled = await settingsIfAny(parts)
    const { name, ...source } = await findFeed(named, settled?.config ?? null, parts.host)
    // It is shown by what was asked for, and compared by its name.
    const reading = unwrapped(await openFeed({ ...source, tryOut: true }, parts.host))
    if (refusedOut !== null) await writeRefused(resolve(parts.host.cwd, refusedOut), reading.snapshot.refused)
    const before = last === null ? null : unwrapped(await readNamed({ ...named, feed: last }, parts)).snapshot
    return { reading, report: await previewed(reading, name, before, parts) }
  },
  async syncFeed({ last, dryRun, accept, ...named }) {
    const { snapshot } = unwrapped(await readNamed(named, parts))
    const before = last === null ? null : unwrapped(await readNamed({ ...named, feed: last }, parts)).snapshot
    return syncSnapshot(parts, { snapshot, partial: false, dryRun, accept, ...(before ? { last: before } : {}) })
  },
  syncSnapshot: (order) => syncSnapshot(parts, order),
  async readPushed({ source, bytes }) {
    const { config } = await parts.settings()
    const { map } = configuredFeed(config, source)
    const settings = map === null ? plainSettings : unwrapped(await readFeedSettings(map, parts.host))
    const fileTime = new Date(parts.host.clock.now()).toISOString()
    const { readPush } = await import('../feed/read/read-push.ts')
    return unwrapped(await readPush(bytes, settings, { source, file: `what ${source} has pushed`, fileTime }))
  },
  feeds: async () => (await parts.settings()).config.feeds,
  async releaseFeedPerson(order) {
    const { memory, feeds } = await parts.journal()
    const { clock, actor } = parts.host
    // A feed that was given as a file is known by what is kept of it.
    if ((await feeds.lastGood(order.source)) === null) configuredFeed((await parts.settings()).config, order.source)
    await releasePerson(memory, order, { by: actor, at: new Date(clock.now()).toISOString() })
  },
})

const unwrapped = <T>(checked: Checked<T>): T => {
  if (!checked.ok) throw new Faults(checked.faults)
  return checked.value
}

/** Without a configuration a feed can be read all the same. */
const settingsIfAny = (parts: AppParts): Promise<Settings | null> =>
  parts.settings().catch((thrown: unknown) => {
    if (thrown instanceof Fault && thrown.code === 'config/not-found') return null
    throw thrown
  })

const readNamed = async (named: NamedFeed, parts: AppParts): Promise<Checked<FeedReading>> => {
  const settings = await settingsIfAny(parts)
  const source = await findFeed(named, settings?.config ?? null, parts.host)
  return openFeed(source, parts.host)
}

/** What a feed would mean; by itself, where there is nothing to compare it with. */
const previewed = async (
  reading: FeedReading,
  name: string,
  before: FeedSnapshot | null,
  parts: AppParts,
): Promise<FeedReport> => {
  const snapshot = { ...reading.snapshot, source: name }
  if (snapshot.people.length === 0) return bareReport(reading)
  if (await settingsIfAny(parts)) {
    const order = { snapshot, partial: false, dryRun: true, ...(before ? { last: before } : {}) }
    return (await syncSnapshot(parts, order)).report
  }
  if (before === null) return bareReport(reading)
  const [{ compareFeed }, { defaultPolicy }] = await Promise.all([
    import('../feed/compare/compare-feed.ts'),
    import('../model/policy.ts'),
  ])
  return compareFeed({
    current: snapshot,
    last: before,
    directory: null,
    owners: new Map(),
    released: new Set(),
    limits: defaultPolicy.limits,
    now: parts.host.clock.now(),
    partial: false,
    absence: 'report',
    accept: false,
    doubted: null,
  }).report
}
