import { escapeRdnValue } from '../../model/distinguished-name.ts'
import { toAscii } from '../names/to-ascii.ts'
import { dateFunctions } from './date-functions.ts'
import { matchesPattern } from './safe-regex.ts'

/** A function of the expression language beside those of CEL itself. */
export interface ExpressionFunction {
  /** In CEL's notation; a type before the dot is that of the value it is called on. */
  readonly signature: string
  readonly description: string
  readonly run: (...args: never[]) => unknown
}

/** Replaced text may be at most so long; beyond it an expression is a mistake or an attack. In UTF-16 units. */
export const LONGEST_TEXT = 64 * 1024

const atMost = (text: string): string => {
  if (text.length > LONGEST_TEXT) throw new RangeError(`the text would be longer than ${LONGEST_TEXT} characters`)
  return text
}

const replaceSome = (text: string, from: string, to: string, times: bigint): string => {
  const parts = text.split(from)
  const until = times < 0n ? parts.length - 1 : Math.min(Number(times), parts.length - 1)
  return atMost(
    parts.slice(0, until + 1).join(to) +
      parts
        .slice(until + 1)
        .map((part) => from + part)
        .join(''),
  )
}

const firstOf = (text: string, count: bigint): string => {
  if (count < 0n) throw new RangeError('first() needs a number that is not negative')
  return Array.from(text).slice(0, Number(count)).join('')
}

const slug = (text: string): string =>
  toAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** Name under which the rewritten `matches` runs; see `rewriteMatches`. */
export const SAFE_MATCHES = 'matchesSafe'

export const expressionFunctions: readonly ExpressionFunction[] = [
  {
    signature: 'dn(string): string',
    description: 'Escapes a value for a distinguished name: "OU=" + dn(person.department).',
    run: escapeRdnValue,
  },
  {
    signature: 'ascii(string): string',
    description: 'Transliterates text to ASCII; letter case and blanks stay: "Łódź" is "Lodz".',
    run: (text: string) => toAscii(text),
  },
  {
    signature: 'slug(string): string',
    description: 'ASCII letters and digits in lower case, joined by hyphens: "R & D, Łódź" is "r-d-lodz".',
    run: slug,
  },
  {
    signature: 'string.first(int): string',
    description: 'The first characters of a text: "Adele".first(1) is "A".',
    run: firstOf,
  },
  {
    signature: 'string.replace(string, string): string',
    description: 'Replaces every occurrence of a text.',
    run: (text: string, from: string, to: string) => replaceSome(text, from, to, -1n),
  },
  {
    signature: 'string.replace(string, string, int): string',
    description: 'Replaces the first occurrences of a text.',
    run: replaceSome,
  },
  {
    signature: `string.${SAFE_MATCHES}(string): bool`,
    description: 'Whether an RE2 pattern is found in the text; the same as matches.',
    run: matchesPattern,
  },
  {
    signature: `${SAFE_MATCHES}(string, string): bool`,
    description: 'Whether an RE2 pattern (second) is found in a text (first).',
    run: matchesPattern,
  },
  ...dateFunctions,
]
