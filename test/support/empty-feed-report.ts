import type { FeedReport } from '../../src/model/feed.ts'

/** What a feed means in which nothing is new. */
export const emptyFeedReport: FeedReport = {
  format: 'joinery.feed/1',
  rows: 0,
  accepted: 0,
  verdict: 'ok',
  why: null,
  refused: [],
  events: [],
  missing: [],
  suspects: [],
}
