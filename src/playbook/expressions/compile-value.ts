import type { SourcePath, YamlSource } from '../../files/yaml-source.ts'
import { Fault } from '../../model/fault.ts'
import type { Json } from '../../model/json.ts'
import type { SourcePosition } from '../../model/source-position.ts'
import { type CelValue, SECRET_KEY, toCel } from './cel-value.ts'
import type { Expression, ExpressionCompiler, ScopeValues } from './compile-expression.ts'
import { explainRun } from './explain-error.ts'
import { isPrintable, type Shape, sampleOf, showShape } from './shape.ts'
import { positionIn, rawOffset } from './source-offset.ts'
import { hasExpression, parseTemplate, type TemplatePart } from './template.ts'

/** A place in a value where an expression stands, and what comes there. */
export interface Hole {
  /** Keys and indexes from the compiled value down. */
  readonly path: SourcePath
  readonly shape: Shape
  readonly where: SourcePosition
}

/** A value of a YAML file whose expressions are compiled. */
export interface CompiledValue {
  readonly shape: Shape
  /** The value with an example of the right type in each hole, to try schemas with. */
  readonly sample: unknown
  readonly holes: readonly Hole[]
  /** Evaluates every expression once and nothing twice. Throws a Fault with the place of the expression. */
  run(values: ScopeValues): CelValue
}

/** What compiling needs; findings go to `faults`. */
export interface ValueContext {
  readonly source: YamlSource
  readonly compiler: ExpressionCompiler
  readonly faults: Fault[]
}

/** Compiles a part of a YAML file. Where something is wrong, the findings are added and the value is of the type `dyn`, so that nothing follows from it. */
export const compileValue = (value: unknown, path: SourcePath, context: ValueContext): CompiledValue =>
  compileAt(value, path, [], context)

const compileAt = (value: unknown, base: SourcePath, below: SourcePath, context: ValueContext): CompiledValue => {
  if (typeof value === 'string') return compileText(value, base, below, context)
  if (Array.isArray(value)) return compileList(value, base, below, context)
  if (typeof value === 'object' && value !== null) return compileMap(value, base, below, context)
  return constant(value as Json)
}

const constant = (value: Json): CompiledValue => {
  const cel = toCel(value)
  return { shape: shapeOfConstant(cel), sample: value, holes: [], run: () => cel }
}

const shapeOfConstant = (value: CelValue): Shape => {
  if (value === null) return 'null'
  if (typeof value === 'bigint') return 'int'
  if (typeof value === 'number') return 'double'
  return typeof value === 'boolean' ? 'bool' : 'string'
}

const compileList = (
  items: readonly unknown[],
  base: SourcePath,
  below: SourcePath,
  context: ValueContext,
): CompiledValue => {
  const parts = items.map((item, index) => compileAt(item, base, [...below, index], context))
  const [first] = parts
  const same =
    first &&
    typeof first.shape === 'string' &&
    first.shape !== 'null' &&
    parts.every(({ shape }) => shape === first.shape)
  return {
    shape: same ? `list<${String(first.shape)}>` : 'list<dyn>',
    sample: parts.map(({ sample }) => sample),
    holes: parts.flatMap(({ holes }) => holes),
    run: (values) => parts.map((part) => part.run(values)),
  }
}

const compileMap = (map: object, base: SourcePath, below: SourcePath, context: ValueContext): CompiledValue => {
  const parts = Object.entries(map).map(([key, inner]) => {
    if (hasExpression(key))
      context.faults.push(keyFault('expressions stand in values and not in keys', [...base, ...below, key], context))
    if (key === SECRET_KEY)
      context.faults.push(
        keyFault('a secret is named by an expression: ${{ steps.<id>.password }}', [...base, ...below, key], context),
      )
    return [key, compileAt(inner, base, [...below, key], context)] as const
  })
  return {
    shape: Object.fromEntries(parts.map(([key, part]) => [key, part.shape])),
    sample: Object.fromEntries(parts.map(([key, part]) => [key, part.sample])),
    holes: parts.flatMap(([, { holes }]) => holes),
    run: (values) => new Map(parts.map(([key, part]) => [key, part.run(values)])),
  }
}

