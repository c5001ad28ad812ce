import type { FeedPerson, FeedSnapshot } from '../../model/feed.ts'
import { fieldsOf } from './changed-fields.ts'
import type { Comparison } from './comparison.ts'
import { foldedKey } from './comparison.ts'

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
  return (
    whyOld(current, last) ??
    whyOtherColumns(current, last) ??
    whyUnended(current, last) ??
    whyEmptied(pairs) ??
    whyShifted(pairs) ??
    whyGarbled(pairs) ??
    whySwapped(pairs)
  )
}

const whyOld = (current: FeedSnapshot, last: FeedSnapshot): string | null => {
  if (Date.parse(current.asOf) < Date.parse(last.asOf))
    return `it is from ${current.asOf}, and the last good one is from ${last.asOf}: it is older`
  const isAgain = current.hash !== last.hash && last.earlier?.includes(current.hash)
  return isAgain ? 'it is, byte for byte, a feed from before the last good one' : null
}

/** Tables have the same columns every day; trees leave out what has no value. */
const whyOtherColumns = (current: FeedSnapshot, last: FeedSnapshot): string | null => {
  if (current.ended === undefined || !current.columns || !last.columns) return null
  const present = new Set(current.columns)
  const gone = last.columns.filter((column) => !present.has(column))
  return gone.length === 0
    ? null
    : `the column ${gone.map((column) => `"${column}"`).join(', ')} of the last feed is gone`
}

const whyUnended = (current: FeedSnapshot, last: FeedSnapshot): string | null =>
  !current.complete && current.ended === false && last.ended === true
    ? 'it ends without a line break, which the last feed had: it looks cut'
    : null

const HALF_DAY_MS = DAY_MS / 2

/**
 * Whether the last rows of the feed before are what it lacks. Where theirs was the last row, one person who was taken out looks the same: another feed that
 * ends at the same place half a day later was not cut, and no file is cut at the same place twice.
 */
export const whyCut = (comparison: Comparison, missing: readonly string[]): string | null => {
  const { current, last, cutBefore, partial } = comparison
  if (partial || !last || current.complete) return null
  const isSame = cutBefore !== null && cutBefore.missing.join() === missing.join()
  if (isSame && Date.parse(current.asOf) - Date.parse(cutBefore.asOf) >= HALF_DAY_MS) return null
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
  const [had, have] = [new Map<string, number>(), new Set<string>()]
  for (const { before, after } of pairs) {
    for (const field of fieldsOf(before.person).keys()) had.set(field, (had.get(field) ?? 0) + 1)
    for (const field of fieldsOf(after.person).keys()) have.add(field)
  }
  for (const [field, count] of had)
    if (count > 1 && count >= pairs.length * HALF && !have.has(field)) return `nobody has a value for ${field} any more`
  return null
}

interface Changed {
  readonly field: string
  readonly old: string
  readonly now: string
}

/** Texts that differ, of somebody in both feeds. */
const changedTexts = ({ before, after }: Pair): readonly Changed[] => {
  if (before.person === after.person) return []
  const old = fieldsOf(before.person)
  return [...fieldsOf(after.person)].flatMap(([field, now]) => {
    const was = old.get(field)
    return was === undefined || was === now ? [] : [{ field, old: was, now }]
  })
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
