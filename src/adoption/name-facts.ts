import { anyOrder, nameForms, squashed, wordsOf } from './name-forms.ts'

/** One way in which somebody is called, ready to be compared; each set holds every way of writing it. */
export interface NameFacts {
  readonly given: ReadonlySet<string>
  /** The first of several given names. */
  readonly firstGiven: ReadonlySet<string>
  readonly surname: ReadonlySet<string>
  /** Words of the surname that could be one by themselves. */
  readonly surnameWords: ReadonlySet<string>
  /** All words, in one order. */
  readonly whole: ReadonlySet<string>
}

/** Words of surnames that many have. */
const PARTICLES: ReadonlySet<string> = new Set([
  'al',
  'bin',
  'da',
  'de',
  'del',
  'della',
  'den',
  'der',
  'di',
  'do',
  'dos',
  'du',
  'el',
  'ibn',
  'la',
  'le',
  'mac',
  'san',
  'van',
  'vom',
  'von',
  'zu',
  'zum',
  'zur',
])
const SHORTEST_WORD = 3

/** Of a given name and a surname; either may be missing. */
export const nameOfParts = (given: string, surname: string): NameFacts => ({
  given: new Set(squashed(given)),
  firstGiven: new Set(nameForms(given).flatMap((form) => wordsOf(form)[0] ?? [])),
  surname: new Set(squashed(surname)),
  surnameWords: new Set(
    nameForms(surname)
      .flatMap(wordsOf)
      .filter((word) => word.length >= SHORTEST_WORD && !PARTICLES.has(word)),
  ),
  whole: new Set(anyOrder(`${given} ${surname}`)),
})

/** What organisations put behind a name: `Adele Vance (External)`, `Vance, Adele | Contoso`. */
const BESIDE = /\([^)]*\)|\[[^\]]*\]|\|.*$/g

/** Of a name as it is shown. What stands before a comma is the surname, else the last word is. */
export const nameOfDisplay = (shown: string): NameFacts => {
  const bare = shown.replaceAll(BESIDE, ' ').trim()
  const comma = bare.indexOf(',')
  if (comma > 0) return nameOfParts(bare.slice(comma + 1).trim(), bare.slice(0, comma).trim())
  const words = bare.split(/\s+/)
  return nameOfParts(words.slice(0, -1).join(' '), words.at(-1) ?? '')
}

export const meet = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  for (const item of small) if (large.has(item)) return true
  return false
}
