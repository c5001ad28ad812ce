import { asFault, Fault, Faults } from '../../model/fault.ts'
import type { FeedSync } from '../../model/feed-sync.ts'
import type { Json } from '../../model/json.ts'
import { exitCodes } from '../exit-code.ts'
import { feedSyncText } from '../views/feed-sync-text.ts'
import { codeOfReport } from './feed.ts'
import type { Bench, Performer } from './performer.ts'
import { printJson } from './print-json.ts'

/** `joinery feed sync [NAME|FILE…]` */
export const syncFeeds: Performer<'feed.sync'> = async ({ do: _do, feeds, ...order }, bench) => {
  const { app } = bench
  const [one, ...others] = feeds.length > 0 ? feeds : (await app.feeds()).filter(isRead).map(({ name }) => name)
  if (one === undefined) throw new Fault('feed/none', {})
  if (others.length === 0) {
    const sync = await app.syncFeed({ ...order, feed: one })
    show([sync], bench)
    return codeOfReport(sync.report)
  }
  return syncSeveral([one, ...others], order, bench)
}

const isRead = ({ file, url }: { readonly file: string | null; readonly url: string | null }): boolean =>
  file !== null || url !== null

/** One that cannot be read does not keep the others back. */
const syncSeveral = async (
  feeds: readonly string[],
  order: Omit<Parameters<Bench['app']['syncFeed']>[0], 'feed'>,
  bench: Bench,
): Promise<number> => {
  const syncs: FeedSync[] = []
  const faults: Fault[] = []
  for (const feed of feeds) {
    try {
      syncs.push(await bench.app.syncFeed({ ...order, feed }))
    } catch (thrown) {
      faults.push(...(thrown instanceof Faults ? thrown.faults : [asFault(thrown)]))
    }
  }
  show(syncs, bench)
  if (faults.length > 0) throw new Faults(faults)
  return Math.max(exitCodes.done, ...syncs.map(({ report }) => codeOfReport(report)))
}

const show = (syncs: readonly FeedSync[], { io, options }: Bench): void => {
  const [only, ...others] = syncs
  if (!options.json) io.out(syncs.map((sync) => feedSyncText(sync, io.paint)).join('\n\n'))
  else if (only && others.length === 0) printJson(io, documentOf(only))
  else printJson(io, { format: 'joinery.feeds/1', feeds: syncs.map(documentOf) })
}

const documentOf = ({ source, report, work, quarantine, dryRun }: FeedSync): Json =>
  ({ ...report, feed: source, dryRun, work, quarantine }) as unknown as Json

/** `joinery feed release NAME PERSON` */
export const releaseFeedPerson: Performer<'feed.release'> = async ({ source, person }, { app, tell, again }) => {
  await app.releaseFeedPerson({ source, person })
  tell(`The row of ${person} counts from the next comparison on: ${again(`feed sync ${source}`)}`)
  return exitCodes.done
}
