import type { FeedPerson } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { changedFields } from './changed-fields.ts'
import { changedData, changedDates, comesBack } from './changed-person.ts'
import { beginOf, endOf, hasStaleLastDay, isGone } from './feed-times.ts'
import { fixedTerm, stillOpen } from './newcomer.ts'
import { event, nothing, type PersonFacts, type PersonMeaning, withEvents } from './person-facts.ts'

/** Somebody whom the last feed had too. */
export const colleague = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
  const { current, now } = facts
  const { person } = current
  const wasGone = isGone(known.person, now) || known.absent === true
  const isOver = isGone(person, now)
  if (known.baseline !== undefined) return sinceBaseline(facts, known)
  if (wasGone && isOver) return nothing(facts)
  if (wasGone) return withEvents(facts, [...comesBack(facts, known), ...fixedTerm(facts)])
  if (isNextEmployment(known.person, person, now)) return nextEmployment(facts, known)
  return withEvents(facts, [...changedDates(facts, known), ...(isOver ? [] : changedData(facts, known))])
}

/** HR has put the next employment into the place of one that has not ended yet. */
const isNextEmployment = (before: Person, after: Person, now: number): boolean =>
  before.lastDay !== undefined &&
  !hasStaleLastDay(before) &&
  after.startDate !== undefined &&
  after.startDate !== before.startDate &&
  beginOf(after.startDate, after) >= endOf(before.lastDay, before) &&
  endOf(before.lastDay, before) > now

/** Both count: the end of the one that is kept until it is over, and the beginning of the next. */
const nextEmployment = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
  const { row, person } = facts.current
  const kept = { ...known, row, next: person }
  const isKnown = known.next !== undefined && Object.keys(changedFields(known.next, person)).length === 0
  const begins = beginOf(person.startDate ?? '', person)
  const events = isKnown ? [] : [event(facts, 'rehire', begins, `comes back on ${person.startDate}`)]
  return { events, suspect: null, kept }
}

/** Somebody of the first feed: a last day that was known then counts from the next feed on. */
const sinceBaseline = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
  const { current, asOf, account, now } = facts
  const { baseline = asOf, person: before } = known
  const { person } = current
  if (Date.parse(asOf) <= Date.parse(baseline)) {
    const same = Object.keys(changedFields(before, person)).length === 0
    if (same) return { ...nothing(facts), suspect: stillOpen(facts), kept: { ...current, baseline } }
  }
  const { baseline: _baseline, ...rest } = known
  const later = { ...facts, known: rest }
  if (before.lastDay === undefined || before.lastDay !== person.lastDay || hasStaleLastDay(person))
    return colleague(later, rest)
  const at = endOf(before.lastDay, before)
  const kept = { ...current, baseline }
  if (at <= Date.parse(baseline)) return { ...nothing(facts), suspect: stillOpen(facts), kept }
  if (account === 'none' || (at <= now && account === 'disabled')) return nothing(facts)
  const because = `lastDay ${before.lastDay}, known since the first feed`
  const leaver = { ...event(facts, 'leaver', at, because, {}), isOld: true }
  return withEvents(facts, [leaver, ...(at <= now ? [] : changedData(later, rest))])
}
