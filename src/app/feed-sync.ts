import type { FeedConfig } from '../config/config.ts'
import { plainFeed } from '../config/load-config.ts'
import type { Compared, Comparison } from '../feed/compare/comparison.ts'
import { changedWorks, workOfFeed } from '../lifecycle/feed-work.ts'
import { underLease } from '../lifecycle/hold-lease.ts'
import { Fault } from '../model/fault.ts'
import type { FeedSnapshot } from '../model/feed.ts'
import type { FeedSync, FeedWork } from '../model/feed-sync.ts'
import { leaseOnFeeds } from '../model/lease-name.ts'
import type { StateJournal } from '../store/state-journal.ts'
import type { SnapshotOrder } from './app.ts'
import type { AppParts } from './app-parts.ts'
import { feedDirectory } from './feed-directory.ts'
import { doubtedFeed, feedOwners, keepDoubtedFeed, releasedPeople } from './feed-memory.ts'
import { keepQuarantine } from './feed-quarantine.ts'
import { loadPolicyFile } from './load-policy-file.ts'

/** How a snapshot is compared, beside what the order says. */
export interface SyncOrder extends SnapshotOrder {
  /** Counts as the last good feed instead of the one that is kept; then nothing is kept. */
  readonly last?: FeedSnapshot
}

/** Whether nothing is to be left behind. */
const isTrial = ({ dryRun, last }: SyncOrder): boolean => dryRun === true || last !== undefined

const WAIT_MS = 200
const MOST_WAITS = 300
const MOST_ATTEMPTS = 5

/**
 * Compares people of a source with the last good feed and the directories, keeps them as the last good ones, and schedules what follows, in one transaction.
 * One feed at a time. Where the feed is refused, nothing changes.
 */
export const syncSnapshot = async (parts: AppParts, order: SyncOrder): Promise<FeedSync> => {
  if (isTrial(order)) return compareOnce(parts, order, await parts.journalIfAny())
  const { clock, random, processes, pulse } = parts.host
  const journal = await parts.journal()
  const deps = { leases: journal.leases, clock, random, processes, pulse }
  const { source } = order.snapshot
  for (let waits = 0; waits < MOST_WAITS; waits += 1) {
    const done = await underLease({ name: leaseOnFeeds, for: `feed ${source}` }, deps, async () => {
      const sync = await syncOnce(parts, order, journal)
      return { ...sync, quarantine: await keepQuarantine(parts, sync.report, source, order.partial) }
    })
    if (done.held) return done.value
    await clock.sleep(WAIT_MS, parts.host.signal)
  }
  throw new Fault('feed/busy', { feed: source })
}

/** Work that somebody claims meanwhile is looked at again. */
const syncOnce = async (parts: AppParts, order: SyncOrder, journal: StateJournal): Promise<FeedSync> => {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const { compared, sync } = await comparedWith(parts, order, journal)
    const { source } = order.snapshot
    if (!compared.roster) {
      if (compared.doubted) await keepDoubtedFeed(journal.memory, source, compared.doubted)
      return sync
    }
    if (!(await journal.feeds.accept(compared.roster, changedWorks(sync.work)))) continue
    if (!order.partial) await keepDoubtedFeed(journal.memory, source, null)
    return sync
  }
  throw new Fault('feed/busy', { feed: order.snapshot.source })
}

const compareOnce = async (parts: AppParts, order: SyncOrder, journal: StateJournal | null): Promise<FeedSync> => ({
  ...(await comparedWith(parts, order, journal)).sync,
  dryRun: true,
})

const comparedWith = async (
  parts: AppParts,
  order: SyncOrder,
  journal: StateJournal | null,
): Promise<{ readonly compared: Compared; readonly sync: FeedSync }> => {
  const { compareFeed } = await import('../feed/compare/compare-feed.ts')
  const { source } = order.snapshot
  const rules = await feedConfig(parts, source)
  const compared = compareFeed(await comparisonOf(parts, order, journal, rules))
  const work = await workFor(parts, compared, rules, journal)
  return { compared, sync: { source, report: compared.report, work, quarantine: null, dryRun: false } }
}

/** What the configuration says of a feed; of one that it does not name, what counts for all. */
export const feedConfig = async (parts: AppParts, name: string): Promise<FeedConfig> => {
  const { config } = await parts.settings()
  return config.feeds.find((feed) => feed.name === name) ?? plainFeed(name)
}

const comparisonOf = async (
  parts: AppParts,
  order: SyncOrder,
  journal: StateJournal | null,
  { absence }: FeedConfig,
): Promise<Comparison> => {
  const { snapshot, partial, last, accept = false } = order
  const { config } = await parts.settings()
  const { readers, lookup } = await parts.systems({ readOnly: isTrial(order) })
  const { limits } = await loadPolicyFile(config)
  const { source } = snapshot
  const before = last ?? (await journal?.feeds.lastGood(source)) ?? null
  const only = partial ? onlyKnown(snapshot, before) : null
  return {
    current: snapshot,
    last: before,
    directory: await feedDirectory({ readers, lookup, key: config.key, only }),
    owners: journal ? await feedOwners(journal.memory, await journal.feeds.all()) : new Map(),
    released: journal ? await releasedPeople(journal.memory, source) : new Set(),
    limits,
    now: parts.host.clock.now(),
    partial,
    absence,
    accept,
    doubted: journal ? await doubtedFeed(journal.memory, source) : null,
  }
}

const MOST_ASKED_ALONE = 20

/** A push about few people whom the source has spoken of before asks for no others; whoever is new may be like anybody. */
const onlyKnown = ({ people }: FeedSnapshot, last: FeedSnapshot | null): readonly string[] | null => {
  const known = new Set(last?.people.flatMap((one) => (one.suspect ? [] : [one.person.employeeId])))
  const keys = people.map(({ person }) => person.employeeId)
  return keys.length > 0 && keys.length <= MOST_ASKED_ALONE && keys.every((key) => known.has(key)) ? keys : null
}

const workFor = async (
  parts: AppParts,
  compared: Compared,
  { name, playbooks, before }: FeedConfig,
  journal: StateJournal | null,
): Promise<readonly FeedWork[]> => {
  if (!compared.roster) return []
  const existing = ((await journal?.schedules.list()) ?? []).filter(({ source }) => source === name)
  const rules = { playbooks, before }
  return workOfFeed({ ...compared, source: name, rules, existing, now: parts.host.clock.now() })
}
