import { didYouMean } from '../model/did-you-mean.ts'
import type { FaultCode } from '../model/faults/index.ts'
import { showText } from '../model/show-text.ts'

/** A finding of zod, with the members that its kinds have. https://zod.dev/error-customization */
export interface ShapeIssue {
  readonly code: string
  readonly path: PropertyKey[]
  readonly message: string
  readonly expected?: string
  readonly keys?: readonly string[]
  readonly values?: readonly unknown[]
  readonly minimum?: number | bigint
  readonly maximum?: number | bigint
  readonly origin?: string
  readonly format?: string
  /** From a check of our own: what to write instead, and a fault of its own code. */
  readonly params?: { readonly hint?: string; readonly code?: FaultCode }
  /** Possible values of the key by which a union is told apart. */
  readonly options?: readonly unknown[]
  readonly errors?: readonly (readonly unknown[])[]
  /** What is wrong with the key of a map. */
  readonly issues?: readonly unknown[]
  /** What each alternative of a union found, where none came near. */
  readonly alternatives?: readonly ShapeIssue[]
}

interface Explanation {
  readonly what: string
  readonly hint: string
}

const words: { readonly [type: string]: string } = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
  null: 'nothing',
  undefined: 'nothing',
}

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  return words[typeof value] ?? typeof value
}

/**
 * What is wrong and what to write instead. `raw` are the characters in the file, if they may be shown: the difference between them and the value
 * is what surprises people (`00123` is a number, `Null` is nothing).
 */
export const explainIssue = (issue: ShapeIssue, value: unknown, raw: string | undefined): Explanation => {
  if (issue.message) return { what: issue.message, hint: issue.params?.hint ?? 'Correct the value and run again.' }
  const [ofKey] = issue.code === 'invalid_key' ? ((issue.issues ?? []) as readonly ShapeIssue[]) : []
  if (ofKey) return explainIssue(ofKey, issue.path.at(-1), undefined)
  if (issue.code === 'invalid_type') return wrongType(issue.expected ?? '', value, raw)
  if (issue.code === 'invalid_value') return wrongChoice(issue.values ?? [], value)
  if (issue.code === 'too_small' || issue.code === 'too_big') return wrongSize(issue)
  if (issue.code === 'invalid_union' && issue.options) return wrongChoice(issue.options, value)
  if (issue.code === 'invalid_union') return wrongUnion(issue, value, raw)
  return {
    what: `it is not of the right form${issue.format ? ` (${issue.format})` : ''}`,
    hint: 'Correct the value and run again.',
  }
}

const wrongType = (expected: string, value: unknown, raw: string | undefined): Explanation => {
  if (value === undefined) return { what: `it is missing; ${words[expected] ?? expected} is needed`, hint: 'Add it.' }
  const wanted = words[expected] ?? expected
  if (expected !== 'string' || (typeof value === 'object' && value !== null)) {
    return { what: `${wanted} is needed here, and this is ${kindOf(value)}`, hint: `Write ${wanted}.` }
  }
  if (raw === undefined)
    return {
      what: `text is needed here, and this is ${kindOf(value)}`,
      hint: 'Put it in quotes if it is meant as text.',
    }
  return unquoted(value, raw)
}

/** A bare word of YAML that reads as something else than text. */
const unquoted = (value: unknown, raw: string): Explanation => {
  if (raw === '' || raw === '~')
    return { what: 'it has no value', hint: 'Write a value behind the colon, or take the line out.' }
  const read =
    value === null
      ? 'as nothing (null)'
      : typeof value === 'boolean'
        ? `as the truth value ${value}`
        : `as the number ${value}`
  return {
    what: `${showText(raw)} is read ${read}, and text is needed`,
    hint: `Write it in quotes: "${showText(raw)}"`,
  }
}

const wrongChoice = (values: readonly unknown[], given: unknown): Explanation => {
  const list = values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
  const hint = `Write ${list.length === 1 ? list[0] : `one of: ${list.join(', ')}`}.`
  const what = given === undefined ? 'it is missing' : 'it is none of the possible values'
  const meant = typeof given === 'string' ? didYouMean(given, list) : undefined
  return { what, hint: meant ? `Did you mean "${meant}"? ${hint}` : hint }
}

const unitOf = (issue: ShapeIssue): string =>
  ({ string: ' characters', array: ' items', set: ' items' })[issue.origin ?? ''] ?? ''

const wrongSize = (issue: ShapeIssue): Explanation => {
  const unit = unitOf(issue)
  if (issue.code === 'too_big')
    return { what: `it is more than ${issue.maximum}${unit}`, hint: `Write at most ${issue.maximum}${unit}.` }
  if (issue.minimum === 1 && unit) return { what: 'it is empty', hint: 'Write a value, or take the line out.' }
  return { what: `it is less than ${issue.minimum}${unit}`, hint: `Write at least ${issue.minimum}${unit}.` }
}

const wrongUnion = (issue: ShapeIssue, value: unknown, raw: string | undefined): Explanation => {
  const wanted = [...new Set((issue.alternatives ?? []).flatMap(alternativeOf))]
  if (value === undefined) return { what: 'it is missing', hint: `Write ${wanted.join(' or ') || 'a value'}.` }
  if (wanted.includes('text') && raw !== undefined && typeof value !== 'string') return unquoted(value, raw)
  return {
    what: `this is ${kindOf(value)}, which cannot stand here`,
    hint: `Write ${wanted.join(' or ') || 'one of the possible forms'}.`,
  }
}

const alternativeOf = (issue: ShapeIssue): readonly string[] => {
  if (issue.code === 'invalid_type') return [words[issue.expected ?? ''] ?? String(issue.expected)]
  return (issue.values ?? []).map((value) => String(value))
}
