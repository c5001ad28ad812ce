import { cancelledHire, isCancelled } from './cancelled-hire.ts'
import { colleague } from './colleague.ts'
import { isGone } from './feed-times.ts'
import { arrival, fixedTerm, newcomer } from './newcomer.ts'
import { type PersonFacts, type PersonMeaning, withEvents } from './person-facts.ts'

/** What a row means for the person. */
export const personMeaning = (facts: PersonFacts): PersonMeaning => {
  const { known } = facts
  if (!known || known.suspect) return newcomer(facts)
  if (isCancelled(facts)) return cancelledHire(facts, known)
  return known.cancelled && !isGone(facts.current.person, facts.now)
    ? withEvents(facts, [...arrival(facts, 'the hire is on again'), ...fixedTerm(facts)])
    : colleague(facts, known)
}
