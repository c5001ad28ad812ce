import type { FeedReading, FeedReport } from '../../model/feed.ts'

/** What a feed says by itself, compared with nothing. */
export const bareReport = ({ snapshot }: FeedReading): FeedReport => ({
  format: 'joinery.feed/1',
  rows: snapshot.rows,
  accepted: snapshot.people.length,
  verdict: 'ok',
  why: null,
  refused: snapshot.refused,
  events: [],
  missing: [],
  suspects: [],
})
