import type { ASTNode } from '@marcbachmann/cel-js'

/** A node of a parsed expression, as far as the walks here need it. Offsets are those of the expression's text. */
export interface SyntaxNode {
  readonly op: string
  readonly start: number
  readonly end: number
  /** Of an access by a dot: where the name behind the dot begins. */
  readonly pos: number
  /** By `op`: the name, the operand, or the operands; those of a call begin with its name. */
  readonly args: unknown
}

/** The one place where the library's nodes are taken for ours. */
export const syntaxOf = (ast: ASTNode): SyntaxNode => ast as unknown as SyntaxNode

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value

const nodesIn = (value: unknown): readonly SyntaxNode[] => {
  if (isNode(value)) return [value]
  return Array.isArray(value) ? value.flatMap(nodesIn) : []
}

/** The nodes directly below one. */
export const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => nodesIn(node.args)

/** A call, with its name, the value it is called on and its arguments; null for any other node. */
export interface Call {
  readonly name: string
  readonly receiver: SyntaxNode | null
  readonly args: readonly SyntaxNode[]
}

export const callOf = (node: SyntaxNode): Call | null => {
  if (node.op !== 'call' && node.op !== 'rcall') return null
  const [name, ...rest] = node.args as readonly [string, ...unknown[]]
  const receiver = node.op === 'rcall' ? (nodesIn(rest[0])[0] ?? null) : null
  return { name, receiver, args: nodesIn(rest.at(-1)) }
}

/** The text of a literal; undefined for anything else. */
export const literalText = (node: SyntaxNode | undefined): string | undefined =>
  node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined
