import { Fault } from '../model/fault.ts'
import { Secret } from '../model/secret.ts'
import type { Random } from '../ports/random.ts'

const LENGTH = 20
/** Without I, O, l, o, 0 and 1, which look alike on paper. */
const CLASSES = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%*+-=?@_'] as const
const SYMBOLS = CLASSES.reduce((sum, symbols) => sum + symbols.length, 0)
/** Active Directory looks for parts of names from this length on. */
const SHORTEST_NAME_PART = 3
/** Twenty symbols hold a given part of three letters less than once in a thousand passwords. */
const TRIES = 100

const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index)

/**
 * How many symbols of each class. Their shares of 20 are 7 3/11, 7 3/11, 2 14/33 and 3 1/33: the whole parts are fixed, and the one symbol
 * that is left falls to a class by its fraction. So every class is there, and yet each of the 66 symbols is equally likely at each place.
 */
const countsPerClass = (random: Random): readonly number[] => {
  let ticket = random.integer(SYMBOLS)
  return CLASSES.map(({ length }) => {
    const share = LENGTH * length
    const fraction = share % SYMBOLS
    const lucky = ticket >= 0 && ticket < fraction
    ticket -= fraction
    return Math.floor(share / SYMBOLS) + (lucky ? 1 : 0)
  })
}

const shuffled = (symbols: readonly string[], random: Random): string => {
  const result = [...symbols]
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.integer(last + 1)
    ;[result[last], result[other]] = [result[other] ?? '', result[last] ?? '']
  }
  return result.join('')
}

const draw = (random: Random): string => {
  const counts = countsPerClass(random)
  const symbols = CLASSES.flatMap((all, index) =>
    indices(counts[index] ?? 0).map(() => all.charAt(random.integer(all.length))),
  )
  return shuffled(symbols, random)
}

/** What Active Directory takes a name apart into: at blanks and punctuation. Short parts do not count. */
const nameParts = (names: readonly string[]): readonly string[] =>
  names
    .flatMap((name) => name.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((part) => part.length >= SHORTEST_NAME_PART)

/**
 * A password of 20 symbols with 115 bits, which meets the complexity rules of Active Directory and Entra: upper and lower case, digit and
 * sign, and no part of the names given.
 * https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/password-must-meet-complexity-requirements
 */
export const generatePassword = (random: Random, avoid: readonly string[]): Secret => {
  const parts = nameParts(avoid)
  for (let tries = 0; tries < TRIES; tries += 1) {
    const password = draw(random)
    const lower = password.toLowerCase()
    if (!parts.some((part) => lower.includes(part))) return new Secret(password)
  }
  throw new Fault('bug/unexpected', { text: `${TRIES} generated passwords held a part of the person's names` })
}
