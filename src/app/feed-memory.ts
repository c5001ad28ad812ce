import { type DoubtedFeed, foldedKey } from '../feed/compare/comparison.ts'
import type { FeedSnapshot } from '../model/feed.ts'
import type { ServiceMemory } from '../ports/schedule-store.ts'

/** A person has looked at a row of a feed. */
export interface Release {
  readonly by: string
  /** RFC 3339. */
  readonly at: string
}

const nameOf = (source: string): string => `feed released ${source}`
const OWNERS = 'feed owners'

const readAll = async <T>(memory: ServiceMemory, name: string): Promise<{ readonly [key: string]: T }> =>
  JSON.parse((await memory.read(name)) ?? '{}') as { readonly [key: string]: T }

const write = async <T>(memory: ServiceMemory, name: string, key: string, value: T): Promise<void> =>
  memory.write(name, JSON.stringify({ ...(await readAll<T>(memory, name)), [key]: value }))

/** The rows of a feed count although the person is like another one, and the person belongs to it. */
export const releasePerson = async (
  memory: ServiceMemory,
  { source, person }: { readonly source: string; readonly person: string },
  release: Release,
): Promise<void> => {
  await write(memory, nameOf(source), foldedKey(person), release)
  await write(memory, OWNERS, foldedKey(person), source)
}

export const releasedPeople = async (memory: ServiceMemory, source: string): Promise<ReadonlySet<string>> =>
  new Set(Object.keys(await readAll<Release>(memory, nameOf(source))))

/** To which feed people belong: the one that spoke of them first, unless a person has said otherwise. By `foldedKey`. */
export const feedOwners = async (
  memory: ServiceMemory,
  snapshots: readonly FeedSnapshot[],
): Promise<ReadonlyMap<string, string>> => {
  const owners = new Map<string, string>()
  for (const { source, people } of snapshots)
    for (const { person, suspect } of people) if (!suspect) owners.set(foldedKey(person.employeeId), source)
  for (const [key, source] of Object.entries(await readAll<string>(memory, OWNERS))) owners.set(key, source)
  return owners
}

const doubtName = (source: string): string => `feed doubted ${source}`

/** The last feed of a source that was doubted; null where none was since the last good one. */
export const doubtedFeed = async (memory: ServiceMemory, source: string): Promise<DoubtedFeed | null> =>
  JSON.parse((await memory.read(doubtName(source))) ?? 'null') as DoubtedFeed | null

/** Keeps it, or forgets it. Of several that are doubted for the same reason the first counts. */
export const keepDoubtedFeed = async (
  memory: ServiceMemory,
  source: string,
  doubted: DoubtedFeed | null,
): Promise<void> => {
  const before = await doubtedFeed(memory, source)
  if (before?.sign === doubted?.sign) return
  await memory.write(doubtName(source), doubted === null ? null : JSON.stringify(doubted))
}
