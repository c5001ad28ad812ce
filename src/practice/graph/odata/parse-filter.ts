import type { CompareOperator, FilterNode, Literal, Path } from './filter-node.ts'
import { SyntaxFault, type Token, tokenise } from './tokens.ts'

const COMPARE: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] satisfies readonly CompareOperator[]
const CALLS: { readonly [name: string]: 'startsWith' | 'endsWith' | 'contains' } = {
  startswith: 'startsWith',
  endswith: 'endsWith',
  contains: 'contains',
}
/** Deeper filters are refused before they can exhaust the stack. */
const DEEPEST = 100

/** Reads a `$filter`. Throws `SyntaxFault` with the place of what cannot be read. */
export const parseFilter = (text: string): FilterNode => {
  const reader = new FilterReader(tokenise(text))
  const node = reader.or(0)
  reader.expect('end')
  return node
}

class FilterReader {
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  or(depth: number): FilterNode {
    let left = this.#and(depth)
    while (this.#acceptWord('or')) left = { kind: 'logic', operator: 'or', left, right: this.#and(depth) }
    return left
  }

  expect(kind: Token['kind'], text?: string): Token {
    const token = this.#peek()
    if (token.kind !== kind || (text !== undefined && token.text !== text)) throw new SyntaxFault(token.at)
    this.#at++
    return token
  }

  #and(depth: number): FilterNode {
    let left = this.#unary(depth)
    while (this.#acceptWord('and')) left = { kind: 'logic', operator: 'and', left, right: this.#unary(depth) }
    return left
  }

  #unary(depth: number): FilterNode {
    if (depth > DEEPEST) throw new SyntaxFault(this.#peek().at)
    if (this.#acceptWord('not')) return { kind: 'not', inner: this.#unary(depth + 1) }
    if (!this.#accept('(')) return this.#comparison(depth)
    const inner = this.or(depth + 1)
    this.expect('symbol', ')')
    return inner
  }

  #comparison(depth: number): FilterNode {
    const first = this.expect('word')
    const call = CALLS[first.text.toLowerCase()]
    if (call && this.#accept('(')) return this.#call(call)
    const path = this.#path(first)
    const last = path.at(-1)?.toLowerCase()
    if ((last === 'any' || last === 'all') && this.#accept('(')) return this.#lambda(last, path.slice(0, -1), depth)
    if (this.#acceptWord('in')) return { kind: 'in', path, literals: this.#literals() }
    const operator = this.expect('word')
    if (!COMPARE.includes(operator.text.toLowerCase())) throw new SyntaxFault(operator.at)
    return { kind: 'compare', operator: operator.text.toLowerCase() as CompareOperator, path, literal: this.#literal() }
  }

  #path(first: Token): Path {
    const names = [first.text]
    while (this.#accept('/')) names.push(this.expect('word').text)
    return names
  }

  #call(name: 'startsWith' | 'endsWith' | 'contains'): FilterNode {
    const path = this.#path(this.expect('word'))
    this.expect('symbol', ',')
    const literal = this.#literal()
    this.expect('symbol', ')')
    return { kind: 'call', name, path, literal }
  }

  #lambda(quantifier: 'any' | 'all', path: Path, depth: number): FilterNode {
    if (this.#accept(')')) return { kind: 'lambda', quantifier, path, variable: '', inner: null }
    const variable = this.expect('word').text
    this.expect('symbol', ':')
    const inner = this.or(depth + 1)
    this.expect('symbol', ')')
    return { kind: 'lambda', quantifier, path, variable, inner }
  }

  #literals(): readonly Literal[] {
    this.expect('symbol', '(')
    const literals = [this.#literal()]
    while (this.#accept(',')) literals.push(this.#literal())
    this.expect('symbol', ')')
    return literals
  }

  #literal(): Literal {
    const token = this.expect('literal')
    if (!token.literal) throw new SyntaxFault(token.at)
    return token.literal
  }

  #peek(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 }
  }

  #accept(symbol: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'symbol' || token.text !== symbol) return false
    this.#at++
    return true
  }

  #acceptWord(word: string): boolean {
    const token = this.#peek()
    if (token.kind !== 'word' || token.text.toLowerCase() !== word) return false
    this.#at++
    return true
  }
}
