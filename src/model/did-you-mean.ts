import { distance } from 'fastest-levenshtein'

const folded = (word: string): string => word.toLowerCase().replace(/[\s_-]/g, '')

const sorted = (word: string): string => [...word].sort().join('')

/** Edits between two words; two neighbours in the wrong order are one. */
const slipsBetween = (a: string, b: string): number => {
  const edits = distance(a, b)
  return edits === 2 && sorted(a) === sorted(b) ? 1 : edits
}

/**
 * The known word that was probably meant, or undefined when none is near. Letter case, blanks, hyphens and underscores count for nothing;
 * beyond that one slip for every three letters is forgiven. Failing that, the one known word that begins with it.
 */
export const didYouMean = (word: string, known: Iterable<string>): string | undefined => {
  const wanted = folded(word)
  let best: string | undefined
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    const slips = slipsBetween(wanted, folded(candidate))
    if (slips >= fewest) continue
    fewest = slips
    best = candidate
  }
  return best ?? onlyOneBeginningWith(wanted, known)
}

const SHORTEST_BEGINNING = 3

const onlyOneBeginningWith = (wanted: string, known: Iterable<string>): string | undefined => {
  const found = [...known].filter((candidate) => folded(candidate).startsWith(wanted))
  return wanted.length >= SHORTEST_BEGINNING && found.length === 1 ? found[0] : undefined
}
