const YEAR = 2026
const MONTHS = 12
const known = new Map<string, ReadonlyMap<string, number>>()

/** A name as it is compared: without case, and without the dot of an abbreviation. */
export const foldedMonth = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\.$/, '')

/** Names and short names of the months in a language (BCP 47), also as they stand behind a day ("3 maja"), with their numbers from 1. */
export const monthNames = (language: string): ReadonlyMap<string, number> => {
  const before = known.get(language)
  if (before) return before
  const names = new Map<string, number>()
  const styles = (['long', 'short'] as const).flatMap((month) => [{ month }, { month, day: 'numeric' as const }])
  for (const style of styles) {
    const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
    for (let month = 0; month < MONTHS; month++) {
      const part = format.formatToParts(Date.UTC(YEAR, month, 1)).find(({ type }) => type === 'month')
      if (part) names.set(foldedMonth(part.value), month + 1)
    }
  }
  known.set(language, names)
  return names
}
