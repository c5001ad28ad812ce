import type { MappedRow } from './map-row.ts'

const folded = (key: string): string => key.toLowerCase()

const MOST_ROWS_SHOWN = 3

/** Rows by their employeeId. Active Directory compares it without regard to case, so this does too. */
const rowsByKey = (rows: readonly MappedRow[]): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>()
  for (const { key, row } of rows) {
    if (key === null) continue
    const before = places.get(folded(key))
    if (before) before.push(row)
    else places.set(folded(key), [row])
  }
  return places
}

/** The first of the other rows, and how many more there are. */
const otherRows = (all: readonly number[], row: number): string => {
  const shown = all
    .slice(0, MOST_ROWS_SHOWN + 1)
    .filter((other) => other !== row)
    .slice(0, MOST_ROWS_SHOWN)
  const more = all.length - 1 - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** Rows with one employeeId are all refused, also beside one that was refused before: nothing says which of them is right. */
export const refuseDoubled = (rows: readonly MappedRow[]): readonly MappedRow[] => {
  const places = rowsByKey(rows)
  return rows.map((mapped) => {
    const { key, row, notes, refused } = mapped
    const all = key === null ? [] : (places.get(folded(key)) ?? [])
    if (all.length < 2 || key === null) return mapped
    const why = `The employeeId ${key} is also in row ${otherRows(all, row)}, and nothing says which of them is right.`
    return { row, key, refused: { row, employeeId: key, why: refused ? `${why} ${refused.why}` : why }, notes }
  })
}
