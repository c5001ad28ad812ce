import type { Problem } from './problem.ts'
import { patternProblem } from './safe-regex.ts'
import { type Call, callOf, childrenOf, literalText, type SyntaxNode } from './syntax-node.ts'

/** Functions of the library that are refused: they hide types from the checker or read data that nobody declared. */
const refused: ReadonlyMap<string, string> = new Map([
  ['dyn', 'it hides the type of a value from the check'],
  ['type', 'types are checked before anything runs'],
  ['json', 'values come from the person, the directory and the playbook alone'],
])
const loops = new Set(['map', 'filter', 'all', 'exists', 'exists_one'])
const regexFunctions = new Set(['matches', 'matchesSafe'])
/** Loops inside loops multiply; two levels are all that pairs of lists need. */
const DEEPEST_LOOP = 2

/** Limits of the tree itself, kept by the parser. */
export const parserLimits = {
  maxAstNodes: 1000,
  maxDepth: 32,
  maxListElements: 200,
  maxMapEntries: 100,
  maxCallArguments: 8,
} as const

/** What an expression must not do although its names are right. */
export const brokenLimits = (node: SyntaxNode, loopDepth = 0): readonly Problem[] => {
  const call = callOf(node)
  const depth = call?.receiver && loops.has(call.name) ? loopDepth + 1 : loopDepth
  const own = call ? callProblems(node, call, depth) : []
  return [...own, ...childrenOf(node).flatMap((child) => brokenLimits(child, depth))]
}

const callProblems = (node: SyntaxNode, call: Call, depth: number): readonly Problem[] => {
  const reason = refused.get(call.name)
  if (reason) return [expressionProblem(`${call.name}() is not allowed: ${reason}`, node.start)]
  if (depth > DEEPEST_LOOP)
    return [
      expressionProblem(`map, filter, all and exists stand in one another at most ${DEEPEST_LOOP} deep`, node.start),
    ]
  if (!regexFunctions.has(call.name)) return []
  const pattern = call.args.at(-1)
  const text = literalText(pattern)
  const problem = text === undefined ? null : patternProblem(text)
  return problem && pattern ? [expressionProblem(`the pattern is no RE2 pattern: ${problem}`, pattern.start)] : []
}

export const expressionProblem = (text: string, offset: number): Problem => ({
  code: 'playbook/expression',
  params: { text },
  offset,
})
