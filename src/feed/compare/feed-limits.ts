import type { Limits } from '../../model/policy.ts'

/** How many people of a feed something is said of. */
export interface FeedCounts {
  /** People of the last good feed who work here; null for the first feed of a source. */
  readonly known: number | null
  readonly rows: number
  readonly refused: number
  /** Who was in the last good feed and is not in this one. */
  readonly missing: number
  /** Who leaves, or does not come after all. */
  readonly leaving: number
  readonly joining: number
  /** Of whom something else is new. */
  readonly changed: number
  /** Of them, whose access is. */
  readonly moving: number
}

const HUNDRED = 100
/** So many times as many people as may lose something may come or change. */
const TIMES = 4
const HALF = 0.5

const share = (of: number, percent: number): number => Math.floor((of * percent) / HUNDRED)

/**
 * Why so much at once is more likely a mistake than what HR means; null where it is not. `people` and `percent` of the limits are those of policy.yaml for
 * runs: the feed is asked first so that what would be stopped one by one is not even scheduled.
 */
export const whyTooMuch = (counts: FeedCounts, { people, percent, hardPercent }: Limits): string | null => {
  const { rows, refused, missing, leaving, joining, changed, moving } = counts
  const known = counts.known ?? 0
  const lost = Math.max(people, share(known, percent))
  const other = Math.max(people * TIMES, share(Math.max(known, counts.known === null ? rows : 0), hardPercent))
  const tooMany = (count: number, most: number): boolean =>
    count > most || (count > 1 && known > 0 && count > known * HALF)
  const of = `of ${known}`
  if (refused > Math.max(people, share(rows, hardPercent)) || refused > rows * HALF)
    return `${refused} of ${rows} rows are refused`
  if (tooMany(missing, lost)) return `${missing} ${of} people of the last feed are missing; ${lost} may`
  if (tooMany(leaving, lost)) return `${leaving} ${of} people would leave at once; ${lost} may`
  if (joining > other) return `${joining} people would join at once; ${other} may`
  if (moving >= people && moving > known * HALF) return `${moving} ${of} people would move at once, more than half`
  return changed > other ? `${changed} ${of} people would change at once; ${other} may` : null
}
