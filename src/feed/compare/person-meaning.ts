import type { FeedEventType, FeedPerson, FeedSuspect } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { changedFields, type FieldChanges, isTime, movesAccess, only } from './changed-fields.ts'
import type { AccountState, PersonEvent } from './comparison.ts'
import { beginOf, endOf, hasStaleLastDay, isGone, shownTime, withoutStaleLastDay } from './feed-times.ts'

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

/** For so long before a feed somebody may have begun and still be new. */
const LATE_MS = 14 * 86_400_000

/** What a row means for the person. */
export const personMeaning = (facts: PersonFacts): PersonMeaning => {
  const { known } = facts
  if (!known || known.suspect) return newcomer(facts)
  if (isCancelled(facts)) return cancelled(facts, known)
  return known.cancelled && !isGone(facts.current.person, facts.now)
    ? withEvents(facts, [...arrival(facts, 'the hire is on again'), ...fixedTerm(facts)])
    : colleague(facts, known)
}

const nothing = ({ current }: PersonFacts): PersonMeaning => ({ events: [], suspect: null, kept: current })

const withEvents = (facts: PersonFacts, events: readonly PersonEvent[]): PersonMeaning => ({
  ...nothing(facts),
  events,
})

const event = (
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

const CANCELLED = /^cancell?ed$/i

/**
 * Whether the hire is off: by `extra.status`, or because the last day lies before the first one. Where only the first day is new, it is the one of another
 * employment, and HR has left the last day of the one before.
 */
const isCancelled = ({ current: { person }, known }: PersonFacts): boolean => {
  const status = person.extra?.['status']
  if (typeof status === 'string' && CANCELLED.test(status)) return true
  if (!hasStaleLastDay(person)) return false
  if (!known || known.suspect) return true
  const { startDate, lastDay } = known.person
  return known.cancelled ? startDate === person.startDate && lastDay === person.lastDay : lastDay !== person.lastDay
}

const cancelled = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
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

const suspected = ({ current }: PersonFacts, suspect: FeedSuspect): PersonMeaning => ({
  events: [],
  suspect,
  kept: { ...current, suspect: true },
})

/** Somebody of whom the source has not spoken before. */
const newcomer = (facts: PersonFacts): PersonMeaning => {
  const { current, account, baseline, now, like } = facts
  const { person } = current
  if (isCancelled(facts)) return { ...nothing(facts), kept: { ...current, cancelled: true } }
  if (account === 'none') return withoutAccount(facts)
  if (baseline !== null) return { ...nothing(facts), suspect: stillOpen(facts), kept: { ...current, baseline } }
  if (account === 'enabled')
    return isGone(person, now) ? { ...nothing(facts), suspect: stillOpen(facts) } : withEvents(facts, fixedTerm(facts))
  if (isGone(person, now)) return nothing(facts)
  if (like) return suspected(facts, like)
  return withEvents(facts, [...arrival(facts, 'the account is from before and is disabled'), ...fixedTerm(facts)])
}

/** Somebody whose last day was over before anybody was told, and who can still sign in. */
const stillOpen = ({ current: { person }, account, now }: PersonFacts): FeedSuspect | null => {
  if (account !== 'enabled' || !isGone(person, now)) return null
  const because = `the last day (${person.lastDay}) is over, and the account is still enabled: joinery offboard ${person.employeeId}`
  return { person: person.employeeId, like: null, because }
}

const withoutAccount = (facts: PersonFacts): PersonMeaning => {
  const { current, known, baseline, now, like } = facts
  const { person } = current
  if (isGone(person, now)) return nothing(facts)
  if (like) return suspected(facts, like)
  const why = facts.released ? null : whyNotNew(person, known !== null || baseline !== null, now)
  if (why) return suspected(facts, { person: person.employeeId, like: null, because: why })
  return withEvents(facts, [...arrival(facts, 'new in the feed'), ...fixedTerm(facts)])
}

const whyNotNew = ({ startDate, employeeId, ...person }: Person, isFirst: boolean, now: number): string | null => {
  const hint = `if it has another number, joinery adopt; if there is none, joinery feed release and the name of the feed with ${employeeId}`
  if (startDate === undefined) return isFirst ? `no account has this number, and there is no first day: ${hint}` : null
  if (beginOf(startDate, { employeeId, ...person }) >= now - LATE_MS) return null
  return `no account has this number, and the first day (${startDate}) is long over: ${hint}`
}

/** A joiner, or somebody who comes back to the account of before. */
const arrival = (facts: PersonFacts, because: string): readonly PersonEvent[] => {
  const { current, account, now } = facts
  const { startDate } = current.person
  const begins = startDate === undefined ? now : beginOf(startDate, current.person)
  if (account === 'enabled') return [event(facts, 'date-changed', begins, because)]
  if (account === 'disabled') return [event(facts, 'rehire', Math.max(begins, now), because)]
  return [event(facts, 'joiner', begins, because)]
}

/** The end of an employment that is known from its beginning. */
const fixedTerm = (facts: PersonFacts): readonly PersonEvent[] => {
  const { person } = facts.current
  if (person.lastDay === undefined || hasStaleLastDay(person)) return []
  return [event(facts, 'leaver', endOf(person.lastDay, person), `the last day is ${person.lastDay}`)]
}

/** Somebody whom the last feed had too. */
const colleague = (facts: PersonFacts, known: FeedPerson): PersonMeaning => {
  const { current, now } = facts
  const { person } = current
  const wasGone = isGone(known.person, now) || known.absent === true
  const isOver = isGone(person, now)
  if (known.baseline !== undefined) return sinceBaseline(facts, known)
  if (wasGone && isOver) return nothing(facts)
  if (wasGone) return withEvents(facts, [...comesBack(facts, known), ...fixedTerm(facts)])
  if (isNextEmployment(known.person, person, now))
    return withEvents(facts, [event(facts, 'rehire', beginOf(person.startDate ?? '', person), startsAgain(person))])
  return withEvents(facts, [...dates(facts, known), ...(isOver ? [] : data(facts, known))])
}

const startsAgain = ({ startDate }: Person): string => `comes back on ${startDate}`

/** HR has put the next employment into the place of one that has not ended yet. */
const isNextEmployment = (before: Person, after: Person, now: number): boolean =>
  before.lastDay !== undefined &&
  !hasStaleLastDay(before) &&
  after.startDate !== undefined &&
  after.startDate !== before.startDate &&
  beginOf(after.startDate, after) >= endOf(before.lastDay, before) &&
  endOf(before.lastDay, before) > now

const comesBack = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
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
const dates = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
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
const data = (facts: PersonFacts, known: FeedPerson): readonly PersonEvent[] => {
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
  return withEvents(facts, [leaver, ...(at <= now ? [] : data(later, rest))])
}
