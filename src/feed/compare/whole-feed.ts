import type { FeedPerson, FeedSnapshot } from '../../model/feed.ts'
import { fieldsOf } from './changed-fields.ts'
import type { Comparison } from './comparison.ts'
import { foldedKey } from './comparison.ts'
import { foldedName } from './near-misses.ts'

/** Somebody as the last feed had them, and as this one has. */
export interface Pair {
  readonly before: FeedPerson
  readonly after: FeedPerson
}

const DAY_MS = 86_400_000
const HALF = 0.5

/** Why a feed cannot be the next one after the last good one, whatever it says of single people; null where it can. */
export const whyNotNext = (comparison: Comparison, pairs: readonly Pair[]): string | null => {
  const { current, last, now, partial } = comparison
  if (partial) return null
  if (Date.parse(current.asOf) > now + DAY_MS) return `it is from ${current.asOf}, which has not come yet`
  if (!last) return null
  const changed = pairs.filter(differs)
  return (
    whyOld(current, last) ??
    whyOtherColumns(current, last) ??
    whyUnended(current, last) ??
    whyEmptied(pairs) ??
    whyMixed(changed) ??
    whyShifted(changed) ??
    whyGarbled(changed) ??
    whySwapped(changed)
  )
}

const whyOld = (current: FeedSnapshot, last: FeedSnapshot): string | null => {
  if (Date.parse(current.asOf) >= Date.parse(last.asOf)) return null
  return `it is from ${current.asOf}, and the last good one is from ${last.asOf}: it is older`
}

/** Tables have the same columns every day; trees leave out what has no value. */
const whyOtherColumns = (current: FeedSnapshot, last: FeedSnapshot): string | null => {
  if (current.ended === undefined || !current.columns || !last.columns) return null
  const present = new Set(current.columns)
  const gone = last.columns.filter((column) => !present.has(column))
  const named = gone.map((column) => `"${column}"`).join(', ')
  if (gone.length === 0) return null
  return gone.length === 1
    ? `the column ${named} of the last feed is gone`
    : `the columns ${named} of the last feed are gone`
}

const whyUnended = (current: FeedSnapshot, last: FeedSnapshot): string | null =>
  !current.complete && current.ended === false && last.ended === true
    ? 'it ends without a line break, which the last feed had: it looks cut'
    : null

const HALF_DAY_MS = DAY_MS / 2

/** Why a feed is doubted, and by what the next one is known that looks so too. */
export interface Doubt {
  readonly why: string
  readonly sign: string
}

/**
 * What may be right although it looks wrong: the feed of a day before, byte for byte, which is also what HR sends that has taken something back; and one
 * without the last rows, which is also what is left where the last one was taken out. Another feed half a day later that looks so is believed.
 */
export const doubtOf = (comparison: Comparison, missing: readonly string[]): Doubt | null => {
  const { current, last, partial, doubted } = comparison
  if (partial || !last) return null
  const isAgain = current.hash !== last.hash && last.earlier?.includes(current.hash) === true
  const again = isAgain ? 'it is, byte for byte, a feed from before the last good one' : null
  const why = again ?? whyCut(current, last)
  if (why === null) return null
  const sign = again === null ? `cut ${missing.join()}` : `again ${current.hash}`
  const isBelieved = doubted?.sign === sign && Date.parse(current.asOf) - Date.parse(doubted.asOf) >= HALF_DAY_MS
  return isBelieved ? null : { why, sign }
}

/** Whether the last rows of the feed before are what it lacks. */
const whyCut = (current: FeedSnapshot, last: FeedSnapshot): string | null => {
  if (current.complete) return null
  const present = new Set(current.people.map(({ person }) => foldedKey(person.employeeId)))
  for (const { employeeId } of current.refused) if (employeeId !== null) present.add(foldedKey(employeeId))
  const before = last.people.filter(({ missingSince }) => missingSince === undefined).sort((a, b) => a.row - b.row)
  const known = new Set(before.map(({ person }) => foldedKey(person.employeeId)))
  const isNew = current.people.some(({ person }) => !known.has(foldedKey(person.employeeId)))
  const kept = before.findLastIndex(({ person }) => present.has(foldedKey(person.employeeId))) + 1
  const lacking = before.length - kept
  const isTail = before.slice(0, kept).every(({ person }) => present.has(foldedKey(person.employeeId)))
  if (isNew || lacking === 0 || !isTail) return null
  return `it ends before the last ${lacking === 1 ? 'row' : `${lacking} rows`} of the last feed: it looks cut`
}

