import type { Json } from '../../model/json.ts'
import type { StoredUser } from './stored-objects.ts'

/** Decides whether a user belongs to a dynamic group. */
export type MembershipTest = (user: StoredUser) => boolean

type Operand = Json | readonly Json[]
type Operator = (value: Json, operand: Operand) => boolean

const OPERATORS: { readonly [name: string]: Operator } = {
  '-eq': (value, operand) => same(value, operand),
  '-ne': (value, operand) => !same(value, operand),
  '-startswith': (value, operand) => folded(value).startsWith(folded(operand)),
  '-notstartswith': (value, operand) => !folded(value).startsWith(folded(operand)),
  '-contains': (value, operand) => contains(value, operand),
  '-notcontains': (value, operand) => !contains(value, operand),
  '-in': (value, operand) => Array.isArray(operand) && operand.some((item: Json) => same(value, item)),
  '-notin': (value, operand) => Array.isArray(operand) && !operand.some((item: Json) => same(value, item)),
}

const folded = (value: Operand | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '')

const same = (value: Json, operand: Operand): boolean =>
  typeof value === 'string' || typeof operand === 'string'
    ? folded(value) === folded(operand) && value !== null
    : value === operand

const contains = (value: Json, operand: Operand): boolean =>
  Array.isArray(value) ? value.some((item: Json) => same(item, operand)) : folded(value).includes(folded(operand))

const TOKEN = /\s*(\(|\)|\[|\]|,|"(?:[^"`]|`.)*"|'[^']*'|-?[A-Za-z][\w.]*)/y

/**
 * Reads a membership rule; null if it has another form than comparisons of `user.<property>` joined by `-and`, `-or`, `-not` and
 * parentheses. https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
 */
export const parseMembershipRule = (rule: string): MembershipTest | null => {
  const tokens = tokensOf(rule)
  if (tokens === null) return null
  const cursor = { tokens, at: 0 }
  const test = readOr(cursor)
  return test !== null && cursor.at === tokens.length ? test : null
}

const tokensOf = (rule: string): readonly string[] | null => {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const text = rule.trimEnd()
  for (let end = 0; end < text.length; end = TOKEN.lastIndex) {
    const match = TOKEN.exec(text)
    if (!match?.[1]) return null
    tokens.push(match[1])
  }
  return tokens
}

interface Cursor {
  readonly tokens: readonly string[]
  at: number
}

const peek = (cursor: Cursor): string => cursor.tokens[cursor.at]?.toLowerCase() ?? ''
const take = (cursor: Cursor): string => cursor.tokens[cursor.at++] ?? ''
const accept = (cursor: Cursor, ...words: readonly string[]): boolean => {
  if (!words.includes(peek(cursor))) return false
  cursor.at++
  return true
}

const readOr = (cursor: Cursor): MembershipTest | null => {
  let left = readAnd(cursor)
  while (left && accept(cursor, '-or', 'or')) left = joined(left, readAnd(cursor), (a, b) => a || b)
  return left
}

const readAnd = (cursor: Cursor): MembershipTest | null => {
  let left = readUnary(cursor)
  while (left && accept(cursor, '-and', 'and')) left = joined(left, readUnary(cursor), (a, b) => a && b)
  return left
}

const joined = (
  left: MembershipTest,
  right: MembershipTest | null,
  join: (a: boolean, b: boolean) => boolean,
): MembershipTest | null => right && ((user) => join(left(user), right(user)))

const readUnary = (cursor: Cursor): MembershipTest | null => {
  if (accept(cursor, '-not', 'not')) {
    const inner = readUnary(cursor)
    return inner && ((user) => !inner(user))
  }
  if (!accept(cursor, '(')) return readComparison(cursor)
  const inner = readOr(cursor)
  return accept(cursor, ')') ? inner : null
}

const readComparison = (cursor: Cursor): MembershipTest | null => {
  const [object, property] = take(cursor).split('.')
  const operator = OPERATORS[take(cursor).toLowerCase()]
  const operand = readOperand(cursor)
  if (object !== 'user' || !property || !operator || operand === undefined) return null
  return (user) => operator(user.properties[property] ?? null, operand)
}

const readOperand = (cursor: Cursor): Operand | undefined => {
  if (!accept(cursor, '[')) return literal(take(cursor))
  const items: Json[] = []
  while (!accept(cursor, ']')) {
    const item = literal(take(cursor))
    if (item === undefined) return undefined
    items.push(item)
    accept(cursor, ',')
  }
  return items
}

const literal = (token: string): Json | undefined => {
  if (/^["']/.test(token)) return token.slice(1, -1).replaceAll(/`(.)/g, '$1')
  const words: { readonly [word: string]: Json } = { true: true, false: false, null: null }
  return words[token.toLowerCase()]
}
