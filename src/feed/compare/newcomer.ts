import type { FeedSuspect } from '../../model/feed.ts'
import type { Person } from '../../model/person.ts'
import { isCancelled } from './cancelled-hire.ts'
import type { PersonEvent } from './comparison.ts'
import { beginOf, endOf, hasStaleLastDay, isGone } from './feed-times.ts'
import { event, nothing, type PersonFacts, type PersonMeaning, withEvents } from './person-facts.ts'

/** For so long before a feed somebody may have begun and still be new. */
const LATE_MS = 14 * 86_400_000

const suspected = ({ current }: PersonFacts, suspect: FeedSuspect): PersonMeaning => ({
  events: [],
  suspect,
  kept: { ...current, suspect: true },
})

/** Somebody of whom the source has not spoken before. */
export const newcomer = (facts: PersonFacts): PersonMeaning => {
  const { current, account, baseline, now } = facts
  const { person } = current
  if (isCancelled(facts)) return { ...nothing(facts), kept: { ...current, cancelled: true } }
  if (account === 'none') return withoutAccount(facts)
  if (baseline !== null) return { ...nothing(facts), suspect: stillOpen(facts), kept: { ...current, baseline } }
  if (account === 'enabled')
    return isGone(person, now) ? { ...nothing(facts), suspect: stillOpen(facts) } : withEvents(facts, fixedTerm(facts))
  if (isGone(person, now)) return nothing(facts)
  return withEvents(facts, [...arrival(facts, 'the account is from before and is disabled'), ...fixedTerm(facts)])
}

/** Somebody whose last day was over before anybody was told, and who can still sign in. */
export const stillOpen = ({ current: { person }, account, now }: PersonFacts): FeedSuspect | null => {
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
export const arrival = (facts: PersonFacts, because: string): readonly PersonEvent[] => {
  const { current, account, now } = facts
  const { startDate } = current.person
  const begins = startDate === undefined ? now : beginOf(startDate, current.person)
  if (account === 'enabled') return [event(facts, 'date-changed', begins, because)]
  if (account === 'disabled') return [event(facts, 'rehire', Math.max(begins, now), because)]
  return [event(facts, 'joiner', begins, because)]
}

/** The end of an employment that is known from its beginning. */
export const fixedTerm = (facts: PersonFacts): readonly PersonEvent[] => {
  const { person } = facts.current
  if (person.lastDay === undefined || hasStaleLastDay(person)) return []
  return [event(facts, 'leaver', endOf(person.lastDay, person), `the last day is ${person.lastDay}`)]
}
