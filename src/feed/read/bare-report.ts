import type { FeedReading, FeedReport } from '../../model/feed.ts'

/** What a feed says by itself, compared with nothing. */
export const bareReport = ({ snapshot }: FeedReading): FeedReport => ({
  format: 'joinery.feed/1',
  rows: snapshot.rows,
  accepted: snapshot.people.length,
  verdict: snapshot.people.length > 0 ? 'ok' : 'refused',
  why: snapshot.people.length > 0 ? null : 'no row can be used',
  refused: snapshot.refused,
  events: [],
  missing: [],
  suspects: [],
})
