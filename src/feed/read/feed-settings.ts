import type { SourcePath, YamlSource } from '../../files/yaml-source.ts'
import type { Checked } from '../../model/fault.ts'
import type { FeedFormat } from '../../model/feed.ts'
import type { JsonObject } from '../../model/json.ts'
import type { DatePattern } from './date-pattern.ts'

/** Runs an expression of the settings over one row. Throws a Fault where the row does not fit it. */
export type RowExpression = (row: JsonObject) => unknown

/** Compiles the expression that stands at a path of the settings. Handed in, for expressions belong to playbooks. */
export type CompileRow = (path: SourcePath, source: YamlSource) => Checked<RowExpression>

/** Where the value of a field comes from. */
export type FieldSource =
  | { readonly kind: 'column'; readonly name: string }
  /** JSON pointer, RFC 6901, its parts without escapes. */
  | { readonly kind: 'pointer'; readonly parts: readonly string[] }
  | { readonly kind: 'expression'; readonly run: RowExpression; readonly columns: readonly string[] }

/** What `person:` says of one field. */
export interface FieldRule {
  /** Field of a person, or `extra.` and a key. */
  readonly field: string
  /** As it was written, for messages. */
  readonly from: string
  readonly source: FieldSource
  readonly dates: readonly DatePattern[]
  readonly map: { readonly [value: string]: string } | null
  /** What happens to a value that `map` does not have. */
  readonly others: 'refuse' | 'keep' | 'empty'
  /** Numbers shorter than this are filled with zeros from the left. */
  readonly digits: number | null
  /** What separates the items of a list in one cell. */
  readonly split: string
}

/** How a feed proves that it is whole. */
export type CountRule =
  | { readonly kind: 'pointer'; readonly parts: readonly string[] }
  | { readonly kind: 'trailer'; readonly word: string; readonly cell: number }

/** feed.yaml, checked and compiled. */
export interface FeedSettings {
  readonly format: FeedFormat | null
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly sheet: string | number | null
  readonly records: readonly string[] | null
  readonly rules: readonly FieldRule[]
  readonly ignore: readonly string[]
  /** Row of the heading, from 1. */
  readonly heading: number
  readonly skip: number
  readonly asOf: string | null
  readonly count: CountRule | null
}

/** A feed without settings: everything is recognised, and columns are called like fields. */
export const plainSettings: FeedSettings = {
  format: null,
  encoding: null,
  delimiter: null,
  sheet: null,
  records: null,
  rules: [],
  ignore: [],
  heading: 1,
  skip: 0,
  asOf: null,
  count: null,
}
