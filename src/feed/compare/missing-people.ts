import type { FeedPerson, RefusedRow } from '../../model/feed.ts'
import { accountOf } from './account-of.ts'
import { type AccountState, type Comparison, foldedKey, type PersonEvent } from './comparison.ts'
import { beginOf, isGone, shownTime } from './feed-times.ts'
import { missed } from './roster.ts'

/** Who is in the last good feed and not in this one. */
export interface Missing {
  readonly kept: readonly FeedPerson[]
  /** employeeIds for the report. */
  readonly missing: readonly string[]
  /** How many of them were in the last good feed. */
  readonly fresh: number
  /** Of them, who has not begun and has no account. */
  readonly notBegun: readonly string[]
  readonly events: readonly PersonEvent[]
}

const ABSENCE_MS = 86_400_000

/** Finds them. A row that was refused is there, whatever is wrong with it, and a push leaves out whom it does not speak of. */
export const missingPeople = (
  comparison: Comparison,
  people: readonly FeedPerson[],
  known: ReadonlyMap<string, FeedPerson>,
  refused: readonly RefusedRow[],
): Missing => {
  const { partial, now } = comparison
  const present = new Set(people.map(({ person }) => foldedKey(person.employeeId)))
  const wrong = new Set(refused.flatMap(({ employeeId }) => (employeeId === null ? [] : [foldedKey(employeeId)])))
  const result = {
    kept: [] as FeedPerson[],
    missing: [] as string[],
    fresh: 0,
    notBegun: [] as string[],
    events: [] as PersonEvent[],
  }
  for (const [key, before] of known) {
    if (present.has(key)) continue
    const isOver = isGone(before.person, now) || before.cancelled || before.absent
    if (partial || isOver || wrong.has(key)) {
      result.kept.push(before)
      continue
    }
    if (before.suspect) continue
    const { employeeId } = before.person
    const account = accountOf(comparison, employeeId, before)
    const { startDate } = before.person
    const hasBegun = startDate === undefined || beginOf(startDate, before.person) <= now
    const isFresh = before.missingSince === undefined
    if (isFresh) result.fresh += 1
    if (isFresh || account === 'enabled' || !hasBegun) result.missing.push(employeeId)
    if (account === 'none' && !hasBegun) result.notBegun.push(employeeId)
    const left = leftByAbsence(comparison, before, account)
    if (left) result.events.push(left)
    result.kept.push({ ...missed(before, comparison), ...(left ? { absent: true as const } : {}) })
  }
  return result
}

/** Where the organisation wants it so: whoever is absent from two complete feeds in a row, a day apart, has left. */
const leftByAbsence = (
  { absence, current, now }: Comparison,
  { person, row, absentSince }: FeedPerson,
  account: AccountState,
): PersonEvent | null => {
  if (absence !== 'leaver' || !current.complete || absentSince === undefined || account !== 'enabled') return null
  if (Date.parse(current.asOf) - Date.parse(absentSince) < ABSENCE_MS) return null
  const because = `absent from the complete feeds of ${absentSince} and ${current.asOf}`
  const { employeeId } = person
  return {
    type: 'leaver',
    person: employeeId,
    effective: shownTime(now, person),
    changes: {},
    because,
    row,
    about: person,
    account,
  }
}
