import type { FeedPerson, FeedReport, FeedSuspect, RefusedRow } from '../../model/feed.ts'
import { accountOf } from './account-of.ts'
import type { Compared, Comparison, PersonEvent } from './comparison.ts'
import { foldedKey } from './comparison.ts'
import { type FeedCounts, whyTooMuch } from './feed-limits.ts'
import { isGone } from './feed-times.ts'
import { missingPeople } from './missing-people.ts'
import { nearMisses } from './near-misses.ts'
import type { PersonMeaning } from './person-facts.ts'
import { personMeaning } from './person-meaning.ts'
import { byKey, nextRoster } from './roster.ts'
import { doubtOf, type Pair, whyNotNext } from './whole-feed.ts'

/**
 * What a feed means: who joins, moves, leaves and comes back, compared with the last good feed and the directories. People are matched by their employeeId
 * alone; whoever is like somebody else waits until a person has looked. Nobody leaves because they are missing, and a feed that cannot be what HR means is
 * refused as a whole: then nothing follows from it.
 */
export const compareFeed = (comparison: Comparison): Compared => {
  const { current, last, limits, accept } = comparison
  const own = ownRows(comparison)
  const known = byKey(last?.people ?? [])
  const refused = [...current.refused, ...own.refused].sort((a, b) => a.row - b.row)
  const meanings = meaningsOf(comparison, own.people, known)
  const gone = missingPeople(comparison, own.people, known, refused)
  const events = [...meanings.flatMap((meaning) => meaning.events), ...gone.events].sort(byPerson)
  const pairs = own.people.flatMap((after): readonly Pair[] => {
    const before = known.get(foldedKey(after.person.employeeId))
    return before ? [{ before, after }] : []
  })
  const counts = countsOf({ comparison, events, refused, missing: gone.fresh })
  const doubt = doubtOf(comparison, gone.missing)
  const why = whyRefused(own.people.length === 0 && current.rows > 0, accept, [
    () => whyNotNext(comparison, pairs),
    () => whyTooMuch(counts, limits),
    () => doubt?.why ?? null,
  ])
  const report: FeedReport = {
    format: 'joinery.feed/1',
    rows: current.rows,
    accepted: own.people.length,
    verdict: why === null ? 'ok' : 'refused',
    why,
    refused,
    events: events.map(({ type, person, effective, changes, because }) => ({
      type,
      person,
      effective,
      changes,
      because,
    })),
    missing: gone.missing,
    suspects: meanings.flatMap(({ suspect }) => suspect ?? []),
  }
  if (why !== null) {
    const doubted = doubt !== null && why === doubt.why ? { asOf: current.asOf, sign: doubt.sign } : null
    return { report, events: [], roster: null, present: [], notBegun: [], doubted }
  }
  const kept = [...meanings.map((meaning) => meaning.kept), ...gone.kept]
  const present = meanings.flatMap((meaning) => (meaning.kept.suspect ? [] : [meaning.kept.person.employeeId]))
  return {
    report,
    events,
    roster: nextRoster(comparison, kept, refused),
    present,
    notBegun: gone.notBegun,
    doubted: null,
  }
}

const whyRefused = (isUnusable: boolean, accept: boolean, reasons: readonly (() => string | null)[]): string | null => {
  if (isUnusable) return 'no row can be used'
  if (accept) return null
  for (const reason of reasons) {
    const why = reason()
    if (why !== null) return why
  }
  return null
}

const byPerson = (a: PersonEvent, b: PersonEvent): number =>
  a.person < b.person ? -1 : a.person > b.person ? 1 : Date.parse(a.effective) - Date.parse(b.effective)

/** Rows about people of another feed are refused: what speaks for one part of the company has no say in another. */
const ownRows = ({
  current,
  owners,
}: Comparison): { readonly people: readonly FeedPerson[]; readonly refused: readonly RefusedRow[] } => {
  const people: FeedPerson[] = []
  const refused: RefusedRow[] = []
  for (const one of current.people) {
    const { employeeId } = one.person
    const owner = owners.get(foldedKey(employeeId))
    if (owner === undefined || owner === current.source) people.push(one)
    else {
      const why = `The person belongs to the feed ${owner}. If they have changed over: joinery feed release ${current.source} ${employeeId}`
      refused.push({ row: one.row, employeeId, why })
    }
  }
  return { people, refused }
}

const meaningsOf = (
  comparison: Comparison,
  people: readonly FeedPerson[],
  known: ReadonlyMap<string, FeedPerson>,
): readonly PersonMeaning[] => {
  const { current, last, directory, released, now, partial } = comparison
  const present = new Set(current.people.map(({ person }) => foldedKey(person.employeeId)))
  const like = nearMisses({
    people: [...people, ...(last?.people ?? []).filter(({ person }) => !present.has(foldedKey(person.employeeId)))],
    isMissing: (key) => !partial && known.has(key) && !present.has(key),
    directory,
  })
  const isFirst = last === null && !partial
  return people.map((one) => {
    const { employeeId } = one.person
    const key = foldedKey(employeeId)
    const before = known.get(key) ?? null
    const account = accountOf(comparison, employeeId, before)
    const isReleased = released.has(key)
    const isNew = before === null || before.suspect === true
    if (before && !isNew && before.person.employeeId !== employeeId && !isReleased) return otherCase(one, before)
    return personMeaning({
      current: one,
      known: before,
      account,
      like: isNew && account === 'none' && !isReleased ? like(one.person) : null,
      released: isReleased,
      baseline: isFirst ? current.asOf : null,
      asOf: current.asOf,
      now,
    })
  })
}

/** The number of somebody in another case: they stay as they were until a person has looked. */
const otherCase = ({ person }: FeedPerson, before: FeedPerson): PersonMeaning => {
  const like = before.person.employeeId
  const suspect: FeedSuspect = {
    person: person.employeeId,
    like,
    because: `the number differs from ${like} in case only`,
  }
  return { events: [], suspect, kept: before }
}

const countsOf = ({
  comparison: { current, last, now },
  events,
  refused,
  missing,
}: {
  readonly comparison: Comparison
  readonly events: readonly PersonEvent[]
  readonly refused: readonly RefusedRow[]
  readonly missing: number
}): FeedCounts => {
  const peopleWith = (...types: readonly string[]): ReadonlySet<string> =>
    new Set(events.flatMap(({ type, person, isOld }) => (types.includes(type) && !isOld ? [person] : [])))
  const arriving = peopleWith('joiner', 'rehire')
  const leaving = [...peopleWith('leaver', 'cancelled')].filter((person) => !arriving.has(person))
  const working = last?.people.filter((one) => !one.suspect && !one.cancelled && !one.absent && !one.missingSince)
  return {
    known: working ? working.filter(({ person }) => !isGone(person, now)).length : null,
    rows: current.rows,
    refused: refused.length,
    missing,
    leaving: leaving.length,
    joining: arriving.size,
    changed: peopleWith('mover', 'correction', 'date-changed').size,
    moving: peopleWith('mover').size,
  }
}
