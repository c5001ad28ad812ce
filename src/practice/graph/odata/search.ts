import type { Json } from '../../../model/json.ts'
import { GraphFault } from '../graph-fault.ts'
import { findProperty, type PropertyTable } from '../schema/property.ts'
import type { Read } from './evaluate-filter.ts'

/** Decides whether an object is found. */
type SearchTest = (read: Read) => boolean

const tokenised: ReadonlySet<string> = new Set(['displayName', 'description'])
const TOKEN = /\s*(\(|\)|AND\b|OR\b|NOT\b|"(?:[^"\\]|\\.)*")/y

/**
 * Reads `$search`: clauses `"property:text"` joined by AND and OR. `displayName` and `description` are searched by the beginning of each
 * word, other properties by their beginning. https://learn.microsoft.com/graph/search-query-parameter
 */
export const parseSearch = (search: string, properties: PropertyTable): SearchTest => {
  const tokens = tokensOf(search)
  const cursor = { tokens, at: 0, search, properties }
  const test = readOr(cursor)
  if (cursor.at < tokens.length) throw syntaxFault(search, search.length)
  return test
}

interface Cursor {
  readonly tokens: readonly string[]
  readonly search: string
  readonly properties: PropertyTable
  at: number
}

const syntaxFault = (search: string, position: number): GraphFault =>
  new GraphFault('search-syntax', { character: search.charAt(position), position, search })

const tokensOf = (search: string): readonly string[] => {
  const tokens: string[] = []
  const text = search.trimEnd()
  TOKEN.lastIndex = 0
  for (let end = 0; end < text.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text)
    if (!match?.[1]) throw syntaxFault(search, end)
    tokens.push(match[1])
  }
  return tokens
}

const readOr = (cursor: Cursor): SearchTest => {
  let left = readAnd(cursor)
  while (cursor.tokens[cursor.at] === 'OR') {
    cursor.at++
    const [before, right] = [left, readAnd(cursor)]
    left = (read) => before(read) || right(read)
  }
  return left
}

const readAnd = (cursor: Cursor): SearchTest => {
  let left = readClause(cursor)
  while (cursor.tokens[cursor.at] === 'AND') {
    cursor.at++
    const [before, right] = [left, readClause(cursor)]
    left = (read) => before(read) && right(read)
  }
  return left
}

const readClause = (cursor: Cursor): SearchTest => {
  const token = cursor.tokens[cursor.at++] ?? ''
  if (token === '(') {
    const inner = readOr(cursor)
    if (cursor.tokens[cursor.at++] !== ')') throw syntaxFault(cursor.search, cursor.search.length)
    return inner
  }
  const match = /^"([^:]*):(.*)"$/s.exec(token)
  const found = match?.[1] === undefined ? undefined : findProperty(cursor.properties, match[1])
  if (!found?.[1].searchable) throw syntaxFault(cursor.search, 0)
  const text = (match?.[2] ?? '').replaceAll(/\\(.)/g, '$1').toLowerCase()
  return (read) => isFound(read(found[0]), found[0], text)
}

const isFound = (value: Json, property: string, text: string): boolean => {
  if (typeof value !== 'string') return false
  const folded = value.toLowerCase()
  if (!tokenised.has(property)) return folded.startsWith(text)
  const words = wordsOf(folded)
  return wordsOf(text).every((wanted) => words.some((word) => word.startsWith(wanted)))
}

const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