/** A field that most people had and that nobody has. */
const whyEmptied = (pairs: readonly Pair[]): string | null => {
  const lost = new Set<string>()
  for (const { before, after } of pairs.filter(differs)) {
    const have = fieldsOf(after.person)
    for (const field of fieldsOf(before.person).keys()) if (!have.has(field)) lost.add(field)
  }
  for (const field of lost) {
    const had = pairs.filter(({ before }) => fieldsOf(before.person).has(field)).length
    const isGone = !pairs.some(({ after }) => fieldsOf(after.person).has(field))
    if (isGone && had > 1 && had >= pairs.length * HALF) return `nobody has a value for ${field} any more`
  }
  return null
}

/** Most people are the same every day. */
const differs = ({ before, after }: Pair): boolean => JSON.stringify(before.person) !== JSON.stringify(after.person)

interface Changed {
  readonly field: string
  readonly old: string
  readonly now: string
}

/** Texts that differ, of somebody in both feeds. */
const changedTexts = ({ before, after }: Pair): readonly Changed[] => {
  const old = fieldsOf(before.person)
  return [...fieldsOf(after.person)].flatMap(([field, now]) => {
    const was = old.get(field)
    return was === undefined || was === now ? [] : [{ field, old: was, now }]
  })
}

/** Numbers that stand beside the names of others: accounts would get the names of other people. */
const whyMixed = (changed: readonly Pair[]): string | null => {
  const renamed = changed
    .map(({ before, after }) => ({ was: foldedName(before.person), is: foldedName(after.person) }))
    .filter(({ was, is }) => was !== is)
  const [names, next] = [new Set(renamed.map(({ was }) => was)), new Set(renamed.map(({ is }) => is))]
  const mixed = renamed.filter(({ was, is }) => names.has(is) && next.has(was))
  return mixed.length > 1 ? `the numbers of ${mixed.length} people stand beside the names of others` : null
}

/** Values that stand under other headings than before. */
const whyShifted = (pairs: readonly Pair[]): string | null => {
  let [changed, crossed] = [0, 0]
  for (const pair of pairs) {
    const texts = changedTexts(pair)
    if (texts.length === 0) continue
    changed += 1
    const others = [...fieldsOf(pair.before.person)]
    const moved = texts.filter(({ field, now }) => others.some(([name, value]) => name !== field && value === now))
    if (moved.length > 1) crossed += 1
  }
  return crossed > 1 && crossed >= changed * HALF
    ? `the values of ${crossed} people stand under other headings than in the last feed`
    : null
}

const PLAIN = /^[\x20-\x7e]*$/
const western = new TextDecoder('windows-1252')

/** How a text comes out that is read in a wrong encoding. */
const garbled = (text: string): readonly string[] => [
  western.decode(new TextEncoder().encode(text)),
  text.replace(/[^\x20-\x7e]/gu, '?'),
  text.replace(/[^\x20-\x7e]/gu, '\ufffd'),
]

const whyGarbled = (pairs: readonly Pair[]): string | null => {
  for (const pair of pairs) {
    const bad = changedTexts(pair).find(({ old, now }) => !PLAIN.test(old) && garbled(old).includes(now))
    if (bad)
      return `the ${bad.field} of ${pair.after.person.employeeId} was "${bad.old}" and is "${bad.now}": its encoding is another one`
  }
  return null
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/

const isSwapped = ({ old, now }: Changed): boolean => {
  const [, year, month, day] = DATE.exec(old) ?? []
  return year !== undefined && month !== day && now === `${year}-${day}-${month}`
}

/** Days and months the other way round. */
const whySwapped = (pairs: readonly Pair[]): string | null => {
  const dates = pairs.flatMap(changedTexts).filter(({ old, now }) => DATE.test(old) && DATE.test(now))
  const swapped = dates.filter(isSwapped)
  return swapped.length > 1 && swapped.length >= dates.length * HALF
    ? `day and month of ${swapped.length} dates are the other way round than in the last feed (${swapped[0]?.old}, ${swapped[0]?.now})`
    : null
}
