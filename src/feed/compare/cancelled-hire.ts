import type { FeedPerson } from '../../model/feed.ts'
import { hasStaleLastDay, isGone } from './feed-times.ts'
import { event, type PersonFacts, type PersonMeaning } from './person-facts.ts'

const CANCELLED = /^cancell?ed$/i

/**
 * Whether the hire is off: by `extra.status`, or because the last day lies before the first one. Where only the first day is new, it is the one of another
 * employment, and HR has left the last day of the one before.
 */
export const isCancelled = ({ current: { person }, known }: PersonFacts): boolean => {
  const status = person.extra?.['status']
  if (typeof status === 'string' && CANCELLED.test(status)) return true
  if (!hasStaleLastDay(person)) return false
  if (!known || known.suspect) return true
  const { startDate, lastDay } = known.person
  return known.cancelled ? startDate === person.startDate && lastDay === person.lastDay : lastDay !== person.lastDay
}

/** A hire that does not come. */
export const cancelledHire = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
  const { current, account, now } = facts
  const kept: FeedPerson = { ...current, cancelled: true }
  if (known.cancelled || (isGone(known.person, now) && account !== 'enabled'))
    return { events: [], suspect: null, kept }
  const { startDate, lastDay, extra } = current.person
  const because = hasStaleLastDay(current.person)
    ? `the last day (${lastDay}) lies before the first one (${startDate})`
    : `the status is ${extra?.['status']}`
  return { events: [event(facts, 'cancelled', now, because)], suspect: null, kept }
}
