import type { FeedEventType, FeedPerson, FeedSuspect } from '../../model/feed.ts'
import { changedFields, type FieldChanges } from './changed-fields.ts'
import type { AccountState, PersonEvent } from './comparison.ts'
import { shownTime, withoutStaleLastDay } from './feed-times.ts'

/** What is known of somebody in a feed. */
export interface PersonFacts {
  readonly current: FeedPerson
  /** As the last good feed had them; null where it did not. */
  readonly known: FeedPerson | null
  readonly account: AccountState
  /** Whom somebody new is like. */
  readonly like: FeedSuspect | null
  /** A person has looked at the row. */
  readonly released: boolean
  /** `asOf` of the first whole feed of the source, which is this one; null for every other. */
  readonly baseline: string | null
  readonly asOf: string
  readonly now: number
}

/** What a feed says of somebody. */
export interface PersonMeaning {
  readonly events: readonly PersonEvent[]
  readonly suspect: FeedSuspect | null
  /** How they are kept. */
  readonly kept: FeedPerson
}

export const nothing = ({ current }: PersonFacts): PersonMeaning => ({ events: [], suspect: null, kept: current })

export const withEvents = (facts: PersonFacts, events: readonly PersonEvent[]): PersonMeaning => ({
  ...nothing(facts),
  events,
})

/** An event of somebody at a moment; `changes` are all that differ where nothing else is said. */
export const event = (
  { current, known, account }: PersonFacts,
  type: FeedEventType,
  at: number,
  because: string,
  changes: FieldChanges = known && !known.suspect ? changedFields(known.person, current.person) : {},
): PersonEvent => {
  const about = withoutStaleLastDay(current.person)
  const { employeeId } = about
  return {
    type,
    person: employeeId,
    effective: shownTime(at, about),
    changes,
    because,
    row: current.row,
    about,
    account,
  }
}
