import type { z } from 'zod'
import { nameOf } from '../files/check-shape.ts'
import { explainIssue, type ShapeIssue } from '../files/explain-issue.ts'
import { knownKeys } from '../files/known-keys.ts'
import type { SourcePath, YamlSource } from '../files/yaml-source.ts'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import type { CompiledValue, Hole } from './expressions/compile-value.ts'
import { isOpen, showShape } from './expressions/shape.ts'

/** A part of a file that has expressions in it, and the schema its value must fit. */
export interface InputCheck {
  readonly source: YamlSource
  /** Where the value stands in the file. */
  readonly at: SourcePath
  readonly schema: z.ZodType
  readonly value: CompiledValue
}

/** An empty text marks issues for which the schema has no words of its own. */
const noWords = { error: () => '' }

/**
 * Everything that is wrong with a value whatever its expressions will give: unknown and missing keys, literals of the wrong form, and
 * expressions whose type cannot fit. The schema is tried on the value with an example in place of each expression; what it says about the
 * text of an example says nothing.
 */
export const checkInput = (check: InputCheck): readonly Fault[] => {
  const issues = issuesOf(check.schema, check.value.sample)
  return issues.flatMap((issue) => certain(issue, [], check)).flatMap((issue) => faultsOf(issue, check))
}

const issuesOf = (schema: z.ZodType, value: unknown): readonly ShapeIssue[] => {
  try {
    const parsed = schema.safeParse(value, noWords)
    return parsed.success ? [] : (parsed.error.issues as ShapeIssue[])
  } catch {
    // A transformation that cannot digest an example proves nothing.
    return []
  }
}

const holeAt = (path: SourcePath, holes: readonly Hole[]): Hole | undefined =>
  holes.find((hole) => hole.path.length <= path.length && hole.path.every((key, index) => key === path[index]))

/** The issues that hold for every value of the expressions, with their paths from the top of the value. */
const certain = (issue: ShapeIssue, prefix: SourcePath, check: InputCheck): readonly ShapeIssue[] => {
  const path = [...prefix, ...(issue.path as SourcePath)]
  const placed: ShapeIssue = { ...issue, path: [...path] }
  const hole = holeAt(path, check.value.holes)
  if (hole && isOpen(hole.shape)) return []
  if (issue.code === 'invalid_union' && !issue.message) return certainOfUnion(placed, path, check)
  // An example has the right type but any text, so only its type means something.
  return hole && issue.code !== 'invalid_type' ? [] : [placed]
}

/** A union fails for certain where every alternative does; then the one that fails least is reported. */
const certainOfUnion = (issue: ShapeIssue, path: SourcePath, check: InputCheck): readonly ShapeIssue[] => {
  const branches = (issue.errors ?? []).map((branch) =>
    (branch as readonly ShapeIssue[]).flatMap((inner) => certain(inner, path, check)),
  )
  if (branches.some((branch) => branch.length === 0)) return []
  const inside = branches.filter((branch) =>
    branch.every((inner) => inner.path.length > path.length || inner.code === 'unrecognized_keys'),
  )
  const [best] = [...inside].sort((a, b) => a.length - b.length)
  return best ?? [{ ...issue, alternatives: branches.flat() }]
}

const faultsOf = (issue: ShapeIssue, check: InputCheck): readonly Fault[] => {
  const { source, at, schema, value } = check
  const path = [...at, ...(issue.path as SourcePath)]
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, issue.path)
    return (issue.keys ?? []).map((key) => unknownKey(key, known, path, source))
  }
  const hole = holeAt(issue.path as SourcePath, value.holes)
  if (hole) return [wrongType(issue, hole, path)]
  const { what, hint } = explainIssue(issue, valueAt(source.value, path), source.rawAt(path))
  return [new Fault('playbook/wrong-value', { name: nameOf(path), what, hint }, { where: source.at(path) })]
}

const wrongType = (issue: ShapeIssue, hole: Hole, path: SourcePath): Fault => {
  const { hint } = explainIssue(issue, null, undefined)
  const wanted = hint.replace(/^Write /, '').replace(/\.$/, '')
  const text = `the expression gives ${showShape(hole.shape)}, and ${nameOf(path)} takes ${issue.expected === 'string' ? 'text' : wanted}`
  return new Fault('playbook/type', { text }, { where: hole.where })
}

/** A key that nobody reads, with those that could stand there. */
export const unknownKey = (key: string, known: readonly string[], path: SourcePath, source: YamlSource): Fault =>
  new Fault(
    'playbook/unknown-key',
    {
      key,
      in: path.length > 0 ? `under ${nameOf(path)}` : 'at the top',
      meant: didYouMean(key, known),
      known: known.join(', '),
    },
    { where: source.at([...path, key], 'key') },
  )

const valueAt = (value: unknown, path: SourcePath): unknown => {
  let here: unknown = value
  for (const key of path) here = (here as { readonly [key: string | number]: unknown } | undefined)?.[key]
  return here
}

/** The evaluated value against the schema; findings stand at the expression that gave it, or at its place in the file. */
export const parseInput = ({ source, at, schema, value }: InputCheck, evaluated: unknown): Checked<unknown> => {
  const parsed = schema.safeParse(evaluated, noWords)
  if (parsed.success) return { ok: true, value: parsed.data }
  const faults = (parsed.error.issues as ShapeIssue[]).map((issue) => {
    const below = issue.path as SourcePath
    const given = valueAt(evaluated, below)
    const { what, hint } = explainIssue(issue, given, undefined)
    const hole = holeAt(below, value.holes)
    const name = nameOf([...at, ...below])
    if (!hole) return new Fault('playbook/wrong-value', { name, what, hint }, { where: source.at([...at, ...below]) })
    const why = `${what} (the expression gives ${shorten(JSON.stringify(given) ?? 'nothing')} for this person)`
    return new Fault(
      'playbook/wrong-value',
      { name, what: why, hint: "Correct the person's data, the roles or the expression." },
      { where: hole.where },
    )
  })
  return { ok: false, faults }
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 77)}…` : text)
