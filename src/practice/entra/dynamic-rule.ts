import type { Json, JsonObject } from '../../model/json.ts'
import { activeLicences } from './licence-rules.ts'
import { enabledPlans } from './sku-facts.ts'
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
  '-match': (value, operand) => matches(value, operand),
  '-notmatch': (value, operand) => !matches(value, operand),
  '-in': (value, operand) => Array.isArray(operand) && operand.some((item: Json) => same(value, item)),
  '-notin': (value, operand) => Array.isArray(operand) && !operand.some((item: Json) => same(value, item)),
}

const folded = (value: Operand | undefined): string => (typeof value === 'string' ? value.toLowerCase() : '')

const same = (value: Json, operand: Operand): boolean =>
  typeof value === 'string' || typeof operand === 'string'
    ? folded(value) === folded(operand) && value !== null
    : value === operand

/** Regular expressions ignore letter case and may fit anywhere. */
const matches = (value: Json, operand: Operand): boolean =>
  typeof operand === 'string' && typeof value === 'string' && new RegExp(operand, 'i').test(value)

const isPattern = (operand: Operand): boolean => {
  try {
    return typeof operand === 'string' && new RegExp(operand) instanceof RegExp
  } catch {
    return false
  }
}

const contains = (value: Json, operand: Operand): boolean =>
  Array.isArray(value) ? value.some((item: Json) => same(item, operand)) : folded(value).includes(folded(operand))

const TOKEN = /\s*(\(|\)|\[|\]|,|"(?:[^"`]|`.)*"|'[^']*'|-?[A-Za-z][\w.]*|_)/y

/** Gives the value that a name of a rule stands for: `user.department`, or a part of an item of a list. */
type Read = (name: string) => Json
type Test = (read: Read) => boolean

/**
 * Reads a membership rule; null if it has another form than comparisons of `user.<property>` joined by `-and`, `-or`, `-not` and
 * parentheses, and tests of lists with `-any` and `-all`. https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
 */
export const parseMembershipRule = (rule: string): MembershipTest | null => {
  const tokens = tokensOf(rule)
  if (tokens === null) return null
  const cursor = { tokens, at: 0, names: USER }
  const test = readOr(cursor)
  return test !== null && cursor.at === tokens.length ? (user) => test(readerOf(user)) : null
}

const USER = /^user\.\w+$/i
/** Inside `-any` and `-all`: the item itself, or a part of it. */
const ITEM = /^(_|(?!user\.)\w+\.\w+)$/i

const readerOf =
  (user: StoredUser): Read =>
  (name) => {
    const property = name.slice('user.'.length)
    if (/^objectId$/i.test(property)) return user.id
    if (/^assignedPlans$/i.test(property)) return plansOf(user)
    const { onPremisesExtensionAttributes: extensions } = user.properties
    const from = /^extensionAttribute\d+$/i.test(property) ? ((extensions ?? {}) as JsonObject) : user.properties
    return from[property] ?? null
  }

const plansOf = (user: StoredUser): Json =>
  activeLicences(user).flatMap((licence) =>
    enabledPlans(licence).map((servicePlanId) => ({ servicePlanId, capabilityStatus: 'Enabled' })),
  )

const itemReader =
  (item: Json): Read =>
  (name) => {
    if (name === '_') return item
    const part = name.slice(name.indexOf('.') + 1)
    return typeof item === 'object' && item !== null && !Array.isArray(item)
      ? ((item as JsonObject)[part] ?? null)
      : null
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
  /** What names look like here. */
  names: RegExp
}

const peek = (cursor: Cursor): string => cursor.tokens[cursor.at]?.toLowerCase() ?? ''
const take = (cursor: Cursor): string => cursor.tokens[cursor.at++] ?? ''
const accept = (cursor: Cursor, ...words: readonly string[]): boolean => {
  if (!words.includes(peek(cursor))) return false
  cursor.at++
  return true
}

const readOr = (cursor: Cursor): Test | null => {
  let left = readAnd(cursor)
  while (left && accept(cursor, '-or', 'or')) left = joined(left, readAnd(cursor), (a, b) => a || b)
  return left
}

const readAnd = (cursor: Cursor): Test | null => {
  let left = readUnary(cursor)
  while (left && accept(cursor, '-and', 'and')) left = joined(left, readUnary(cursor), (a, b) => a && b)
  return left
}

const joined = (left: Test, right: Test | null, join: (a: boolean, b: boolean) => boolean): Test | null =>
  right && ((read) => join(left(read), right(read)))

const readUnary = (cursor: Cursor): Test | null => {
  if (accept(cursor, '-not', 'not')) {
    const inner = readUnary(cursor)
    return inner && ((read) => !inner(read))
  }
  if (!accept(cursor, '(')) return readComparison(cursor)
  const inner = readOr(cursor)
  return accept(cursor, ')') ? inner : null
}

const readComparison = (cursor: Cursor): Test | null => {
  const name = take(cursor)
  if (!cursor.names.test(name)) return null
  if (peek(cursor) === '-any' || peek(cursor) === '-all') return readList(cursor, name)
  const word = take(cursor).toLowerCase()
  const [operator, operand] = [OPERATORS[word], readOperand(cursor)]
  if (!operator || operand === undefined || (word.endsWith('match') && !isPattern(operand))) return null
  return (read) => operator(read(name), operand)
}

/** `user.proxyAddresses -any (_ -startsWith "smtp:")` */
const readList = (cursor: Cursor, name: string): Test | null => {
  const all = take(cursor).toLowerCase() === '-all'
  if (cursor.names !== USER || !accept(cursor, '(')) return null
  cursor.names = ITEM
  const inner = readOr(cursor)
  cursor.names = USER
  if (!inner || !accept(cursor, ')')) return null
  return (read) => {
    const value = read(name)
    const items: readonly Json[] = Array.isArray(value) ? value : []
    return all ? items.every((item) => inner(itemReader(item))) : items.some((item) => inner(itemReader(item)))
  }
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
