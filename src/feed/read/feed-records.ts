import type { FeedFormat } from '../../model/feed.ts'
import type { SourcePosition } from '../../model/source-position.ts'

/** One row of a feed, before anything is known of its meaning. */
export interface FeedRecord {
  /** Row of a table with its heading, or item of a list, from 1. */
  readonly row: number
  readonly where: SourcePosition
  /** Values by column or key. */
  readonly values: { readonly [column: string]: unknown }
  /** Why the row cannot be read at all, such as a wrong number of cells. */
  readonly why?: string
  /** How a value stands in the file, where that may differ from what it was read as. */
  readonly rawAt?: (path: readonly string[]) => string | undefined
}

/** The rows of a feed, and what else the file says. */
export interface FeedRecords {
  readonly format: FeedFormat
  readonly written: readonly string[]
  readonly columns: readonly string[]
  /** Columns whose heading is there more than once, with their places from 1. */
  readonly twice: ReadonlyMap<string, readonly number[]>
  readonly records: readonly FeedRecord[]
  /** How many there should be, where the file says so. */
  readonly total: number | null
  /** Whether the text ends in a line break; null where that means nothing. */
  readonly ended: boolean | null
  /** The whole document, for pointers that begin at its top. */
  readonly document: unknown
  readonly notes: readonly string[]
}