const keyFault = (text: string, path: SourcePath, { source }: ValueContext): Fault =>
  new Fault('playbook/expression', { text }, { where: source.at(path, 'key') })

const compileText = (text: string, base: SourcePath, below: SourcePath, context: ValueContext): CompiledValue => {
  if (!hasExpression(text)) return constant(text)
  const path = [...base, ...below]
  const raw = context.source.rawAt(path)
  const start = context.source.at(path)
  const whereOf = (index: number): SourcePosition =>
    raw === undefined ? start : positionIn(start, raw, rawOffset(raw, text, index))
  const { parts, unclosedAt } = parseTemplate(text)
  if (unclosedAt !== null) {
    context.faults.push(
      new Fault('playbook/expression', { text: 'nothing closes it: }} is missing' }, { where: whereOf(unclosedAt) }),
    )
    return unknownValue(below, start)
  }
  const compiled = parts.map((part) => compilePart(part, whereOf, context))
  if (compiled.includes(null)) return unknownValue(below, start)
  const pieces = compiled.filter((piece) => piece !== null)
  const [only, ...rest] = pieces
  // A block scalar ends in a line break that nobody means.
  const whole = only?.expression && rest.every((piece) => piece.text !== null && /^\n*$/.test(piece.text))
  return whole && only ? wholeValue(only, below) : joined(pieces, below, start, context)
}

/** A compiled piece of a text: either text, or an expression and its place. */
interface Piece {
  readonly text: string | null
  readonly expression: Expression | null
  readonly where: SourcePosition | null
}

const compilePart = (
  part: TemplatePart,
  whereOf: (index: number) => SourcePosition,
  { compiler, faults }: ValueContext,
): Piece | null => {
  if (part.kind === 'text') return { text: part.text, expression: null, where: null }
  const compiled = compiler.compile(part.source)
  const blanks = part.source.length - part.source.trimStart().length
  if (compiled.ok) return { text: null, expression: compiled.expression, where: whereOf(part.offset + blanks) }
  for (const { code, params, offset } of compiled.problems) {
    faults.push(new Fault(code, params, { where: whereOf(part.offset + Math.max(offset, blanks)) }))
  }
  return null
}

/** Stands in for what could not be compiled. */
const unknownValue = (path: SourcePath, where: SourcePosition): CompiledValue => ({
  shape: 'dyn',
  sample: sampleOf('dyn'),
  holes: [{ path, shape: 'dyn', where }],
  run: () => null,
})

const wholeValue = ({ expression, where }: Piece, path: SourcePath): CompiledValue => {
  if (!expression || !where) return constant('')
  const { shape } = expression
  return {
    shape,
    sample: sampleOf(shape),
    holes: [{ path, shape, where }],
    run: (values) => evaluate(expression, where, values),
  }
}

const joined = (
  pieces: readonly Piece[],
  path: SourcePath,
  start: SourcePosition,
  { faults }: ValueContext,
): CompiledValue => {
  for (const { expression, where } of pieces) {
    if (!expression || !where || isPrintable(expression.shape)) continue
    const text = `${showShape(expression.shape)} cannot stand inside text`
    faults.push(new Fault('playbook/type', { text }, { where }))
  }
  return {
    shape: 'string',
    sample: sampleOf('string'),
    holes: [{ path, shape: 'string', where: start }],
    run: (values) => pieces.map((piece) => printed(piece, values)).join(''),
  }
}

const printed = ({ text, expression, where }: Piece, values: ScopeValues): string => {
  if (!expression || !where) return text ?? ''
  const value = evaluate(expression, where, values)
  if (value === null) return ''
  if (typeof value !== 'object') return String(value)
  throw new Fault('playbook/evaluation', { text: 'a list or a map cannot stand inside text' }, { where })
}

const evaluate = (expression: Expression, where: SourcePosition, values: ScopeValues): CelValue => {
  try {
    return plain(expression.run(values)) as CelValue
  } catch (error) {
    // A fault comes from a value of `let:` and has its own place.
    if (error instanceof Fault) throw error
    throw new Fault('playbook/evaluation', { text: explainRun(error) }, { where, cause: error })
  }
}

/** The library wraps maps whose keys are declared; another place declares them anew. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  return new Map([...value].map(([key, inner]) => [key, plain(inner)]))
}
