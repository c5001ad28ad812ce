/** A heading as it is compared with names in settings: composed, and without blanks and marks around it that nobody sees. */
export const headingText = (heading: string): string => heading.normalize('NFC').replaceAll('\u200b', '').trim()

/** Names that are there more than once, with their places from 1. */
export const doubledNames = (names: readonly string[]): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>()
  for (const [index, name] of names.entries()) {
    const before = places.get(name)
    if (before) before.push(index + 1)
    else places.set(name, [index + 1])
  }
  return new Map([...places].filter(([name, all]) => name !== '' && all.length > 1))
}
