import type { FeedPerson } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { changedFields, type FieldChanges, isTime, movesAccess, only } from './changed-fields.ts'
import type { PersonEvent } from './comparison.ts'
import { beginOf, endOf, withoutStaleLastDay } from './feed-times.ts'
import { event, type PersonFacts } from './person-facts.ts'

/** Somebody who had left, and has not. */
export const comesBack = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
  const { current, account, now } = facts
  const { person } = current
  const isNew = person.startDate !== undefined && person.startDate !== known.person.startDate
  const begins = isNew && person.startDate !== undefined ? Math.max(beginOf(person.startDate, person), now) : now
  const because = known.absent
    ? 'is in the feed again'
    : `the last day (${known.person.lastDay}) is over, and ${person.lastDay === undefined ? 'there is none any more' : `it is ${person.lastDay}`}`
  // The leaver was not carried out yet, or somebody has opened the account again.
  return [event(facts, account === 'enabled' && begins <= now ? 'date-changed' : 'rehire', begins, because)]
}

/** What is said about the beginning and the end. */
export const changedDates = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
  const { current, account, now } = facts
  const { person } = current
  const [before, after] = [withoutStaleLastDay(known.person), withoutStaleLastDay(person)]
  const times = only(changedFields(known.person, person), (field) => field === 'startDate' || field === 'lastDay')
  const events: PersonEvent[] = []
  if (before.lastDay === undefined && after.lastDay !== undefined)
    events.push(event(facts, 'leaver', endOf(after.lastDay, after), `lastDay ${after.lastDay} is new`, times))
  else if (before.lastDay !== after.lastDay) events.push(movedEnd(facts, before, after, times))
  if (before.startDate === after.startDate || after.startDate === undefined) return events
  const begins = beginOf(after.startDate, after)
  if (account !== 'none' && begins <= now) return events
  const because = `startDate ${after.startDate} instead of ${before.startDate ?? 'none'}`
  const inOne = events.some(({ type }) => type === 'date-changed')
  return inOne ? events : [...events, event(facts, 'date-changed', begins, because, times)]
}

const movedEnd = (facts: PersonFacts, before: Person, after: Person, times: FieldChanges): PersonEvent => {
  const { lastDay } = after
  const at = lastDay === undefined ? facts.now : endOf(lastDay, after)
  return event(facts, 'date-changed', at, `lastDay ${lastDay ?? 'none'} instead of ${before.lastDay}`, times)
}

const DAY = /^\d{4}-\d{2}-\d{2}/

/** What else is new. It takes effect at once, unless `extra.effective` names a day to come. */
export const changedData = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
  const { current, now, account } = facts
  const { person } = current
  const all = changedFields(known.person, person)
  const changes = only(
    all,
    (field) => !isTime(field) || (field === 'startDate' && account !== 'none' && wasMoved(facts)),
  )
  const names = Object.keys(changes)
  if (names.length === 0) return []
  const effective = person.extra?.['effective']
  const on = typeof effective === 'string' && DAY.test(effective) ? beginOf(effective, person) : now
  const because = `${names.slice(0, MOST_NAMED).join(', ')}${names.length > MOST_NAMED ? ' and more' : ''} changed`
  return [event(facts, movesAccess(changes) ? 'mover' : 'correction', Math.max(on, now), because, changes)]
}

const MOST_NAMED = 3

/** A first day of somebody who has begun is a mere fact. */
const wasMoved = ({ current: { person }, now }: PersonFacts): boolean =>
  person.startDate !== undefined && beginOf(person.startDate, person) <= now
