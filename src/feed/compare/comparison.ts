import type { FeedEvent, FeedReport, FeedSnapshot } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import type { Limits } from '../../model/policy.ts'

/** Whether somebody has an account: enabled where one is in any directory. */
export type AccountState = 'none' | 'enabled' | 'disabled'

/** Who has an account in the directories. */
export interface FeedDirectory {
  /** By `foldedKey` of the employeeId: the employeeId as the directory writes it, and the state of the account. */
  readonly accounts: ReadonlyMap<string, { readonly key: string; readonly state: Exclude<AccountState, 'none'> }>
}

/** What a feed is compared with. */
export interface Comparison {
  readonly current: FeedSnapshot
  /** The last good one of the source; null for the first feed. */
  readonly last: FeedSnapshot | null
  /** Null where the directories are not asked; then whoever was in the last feed has an account. */
  readonly directory: FeedDirectory | null
  /** To which other feed people belong, by `foldedKey`. */
  readonly owners: ReadonlyMap<string, string>
  /** Whose rows a person has looked at, by `foldedKey`. */
  readonly released: ReadonlySet<string>
  readonly limits: Limits
  /** Milliseconds since 1970. */
  readonly now: number
  /** A push: whoever is not in it is not missing. */
  readonly partial: boolean
  /** What it means that somebody is missing. */
  readonly absence: 'report' | 'leaver'
  /** Somebody has looked at what looks wrong with the whole feed. */
  readonly accept: boolean
  /** The last feed that was doubted; null where none was since the last good one. */
  readonly doubted: DoubtedFeed | null
}

/** A feed that looks cut, or old, and could be right all the same: another one that looks so half a day later is. */
export interface DoubtedFeed {
  readonly asOf: string
  /** Equal for feeds that are doubted for the same reason. */
  readonly sign: string
}

/** An event with the person as the feed has them; without a last day that has no meaning. */
export interface PersonEvent extends FeedEvent {
  readonly row: number
  readonly about: Person
  readonly account: AccountState
  /** It says no more than the first feed of the source. */
  readonly isOld?: boolean
}

/** What a feed means, and what is kept of it. */
export interface Compared {
  readonly report: FeedReport
  /** In the order of the employeeIds; none where the feed is refused. */
  readonly events: readonly PersonEvent[]
  /** The last good feed from here on; null where it is refused. */
  readonly roster: FeedSnapshot | null
  /** Where it is refused because of a doubt that another feed can settle. */
  readonly doubted: DoubtedFeed | null
  /** employeeIds of the people of the feed, without those who wait as suspects. */
  readonly present: readonly string[]
  /** employeeIds of those who are missing and have not begun yet. */
  readonly notBegun: readonly string[]
}

/** Directories compare employeeIds without regard to case. */
export const foldedKey = (employeeId: string): string => employeeId.toLowerCase()
