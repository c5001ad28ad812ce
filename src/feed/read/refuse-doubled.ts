import type { MappedRow } from './map-row.ts'

const folded = (key: string): string => key.toLowerCase()

const MOST_ROWS_SHOWN = 3

/** Rows with one employeeId are all refused, also beside one that was refused before: nothing says which of them is right. */
export const refuseDoubled = (rows: readonly MappedRow[]): readonly MappedRow[] => {
  const places = new Map<string, number[]>()
  for (const { key, row } of rows) if (key !== null) places.set(folded(key), [...(places.get(folded(key)) ?? []), row])
  return rows.map((mapped) => {
    const { key, row, notes } = mapped
    const others = key === null ? [] : (places.get(folded(key)) ?? []).filter((other) => other !== row)
    if (others.length === 0 || key === null) return mapped
    const shown = others.slice(0, MOST_ROWS_SHOWN).join(', ')
    const more = others.length > MOST_ROWS_SHOWN ? ` and ${others.length - MOST_ROWS_SHOWN} more` : ''
    const why = `The employeeId ${key} is also in row ${shown}${more}, and nothing says which of them is right.`
    return {
      row,
      key,
      refused: { row, employeeId: key, why: mapped.refused ? `${why} ${mapped.refused.why}` : why },
      notes,
    }
  })
}
