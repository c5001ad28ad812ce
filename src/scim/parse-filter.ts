import { attributePath, type PathScope } from './attribute-path.ts'
import type { AttributePath, Comparison, Filter, Scalar } from './filter.ts'
import { ScimProblem } from './scim-problem.ts'

const LONGEST = 4096
const DEEPEST = 20
const MOST_TERMS = 100

interface Token {
  readonly kind: 'text' | 'mark' | 'word'
  readonly text: string
}

const TOKEN = /\s*(?:("(?:[^"\\]|\\.)*")|([()[\]])|([^\s()[\]"]+))/y

/** Reading state: the tokens, the place among them, and how many comparisons there were. */
interface Reading {
  readonly tokens: readonly Token[]
  at: number
  terms: number
}

const wrong = (what: string): ScimProblem => new ScimProblem(400, `The filter is wrong: ${what}.`, 'invalidFilter')

const tokensOf = (text: string): readonly Token[] => {
  if (text.length > LONGEST) throw wrong(`it is longer than ${LONGEST} characters`)
  const tokens: Token[] = []
  const pattern = new RegExp(TOKEN)
  const end = text.trimEnd().length
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex
    const [, quoted, mark, word] = pattern.exec(text) ?? []
    if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted })
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else throw wrong(`a text that begins at character ${from + 1} does not end`)
  }
  return tokens
}

const isMark = (token: Token | undefined, mark: string): boolean => token?.kind === 'mark' && token.text === mark

const isWord = (token: Token | undefined, word: string): boolean =>
  token?.kind === 'word' && token.text.toLowerCase() === word

const shown = (token: Token | undefined): string => (token ? `at ${token.text.slice(0, 100)}` : 'at its end')

const expect = (reading: Reading, mark: string): void => {
  if (!isMark(reading.tokens[reading.at], mark)) throw wrong(`${mark} is missing ${shown(reading.tokens[reading.at])}`)
  reading.at += 1
}

/** Terms between `or`, or between `and`, which binds closer. */
const readList = (reading: Reading, kind: 'or' | 'and', scope: PathScope, depth: number): Filter => {
  const readOne = (): Filter =>
    kind === 'or' ? readList(reading, 'and', scope, depth) : readTerm(reading, scope, depth)
  const first = readOne()
  const all = [first]
  while (isWord(reading.tokens[reading.at], kind)) {
    reading.at += 1
    all.push(readOne())
  }
  return all.length === 1 ? first : { kind, of: all }
}

const readTerm = (reading: Reading, scope: PathScope, depth: number): Filter => {
  reading.terms += 1
  if (depth > DEEPEST || reading.terms > MOST_TERMS) throw wrong('it is too long')
  const isNot = isWord(reading.tokens[reading.at], 'not') && isMark(reading.tokens[reading.at + 1], '(')
  if (isNot) reading.at += 1
  if (isNot || isMark(reading.tokens[reading.at], '(')) {
    reading.at += 1
    const inner = readList(reading, 'or', scope, depth + 1)
    expect(reading, ')')
    return isNot ? { kind: 'not', of: inner } : inner
  }
  return readComparison(reading, readPath(reading, scope, depth))
}

const readPath = (reading: Reading, scope: PathScope, depth: number): AttributePath => {
  const token = reading.tokens[reading.at]
  const path = token?.kind === 'word' ? attributePath(token.text, scope) : undefined
  if (!path) throw wrong(`an attribute of a user is missing ${shown(token)}`)
  reading.at += 1
  if (!isMark(reading.tokens[reading.at], '[')) return path
  if (scope || path.part !== null || !path.rule || path.rule.type !== 'complex')
    throw wrong(`${token?.text} has no values that brackets could choose from`)
  reading.at += 1
  const filter = readList(reading, 'or', path.rule, depth + 1)
  expect(reading, ']')
  return { ...path, filter, ...readPart(reading, path.rule) }
}

/** `.value` behind brackets. */
const readPart = (reading: Reading, rule: NonNullable<PathScope>): Pick<AttributePath, 'part' | 'partRule'> => {
  const token = reading.tokens[reading.at]
  if (token?.kind !== 'word' || !token.text.startsWith('.')) return { part: null, partRule: null }
  const partRule = rule.parts.get(token.text.slice(1).toLowerCase())
  if (!partRule) throw wrong(`${rule.name} has no ${token.text.slice(1, 100)}`)
  reading.at += 1
  return { part: partRule.name, partRule }
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])

const readComparison = (reading: Reading, path: AttributePath): Filter => {
  const { tokens, at } = reading
  if (isWord(tokens[at], 'pr')) {
    reading.at += 1
    return { kind: 'present', path }
  }
  const by = tokens[at]?.kind === 'word' ? tokens[at].text.toLowerCase() : ''
  // Brackets alone ask whether any value is like that.
  if (!comparisons.has(by) && path.filter && path.part === null) return { kind: 'present', path }
  if (!comparisons.has(by)) throw wrong(`a comparison is missing ${shown(tokens[at])}`)
  const value = scalarOf(tokens[at + 1])
  reading.at += 2
  return { kind: 'compare', path, by: by as Comparison, value }
}

const scalarOf = (token: Token | undefined): Scalar => {
  const isLiteral = token?.kind === 'word' && /^(?:true|false|null)$/i.test(token.text)
  const text = isLiteral ? token.text.toLowerCase() : token?.kind === 'mark' ? '' : (token?.text ?? '')
  try {
    return JSON.parse(text) as Scalar
  } catch {
    throw wrong(`a value is missing ${shown(token)}; texts stand in quotation marks`)
  }
}

const readAll = <T>(text: string, read: (reading: Reading) => T): T => {
  const reading: Reading = { tokens: tokensOf(text), at: 0, terms: 0 }
  const result = read(reading)
  if (reading.at < reading.tokens.length) throw wrong(`nothing was expected ${shown(reading.tokens[reading.at])}`)
  return result
}

/** Reads a filter over users. Attributes that the schemas do not know are refused, for a filter with one would find nobody. */
export const parseFilter = (text: string): Filter => readAll(text, (reading) => readList(reading, 'or', null, 0))

/** Reads a path that may have a filter in it, as PATCH has them. */
export const parsePath = (text: string): AttributePath => {
  try {
    return readAll(text, (reading) => readPath(reading, null, 0))
  } catch (thrown) {
    if (!(thrown instanceof ScimProblem)) throw thrown
    throw new ScimProblem(
      400,
      `There is no attribute at the path ${JSON.stringify(text.slice(0, 200))}.`,
      'invalidPath',
    )
  }
}
