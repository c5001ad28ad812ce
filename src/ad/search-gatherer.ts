import { type AdEntry, type AttributeValues, valuesOf } from '../model/ad-entry.ts'
import { type AdQuery, anyOf } from '../model/ad-query.ts'
import { Fault } from '../model/fault.ts'
import { foldDn } from '../model/fold-text.ts'
import { attributesOf } from '../model/match-ad-filter.ts'
import type { AdReader } from '../ports/ad.ts'
import { certainMatch } from './certain-match.ts'
import { distinctNames } from './entry-from-ldap.ts'

type Answer = readonly AdEntry[]

/** A query that waits for the end of the turn, and everybody's answer to it. */
interface Wish {
  readonly query: AdQuery
  readonly answer: Promise<Answer>
  resolve(answer: Answer | Promise<Answer>): void
  reject(error: unknown): void
}

/** One OR of 60 equalities on indexed attributes took a domain controller 8 ms, 60 searches 55 ms; AD refuses very long filters. */
const AT_MOST = 60

/** Lists that can have thousands of values; reading them only to see which query an entry belongs to would cost more than is saved. */
const LONG_LISTS = new Set(['member', 'directreports', 'managedobjects'])

const canGather = (query: AdQuery): boolean =>
  !attributesOf(query.filter).some((name) => LONG_LISTS.has(name.toLowerCase()))

const placeOf = (query: AdQuery): string => `${query.scope} ${query.base === undefined ? '' : foldDn(query.base)}`

/** One question that is answered wherever any of the queries is, with all that is needed to tell for which. */
const merge = (queries: readonly AdQuery[], first: AdQuery): AdQuery => ({
  ...first,
  filter: anyOf(queries.map((query) => query.filter)),
  attributes: distinctNames(queries.flatMap((query) => [...query.attributes, ...attributesOf(query.filter)])),
})

/** The entry as if only this query had been asked. */
const trim = (entry: AdEntry, asked: readonly string[]): AdEntry => {
  const attributes: Record<string, AttributeValues> = {}
  for (const name of asked) {
    const values = valuesOf(entry, name)
    if (values.length > 0) attributes[name] = values
  }
  return { id: entry.id, dn: entry.dn, attributes }
}

/**
 * The shares of all queries; null for each that has to be asked by itself. Servers compare texts more loosely than we dare to: what may or
 * may not belong to a query is for the server to say, and an entry that fits none by our lights shows that it sees more than we do.
 */
const distribute = (queries: readonly AdQuery[], entries: Answer): readonly (Answer | null)[] => {
  const shares: (AdEntry[] | null)[] = queries.map(() => [])
  for (const entry of entries) {
    let isExplained = false
    for (const [at, query] of queries.entries()) {
      const match = certainMatch(query.filter, entry)
      if (match === 'no') continue
      isExplained = true
      if (match === 'maybe') shares[at] = null
      else shares[at]?.push(trim(entry, query.attributes))
    }
    if (!isExplained) return queries.map(() => null)
  }
  return shares
}

const isForAll = (error: unknown): boolean =>
  error instanceof Fault && (error.category === 'unreachable' || error.category === 'throttled')

/** Asks the queries of one place together and gives each its share; those that cannot be told apart are asked singly. */
const answerTogether = async (search: AdReader['search'], wishes: readonly Wish[]): Promise<void> => {
  const queries = wishes.map((wish) => wish.query)
  const [first] = queries
  if (!first) return
  const singly = (wish: Wish): void => wish.resolve(search(wish.query))
  try {
    const shares = distribute(queries, await search(merge(queries, first)))
    for (const [at, wish] of wishes.entries()) {
      const share = shares[at]
      if (share) wish.resolve(share)
      else singly(wish)
    }
  } catch (error) {
    // A fault in one query must not become the others' fault.
    for (const wish of wishes) {
      if (isForAll(error)) wish.reject(error)
      else singly(wish)
    }
  }
}

const chunksOf = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))

/** Searches of one kind, gathered: those that are asked for in the same turn of the event loop go out as one for each place. */
const gathered = (search: AdReader['search']): AdReader['search'] => {
  let waiting = new Map<string, Wish>()

  const flush = (): void => {
    const byPlace = Map.groupBy(waiting.values(), (wish) => placeOf(wish.query))
    waiting = new Map()
    for (const [, wishes] of byPlace) {
      const [only] = wishes
      if (only && wishes.length === 1) only.resolve(search(only.query))
      else for (const chunk of chunksOf(wishes, AT_MOST)) void answerTogether(search, chunk)
    }
  }

  return (query) => {
    if (!canGather(query)) return search(query)
    const key = JSON.stringify(query)
    const same = waiting.get(key)
    if (same) return same.answer
    if (waiting.size === 0) setImmediate(flush)
    const { promise: answer, resolve, reject } = Promise.withResolvers<Answer>()
    waiting.set(key, { query, answer, resolve, reject })
    return answer
  }
}

/**
 * The same reads in fewer round trips: searches of one place that are asked for in the same turn of the event loop go out as one. The
 * answers are those of the reader itself, entry for entry.
 */
export const gatherSearches = (reader: AdReader): AdReader => {
  const deleted = gathered((query) => reader.deleted(query))
  return {
    domain: () => reader.domain(),
    byId: (id, attributes) => reader.byId(id, attributes),
    byDn: (dn, attributes) => reader.byDn(dn, attributes),
    search: gathered((query) => reader.search(query)),
    isDeletionProtected: (id) => reader.isDeletionProtected(id),
    recycleBin: () => reader.recycleBin(),
    deleted: (query) => deleted({ scope: 'one', ...query }),
    deletedById: (id, attributes) => reader.deletedById(id, attributes),
  }
}
