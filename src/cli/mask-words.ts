/** No word of a real command line has this character in it. */
const MASK = '\0'

/**
 * The words as the parser has to get them. It drops a word that is only `-`, which stands for standard input, and what follows `--`; both are
 * masked here and come back by `unmask`.
 */
export const maskWords = (argv: readonly string[]): readonly string[] => {
  const end = argv.indexOf('--')
  const before = end < 0 ? argv : argv.slice(0, end)
  const after = end < 0 ? [] : argv.slice(end + 1)
  return [...before.map((word) => (word === '-' ? `${MASK}-` : word)), ...after.map((word) => `${MASK}${word}`)]
}

const unmaskText = (text: string): string => text.replaceAll(MASK, '')

/** A request, or a message, as if nothing had been masked. */
export const unmask = <T>(value: T): T => {
  if (typeof value === 'string') return unmaskText(value) as T
  if (Array.isArray(value)) return value.map(unmask) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unmask(member)])) as T
}
