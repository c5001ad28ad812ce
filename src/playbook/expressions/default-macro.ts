import type { ASTNode, TypeDeclaration } from '@marcbachmann/cel-js'

/** The parts of cel-js that a macro is handed. https://github.com/marcbachmann/cel-js#custom-macros */
interface Checker {
  readonly registry: unknown
  check(node: ASTNode, context: unknown): TypeDeclaration
  createError(code: string, message: string, node: ASTNode): Error
}
interface Runner {
  run(node: ASTNode, context: unknown): unknown
}
interface DefaultMacro {
  readonly value: ASTNode
  readonly fallback: ASTNode
}

export const defaultSignature = 'default(ast, ast): dyn'

const isMissingKey = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'no_such_key'
const isEmpty = (value: unknown): boolean =>
  value === '' || value === null || (Array.isArray(value) && value.length === 0)

/**
 * `default(a, b)`: a, or b where a is empty or a key on the way to it is missing. A macro and not a function, because a missing key would
 * end the expression before a function saw it.
 */
export const defaultMacro = ({ args: [value, fallback] }: { args: readonly [ASTNode, ASTNode] }): unknown => ({
  value,
  fallback,
  async: false,
  typeCheck(checker: Checker, macro: DefaultMacro, context: unknown): TypeDeclaration {
    const left = checker.check(macro.value, context)
    const right = checker.check(macro.fallback, context)
    const both = left.unify(checker.registry as never, right)
    if (both) return both
    throw checker.createError(
      'default_types',
      `default() needs two values of one type, got '${left}' and '${right}'`,
      macro.fallback,
    )
  },
  evaluate(runner: Runner, macro: DefaultMacro, context: unknown): unknown {
    try {
      const found = runner.run(macro.value, context)
      if (!isEmpty(found)) return found
    } catch (error) {
      if (!isMissingKey(error)) throw error
    }
    return runner.run(macro.fallback, context)
  },
})
