import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import type { Checked, Fault } from '../model/fault.ts'
import type { JsonObject } from '../model/json.ts'
import { fromCel, toCel } from './expressions/cel-value.ts'
import { expressionCompiler } from './expressions/compile-expression.ts'
import { compileValue } from './expressions/compile-value.ts'

/** Compiles the value at a path of the settings of a feed, in which `row` is a row of it by columns. Throws of `run` are Faults with their place. */
export const compileRow = (path: SourcePath, source: YamlSource): Checked<(row: JsonObject) => unknown> => {
  const faults: Fault[] = []
  const value = path.reduce<unknown>((here, key) => (here as { readonly [key: string]: unknown })[key], source.value)
  const compiled = compileValue(value, path, {
    source,
    compiler: expressionCompiler({ row: 'map<string, dyn>' }),
    faults,
  })
  if (faults.length > 0) return { ok: false, faults }
  return { ok: true, value: (row) => fromCel(compiled.run({ row: toCel(row) })) }
}
