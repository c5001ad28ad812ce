import type { Checked } from '../../model/fault.ts'
import type { FeedReading } from '../../model/feed.ts'
import type { FeedSettings } from './feed-settings.ts'
import { type FeedContext, readFeedFully } from './read-feed.ts'

/**
 * Reads what a source has pushed: a list as its feed would be, or one person as a JSON object. A push is no list of everybody, so it neither says how many
 * there are nor when such a list was made.
 */
export const readPush = async (
  bytes: Uint8Array,
  settings: FeedSettings,
  context: FeedContext,
): Promise<Checked<FeedReading>> => {
  const own = { ...settings, count: null, asOf: null }
  const list = await readFeedFully(bytes, own, context)
  if (list.ok || !isObject(bytes)) return list
  const one = await readFeedFully(Buffer.concat([OPEN, bytes, CLOSE]), { ...own, records: null }, context)
  return one.ok || list.faults.every(({ code }) => NO_LIST.has(code)) ? one : list
}

const OPEN = Buffer.from('[')
const CLOSE = Buffer.from(']')

/** What is said of an object that holds no list, or a list of something else. */
const NO_LIST: ReadonlySet<string> = new Set(['feed/no-records', 'feed/column-missing'])

/** Whether it begins as a JSON object does, with white space before it or not. */
const isObject = (bytes: Uint8Array): boolean => /^\s*\{/.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
