/** A heading as it is compared with names in settings: composed, and without blanks and marks around it that nobody sees. */
export const headingText = (heading: string): string =>
  heading.normalize('NFC').replace(/^[\s\ufeff\u200b]+|[\s\ufeff\u200b]+$/gu, '')

/** Names that are there more than once, with their places from 1. */
export const doubledNames = (names: readonly string[]): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>()
  for (const [index, name] of names.entries()) places.set(name, [...(places.get(name) ?? []), index + 1])
  return new Map([...places].filter(([name, all]) => name !== '' && all.length > 1))
}
