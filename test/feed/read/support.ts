import { type FeedSettings, plainSettings } from '../../../src/feed/read/feed-settings.ts'
import { loadFeedSettings } from '../../../src/feed/read/load-feed-settings.ts'
import type { FeedContext } from '../../../src/feed/read/read-feed.ts'
import { readFeedFully } from '../../../src/feed/read/read-feed.ts'
import type { Checked } from '../../../src/model/fault.ts'
import type { FeedReading } from '../../../src/model/feed.ts'
import type { Person } from '../../../src/model/person.ts'
import { compileRow } from '../../../src/playbook/compile-row.ts'
import { value } from '../../support/checked.ts'

export const context: FeedContext = { source: 'hr.csv', fileTime: '2026-11-22T06:00:00Z' }

export const settings = (text: string): FeedSettings =>
  text === '' ? plainSettings : value(loadFeedSettings(text, 'feed.yaml', compileRow))

export const read = (feed: string | Uint8Array, yaml = ''): Promise<Checked<FeedReading>> =>
  readFeedFully(typeof feed === 'string' ? Buffer.from(feed) : feed, settings(yaml), context)

/** People of a feed that is read. */
export const people = async (feed: string | Uint8Array, yaml = ''): Promise<readonly Person[]> =>
  value(await read(feed, yaml)).snapshot.people.map(({ person }) => person)

/** Why rows are refused, each with its number. */
export const refusals = async (feed: string | Uint8Array, yaml = ''): Promise<readonly string[]> =>
  value(await read(feed, yaml)).snapshot.refused.map(({ row, why }) => `${row}: ${why}`)
