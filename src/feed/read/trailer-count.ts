import type { CountRule } from './feed-settings.ts'

/** Words with which systems begin the row that counts the others. */
const words =
  /^[#*\s]*(?:trailer|trl|footer|eof|end|total|count|rows|records|row ?count|record ?count|number of (?:rows|records))\b/i

const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim())

const wholeNumber = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null)

/** How many rows the last row says there are; null where it is a row like any other. */
export const trailerCount = (cells: readonly unknown[], width: number, rule: CountRule | null): number | null => {
  const texts = cells.map(textOf)
  const [first = ''] = texts
  if (rule?.kind === 'trailer') return first.startsWith(rule.word) ? wholeNumber(texts[rule.cell - 1] ?? '') : null
  if (!words.test(first)) return null
  const filled = texts.filter((text) => text !== '')
  // A row of a person whose number happens to begin with such a word has more than a count in it.
  if (filled.length > 2 || (filled.length === width && width > 1 && filled.length !== 2)) return null
  return wholeNumber(filled[1] ?? /(\d{1,9})(?:\s*(?:rows|records))?\s*$/i.exec(first)?.[1] ?? '')
}
