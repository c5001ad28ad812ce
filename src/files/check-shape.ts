import type { z } from 'zod'
import { didYouMean } from '../model/did-you-mean.ts'
import { type Checked, Fault } from '../model/fault.ts'
import { showText } from '../model/show-text.ts'
import { byPosition } from './by-position.ts'
import { explainIssue, type ShapeIssue } from './explain-issue.ts'
import { knownKeys } from './known-keys.ts'
import { limits } from './limits.ts'
import type { SourcePath, YamlSource } from './yaml-source.ts'

export interface ShapeOptions {
  /** Where in the source the value stands that the schema describes; default: the top. */
  readonly at?: SourcePath
  /** Keys to suggest for an unknown one, beside those the schema knows. */
  readonly knownKeys?: readonly string[]
  /** Whether messages may repeat values of the file; false for files that could hold a secret by mistake. Default: true. */
  readonly echo?: boolean
}

/** Checks a part of a file against a schema. All findings are answered, each with its place in the file. */
export const checkShape = <T>(schema: z.ZodType<T>, source: YamlSource, options: ShapeOptions = {}): Checked<T> => {
  const base = options.at ?? []
  // An empty text marks issues for which the schema has no words of its own.
  const parsed = schema.safeParse(valueAt(source.value, base), { error: () => '' })
  if (parsed.success) return { ok: true, value: parsed.data }
  const issues = parsed.error.issues.flatMap((issue) => bestBranch(issue as ShapeIssue, []))
  const faults = issues.slice(0, limits.findings).flatMap((issue) => faultsOf(issue, schema, source, base, options))
  return { ok: false, faults: byPosition(faults) }
}

const valueAt = (value: unknown, path: SourcePath): unknown => {
  let here: unknown = value
  for (const key of path) here = (here as { readonly [key: string | number]: unknown } | undefined)?.[key]
  return here
}

/** Of a union the findings of the alternative that comes nearest: the one that fails deepest, then with the fewest findings. */
const bestBranch = (issue: ShapeIssue, prefix: SourcePath): readonly ShapeIssue[] => {
  const path = [...prefix, ...issue.path] as SourcePath
  const placed: ShapeIssue = { ...issue, path: [...path] }
  if (issue.code !== 'invalid_union' || issue.message || !issue.errors?.length) return [placed]
  const branches = issue.errors.map((branch) => branch.flatMap((inner) => bestBranch(inner as ShapeIssue, path)))
  const inside = branches.filter((branch) =>
    branch.every((inner) => inner.path.length > path.length || inner.code === 'unrecognized_keys'),
  )
  const candidates = inside.length > 0 ? inside : branches.filter((branch) => branch.some((inner) => inner.message))
  const [best] = [...candidates].sort((a, b) => a.length - b.length)
  return best ?? [{ ...placed, alternatives: branches.flat() }]
}

const faultsOf = (
  issue: ShapeIssue,
  schema: z.core.$ZodType,
  source: YamlSource,
  base: SourcePath,
  options: ShapeOptions,
): readonly Fault[] => {
  const path = [...base, ...(issue.path as SourcePath)]
  if (issue.code === 'unrecognized_keys') {
    const known = [...knownKeys(schema, issue.path), ...(options.knownKeys ?? [])]
    return (issue.keys ?? []).map((key) => unknownKey(key, known, path, source))
  }
  const { what, hint } = explainIssue(
    issue,
    valueAt(source.value, path),
    options.echo === false ? undefined : source.rawAt(path),
  )
  return [
    new Fault(issue.params?.code ?? 'file/wrong-value', { name: nameOf(path), what, hint }, { where: source.at(path) }),
  ]
}

const unknownKey = (key: string, known: readonly string[], path: SourcePath, source: YamlSource): Fault => {
  const place = path.length > 0 ? `under ${nameOf(path)}` : 'here'
  const list = known.length > 0 ? known.join(', ') : 'nothing'
  return new Fault(
    'file/unknown-key',
    { key: showText(key), in: place, meant: didYouMean(key, known), known: list },
    { where: source.at([...path, key], 'key') },
  )
}

/** A path as people write it: `steps[2].ad.groups`. */
export const nameOf = (path: SourcePath): string => {
  let name = ''
  for (const key of path) name += typeof key === 'number' ? `[${key + 1}]` : `${name && '.'}${showText(key)}`
  return name || 'the document'
}
