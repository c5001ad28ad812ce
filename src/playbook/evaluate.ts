import { type Checked, Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { SourcePosition } from '../model/source-position.ts'
import { fromCel } from './expressions/cel-value.ts'
import type { ScopeValues } from './expressions/compile-expression.ts'
import type { CompiledValue } from './expressions/compile-value.ts'
import { explainRun } from './expressions/explain-error.ts'
import type { ScopeShape } from './expressions/shape.ts'
import type { Scope } from './playbook.ts'
import { scopeValues } from './scope.ts'

/** A value of `let:`, by its name. */
export type Lets = ReadonlyMap<string, CompiledValue>

/** Values for expressions. Those of `let:` are evaluated when an expression first asks for them, and once. */
export const valuesFor = (shape: ScopeShape, lets: Lets, scope: Scope, item?: Json): ScopeValues => {
  const known: { [name: string]: unknown } = Object.create(null)
  const values: ScopeValues = { ...scopeValues(shape, scope, item), let: known }
  for (const [name, compiled] of lets) {
    const compute = once(() => compiled.run(values))
    Object.defineProperty(known, name, { get: compute, enumerable: true })
  }
  return values
}

const once = <T>(compute: () => T): (() => T) => {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: compute() }
    return made.value
  }
}

/** Plain data from a compiled value, or the fault of the expression that failed. */
export const evaluateValue = (
  compiled: CompiledValue,
  values: ScopeValues,
  where: SourcePosition,
): Checked<unknown> => {
  try {
    return { ok: true, value: fromCel(compiled.run(values)) }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, faults: [error] }
    const at = compiled.holes[0]?.where ?? where
    return {
      ok: false,
      faults: [new Fault('playbook/evaluation', { text: explainRun(error) }, { where: at, cause: error })],
    }
  }
}
