import type { Literal } from './filter-node.ts'

export interface Token {
  readonly kind: 'word' | 'literal' | 'symbol' | 'end'
  readonly text: string
  /** Place in the text, counted from 0. */
  readonly at: number
  readonly literal?: Literal
}

/** Thrown where the text cannot be read on; `at` counts from 0. */
export class SyntaxFault extends Error {
  override readonly name = 'SyntaxFault'
  readonly at: number

  constructor(at: number) {
    super(`syntax error at ${at}`)
    this.at = at
  }
}

interface Shape {
  readonly pattern: RegExp
  token(text: string, at: number): Token
}

const literalToken =
  (type: Literal['type'], value: Literal['value']) =>
  (text: string, at: number): Token => ({
    kind: 'literal',
    text,
    at,
    literal: { type, value },
  })

/** In the order in which they are tried: a GUID or a time would otherwise be read as a number. */
const shapes: readonly Shape[] = [
  {
    pattern: /'(?:[^']|'')*'/y,
    token: (text, at) => literalToken('text', text.slice(1, -1).replaceAll("''", "'"))(text, at),
  },
  {
    pattern: /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/iy,
    token: (text, at) => literalToken('guid', text.toLowerCase())(text, at),
  },
  {
    pattern: /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?(?!\w)/y,
    token: (text, at) => literalToken('time', text)(text, at),
  },
  { pattern: /-?\d+(?:\.\d+)?(?!\w)/y, token: (text, at) => literalToken('number', Number(text))(text, at) },
  {
    pattern: /(?:true|false)(?!\w)/iy,
    token: (text, at) => literalToken('flag', text.toLowerCase() === 'true')(text, at),
  },
  { pattern: /null(?!\w)/iy, token: (text, at) => literalToken('null', null)(text, at) },
  { pattern: /[$@A-Za-z_][\w.]*/y, token: (text, at) => ({ kind: 'word', text, at }) },
  { pattern: /[()/,:]/y, token: (text, at) => ({ kind: 'symbol', text, at }) },
]

/** Cuts a filter into tokens, the last of which is `end`. */
export const tokenise = (text: string): readonly Token[] => {
  const tokens: Token[] = []
  let at = skipBlanks(text, 0)
  while (at < text.length) {
    const token = tokenAt(text, at)
    tokens.push(token)
    at = skipBlanks(text, at + token.text.length)
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }]
}

const skipBlanks = (text: string, from: number): number => {
  let at = from
  while (/\s/.test(text.charAt(at))) at++
  return at
}

const tokenAt = (text: string, at: number): Token => {
  for (const { pattern, token } of shapes) {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match) return token(match[0], at)
  }
  throw new SyntaxFault(at)
}
