import { TypeError as CheckError, EvaluationError, ParseError, type ParseResult } from '@marcbachmann/cel-js'
import { brokenLimits, expressionProblem } from './check-limits.ts'
import { type NameSpace, unknownNames } from './check-names.ts'
import { environmentFor, functionNames, LET_ALIAS } from './environment.ts'
import { explainCheck, explainParse } from './explain-error.ts'
import { SAFE_MATCHES } from './functions.ts'
import type { Problem } from './problem.ts'
import { SecretHandle } from './secret-handle.ts'
import { isValue, type ScopeShape, type Shape, secretType, showShape } from './shape.ts'
import { callOf, childrenOf, type SyntaxNode, syntaxOf } from './syntax-node.ts'

/** Values behind the names in scope. Members may be getters; they are asked for when an expression uses them. */
export type ScopeValues = { readonly [name: string]: unknown }

/** An expression that passed every check. */
export interface Expression {
  readonly shape: Shape
  /** The value in the library's terms. Throws what `explainRun` explains. */
  run(values: ScopeValues): unknown
}

type Compiled =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Compiles expressions over one set of names. */
export interface ExpressionCompiler {
  readonly shape: ScopeShape
  compile(source: string): Compiled
}

export const expressionCompiler = (shape: ScopeShape, laterSteps: readonly string[] = []): ExpressionCompiler => {
  const { environment, types } = environmentFor(shape)
  const space: NameSpace = { shape, functions: allFunctions(), laterSteps }
  return {
    shape,
    compile(source) {
      const text = aliasLet(source)
      const parsed = attempt(() => environment.parse(text))
      if ('error' in parsed) return refuse([explainParse(parsed.error, source)])
      const root = syntaxOf(parsed.value.ast)
      const problems = [...unknownNames(root, source, space), ...brokenLimits(root)]
      if (problems.length > 0) return refuse(problems)
      rewriteMatches(root)
      return checked(parsed.value, types)
    },
  }
}

let functions: ReadonlySet<string> | undefined
const allFunctions = (): ReadonlySet<string> => {
  functions ??= functionNames()
  return functions
}

const refuse = (problems: readonly Problem[]): Compiled => ({ ok: false, problems })

const attempt = <T>(parse: () => T): { readonly value: T } | { readonly error: ParseError } => {
  try {
    return { value: parse() }
  } catch (error) {
    if (error instanceof ParseError) return { error }
    throw error
  }
}

/** `let` stands under an alias of the same length, outside of strings and comments and where no dot is before it. */
const aliasLet = (source: string): string =>
  source.replace(tokens, (token, _quote, at: number) =>
    token === 'let' && !/\.\s*$/.test(source.slice(0, at)) ? LET_ALIAS : token,
  )
const tokens = /"""[\s\S]*?"""|'''[\s\S]*?'''|(["'])(?:\\.|(?!\1)[^\\\r\n])*\1|\/\/[^\n]*|\w+/g

/** `matches` of the library runs on JavaScript's expressions, where a short pattern can take minutes; it becomes the call of ours. */
const rewriteMatches = (node: SyntaxNode): void => {
  const call = callOf(node)
  if (call?.name === 'matches') (node.args as unknown[])[0] = SAFE_MATCHES
  for (const child of childrenOf(node)) rewriteMatches(child)
}

const checked = (parsed: ParseResult, types: ReadonlyMap<string, Shape>): Compiled => {
  const { valid, type = 'dyn', error } = parsed.check()
  if (!valid) {
    if (error instanceof CheckError || error instanceof ParseError) return refuse([explainCheck(error)])
    throw error
  }
  const shape = types.get(type) ?? closed(type)
  if (!isValue(shape)) {
    return refuse([
      expressionProblem(`the result is of the type ${showShape(shape)}, which is no value; turn it into text first`, 0),
    ])
  }
  return { ok: true, expression: { shape, run: (values) => runChecked(parsed, values, shape) } }
}

/** An empty list or map has no type of its own yet; any fits. */
const closed = (type: string): string => type.replace(/\b[A-Z]\b/g, 'dyn')

/** Runs a checked expression once. A secret that no step made is an empty handle, for which there is nothing to hand over. */
const runChecked = (parsed: ParseResult, values: ScopeValues, shape: Shape): unknown => {
  try {
    const { let: lets, ...others } = Object.getOwnPropertyDescriptors(values)
    return parsed(
      Object.create(null, { ...others, ...(lets ? { [LET_ALIAS]: lets } : {}) }) as { [name: string]: unknown },
    )
  } catch (error) {
    if (shape === secretType && error instanceof EvaluationError && error.code === 'no_such_key')
      return new SecretHandle('')
    throw error
  }
}
