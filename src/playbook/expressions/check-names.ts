import { didYouMean } from '../../model/did-you-mean.ts'
import type { Problem } from './problem.ts'
import type { ScopeShape, Shape } from './shape.ts'
import { type Call, callOf, childrenOf, literalText, type SyntaxNode } from './syntax-node.ts'

/** What names an expression may use. */
export interface NameSpace {
  readonly shape: ScopeShape
  readonly functions: ReadonlySet<string>
  /** Ids of steps that come later, so that the message can say so. */
  readonly laterSteps: readonly string[]
}

/** Functions that name a variable for their last arguments: `roles.groups.filter(group, …)`. */
const loops = new Set(['map', 'filter', 'all', 'exists', 'exists_one'])
/** Names of the language itself, which are no values. */
const languageNames = new Set(['cel', 'optional'])

/** Functions that need not be suggested: those of times and bytes, and those that are refused. */
const rare = /^(get[A-Z].*|dyn|type|json|hex|base64|bytes|uint|at|none|of|or|value|hasValue)$/

interface Walk {
  readonly text: string
  readonly space: NameSpace
  readonly locals: ReadonlySet<string>
  readonly problems: Problem[]
}

/** Every name in the expression that is not known, each with a suggestion where one is near. */
export const unknownNames = (root: SyntaxNode, text: string, space: NameSpace): readonly Problem[] => {
  const walk: Walk = { text, space, locals: new Set(), problems: [] }
  shapeOf(root, walk)
  return walk.problems
}

/** The shape of a node, as far as it follows from names; undefined where only the type checker knows. Reports unknown names on the way. */
const shapeOf = (node: SyntaxNode, walk: Walk): Shape | undefined => {
  if (node.op === 'id') return variable(node, walk)
  if (node.op === '.' || node.op === '.?' || node.op === '[]' || node.op === '[?]') return access(node, walk)
  if (callOf(node)) checkCall(node, walk)
  else for (const child of childrenOf(node)) shapeOf(child, walk)
  return undefined
}

const variable = (node: SyntaxNode, walk: Walk): Shape | undefined => {
  const name = written(node, walk)
  if (walk.locals.has(name) || languageNames.has(name)) return undefined
  if (Object.hasOwn(walk.space.shape, name)) return walk.space.shape[name]
  const known = [...walk.locals, ...Object.keys(walk.space.shape)]
  walk.problems.push(unknown(name, 'in scope', known, node.start))
  return undefined
}

/** The name as it stands in the text; in the tree `let` has an alias. */
const written = (node: SyntaxNode, { text }: Walk): string => text.slice(node.start, node.end)

const access = (node: SyntaxNode, walk: Walk): Shape | undefined => {
  const [left, right] = node.args as readonly [SyntaxNode, SyntaxNode | string]
  const shape = shapeOf(left, walk)
  const key = typeof right === 'string' ? right : literalText(right)
  if (typeof right !== 'string') shapeOf(right, walk)
  if (shape === undefined || typeof shape === 'string' || key === undefined) return undefined
  if (Object.hasOwn(shape, key)) return shape[key]
  walk.problems.push(unknownField(key, left, shape, typeof right === 'string' ? node.pos : right.start, walk))
  return undefined
}

const unknownField = (key: string, left: SyntaxNode, shape: ScopeShape, offset: number, walk: Walk): Problem => {
  const known = Object.keys(shape)
  if (!(left.op === 'id' && left.args === 'steps')) return unknown(key, `in ${written(left, walk)}`, known, offset)
  const why = walk.space.laterSteps.includes(key)
    ? 'it comes later in the playbook'
    : 'no step before this one has that id'
  return {
    code: 'playbook/unknown-step',
    params: { step: key, why, meant: didYouMean(key, known), known: known.join(', ') },
    offset,
  }
}

const unknown = (name: string, where: string, known: readonly string[], offset: number): Problem => ({
  code: 'playbook/unknown-name',
  params: { name, in: where, meant: didYouMean(name, known), known: known.join(', ') },
  offset,
})

const checkCall = (node: SyntaxNode, walk: Walk): void => {
  const call = callOf(node)
  if (!call) return
  const { name, receiver, args } = call
  if (!walk.space.functions.has(name)) {
    const offset = receiver ? walk.text.indexOf(name, receiver.end) : node.start
    walk.problems.push(
      unknown(
        `${name}()`,
        'as a function',
        [...walk.space.functions].filter((other) => !rare.test(other)).map((other) => `${other}()`),
        offset,
      ),
    )
  }
  const target = receiver ? shapeOf(receiver, walk) : undefined
  if (name === 'has' && args[0]) checkHas(args[0], walk)
  else checkArguments(call, target, walk)
}

/** A loop's first argument names the variable that the others see. */
const checkArguments = ({ name, receiver, args }: Call, target: Shape | undefined, walk: Walk): void => {
  const [first, ...rest] = args
  const binds = name === 'bind' && receiver?.op === 'id' && receiver.args === 'cel'
  const loopsOver = receiver !== null && typeof target !== 'object' && loops.has(name)
  if (first?.op !== 'id' || !(binds || loopsOver)) {
    for (const arg of args) shapeOf(arg, walk)
    return
  }
  const inner = { ...walk, locals: new Set([...walk.locals, written(first, walk)]) }
  for (const arg of rest) shapeOf(arg, inner)
}

/** Fields of a person that HR left out are empty texts, so `has()` would always be true for them. */
const checkHas = (node: SyntaxNode, walk: Walk): void => {
  const shape = shapeOf(node, walk)
  if (shape !== 'string' && shape !== 'list<string>' && shape !== 'bool') return
  const empty = shape === 'string' ? '!= ""' : shape === 'bool' ? '' : '!= []'
  const path = written(node, walk)
  walk.problems.push({
    code: 'playbook/always-true',
    params: { path, instead: `${path} ${empty}`.trim() },
    offset: node.start,
  })
}
