import type { FeedPerson, FeedSnapshot, RefusedRow } from '../../model/feed.ts'
import type { Comparison } from './comparison.ts'
import { foldedKey } from './comparison.ts'

const MOST_EARLIER = 60

/** What is kept of a feed: everybody whom the source ever had, as it had them last. */
export const nextRoster = (
  { current, last, partial }: Comparison,
  kept: readonly FeedPerson[],
  refused: readonly RefusedRow[],
): FeedSnapshot => {
  const revision = (last?.revision ?? 0) + 1
  const people = [...kept].sort((a, b) => (a.person.employeeId < b.person.employeeId ? -1 : 1))
  if (partial) return { ...(last ?? { ...current, refused: [] }), people, revision }
  const earlier = [...new Set(last ? [last.hash, ...(last.earlier ?? [])] : [])].slice(0, MOST_EARLIER)
  return { ...current, people, refused, revision, earlier }
}

/** How somebody is kept who is not in a whole feed. */
export const missed = (before: FeedPerson, { current }: Pick<Comparison, 'current'>): FeedPerson => {
  const { absentSince, ...rest } = before
  const missingSince = before.missingSince ?? current.asOf
  return current.complete
    ? { ...rest, missingSince, absentSince: absentSince ?? current.asOf }
    : { ...rest, missingSince }
}

/** People by `foldedKey`. */
export const byKey = (people: readonly FeedPerson[]): ReadonlyMap<string, FeedPerson> =>
  new Map(people.map((one) => [foldedKey(one.person.employeeId), one]))
