import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import type { Checked } from '../model/fault.ts'
import { Fault } from '../model/fault.ts'
import type { Json } from '../model/json.ts'
import type { Step } from '../steps/step.ts'
import { checkInput, parseInput } from './check-input.ts'
import { privilegedNames } from './check-privileged.ts'
import { evaluateValue, type Lets, valuesFor } from './evaluate.ts'
import { type ExpressionCompiler, expressionCompiler } from './expressions/compile-expression.ts'
import { type CompiledValue, compileValue } from './expressions/compile-value.ts'
import { itemShape, type ScopeShape, type Shape, showShape } from './expressions/shape.ts'
import { hasExpression } from './expressions/template.ts'
import type { PlaybookStep, Scope } from './playbook.ts'
import type { FramedStep } from './step-frame.ts'

/** What the steps of one playbook share while it is loaded. */
export interface StepLoading {
  readonly source: YamlSource
  readonly lets: Lets
  /** Everything in scope but `item`. */
  readonly shape: ScopeShape
  /** Ids of steps further down. */
  readonly laterSteps: readonly string[]
  readonly faults: Fault[]
  /** Privileged names that policy.yaml allows. */
  readonly privilege: readonly string[]
}

/** Compiles and checks one step; its findings are added to those of the playbook. */
export const loadStep = (framed: FramedStep & { readonly step: Step }, loading: StepLoading): PlaybookStep => {
  const { path, verb, step, frame } = framed
  const outer = expressionCompiler(loading.shape, loading.laterSteps)
  const items =
    frame['for-each'] === undefined ? null : compileList(frame['for-each'], [...path, 'for-each'], outer, loading)
  const shape: ScopeShape = items ? { ...loading.shape, item: itemShape(items.shape) ?? 'dyn' } : loading.shape
  const compiler = items ? expressionCompiler(shape, loading.laterSteps) : outer
  const when = frame.when === undefined ? null : compileCondition(frame.when, [...path, 'when'], compiler, loading)
  const input = compileInput(framed, compiler, loading)
  const evaluate = (compiled: CompiledValue, scope: Scope, item?: Json): Checked<unknown> =>
    evaluateValue(compiled, valuesFor(shape, loading.lets, scope, item), loading.source.at(path))
  const check = { source: loading.source, at: [...path, verb], schema: step.input, value: input }

  return {
    id: framed.id,
    verb,
    title: frame.title ?? null,
    where: loading.source.at([...path, verb], 'key'),
    ifFails: frame['if-fails'] ?? 'stop',
    needs: frame.needs ?? [],
    step,
    when: (scope, item) =>
      when ? truth(evaluate(when, scope, item), [...path, 'when'], loading.source) : { ok: true, value: true },
    forEach: (scope) =>
      items ? list(evaluate(items, scope), [...path, 'for-each'], loading.source) : { ok: true, value: null },
    input(scope, item) {
      const evaluated = evaluate(input, scope, item)
      return evaluated.ok ? parseInput(check, evaluated.value) : evaluated
    },
  }
}

const compileInput = (
  { path, verb, step }: FramedStep & { readonly step: Step },
  compiler: ExpressionCompiler,
  { source, faults, privilege }: StepLoading,
): CompiledValue => {
  const at = [...path, verb]
  const raw = valueAt(source.value, at)
  const value = compileValue(raw, at, { source, compiler, faults })
  faults.push(...privilegedNames(raw, at, source, privilege))
  faults.push(...checkInput({ source, at, schema: step.input, value }))
  return value
}

const compileCondition = (
  condition: boolean | string,
  at: SourcePath,
  compiler: ExpressionCompiler,
  { source, faults }: StepLoading,
): CompiledValue => {
  const compiled = compileValue(condition, at, { source, compiler, faults })
  if (typeof condition === 'string' && !hasExpression(condition)) faults.push(noCondition(condition, at, source))
  else if (compiled.shape !== 'bool' && compiled.shape !== 'dyn')
    faults.push(wrongShape(compiled, 'true or false', 'when'))
  return compiled
}

const noCondition = (text: string, at: SourcePath, source: YamlSource): Fault => {
  const hint = text.startsWith('{{') ? 'Expressions are written ${{ … }}.' : `Write an expression: \${{ ${text} }}`
  return new Fault(
    'playbook/wrong-value',
    { name: 'when', what: 'this is text and no condition', hint },
    { where: source.at(at) },
  )
}

const compileList = (
  value: unknown,
  at: SourcePath,
  compiler: ExpressionCompiler,
  { source, faults }: StepLoading,
): CompiledValue => {
  const compiled = compileValue(value, at, { source, compiler, faults })
  if (itemShape(compiled.shape) === undefined) {
    if (compiled.holes.length > 0) faults.push(wrongShape(compiled, 'a list', 'for-each'))
    else
      faults.push(
        new Fault(
          'playbook/wrong-value',
          {
            name: 'for-each',
            what: 'this is text and no list',
            hint: 'Write a list, or an expression that gives one.',
          },
          { where: source.at(at) },
        ),
      )
  }
  return compiled
}

const wrongShape = ({ shape, holes }: CompiledValue, wanted: string, key: string): Fault => {
  const text = `the expression gives ${showShape(shape)}, and ${key} takes ${wanted}`
  return new Fault(
    'playbook/type',
    { text, hint: key === 'when' ? 'Compare it with something: person.country == "DE".' : undefined },
    { where: holes[0]?.where },
  )
}

const truth = (value: Checked<unknown>, at: SourcePath, source: YamlSource): Checked<boolean> => {
  if (!value.ok || typeof value.value === 'boolean') return value as Checked<boolean>
  return {
    ok: false,
    faults: [
      new Fault('playbook/evaluation', { text: 'the condition is neither true nor false' }, { where: source.at(at) }),
    ],
  }
}

const list = (value: Checked<unknown>, at: SourcePath, source: YamlSource): Checked<readonly Json[]> => {
  if (!value.ok || Array.isArray(value.value)) return value as Checked<readonly Json[]>
  return { ok: false, faults: [new Fault('playbook/evaluation', { text: 'it is no list' }, { where: source.at(at) })] }
}

/** What the step puts in scope for later ones. */
export const outputShape = (step: Step | undefined): Shape => (step ? { ...step.outputs } : 'dyn')

const valueAt = (value: unknown, path: SourcePath): unknown => {
  let here: unknown = value
  for (const key of path) here = (here as { readonly [key: string | number]: unknown } | undefined)?.[key]
  return here
}
