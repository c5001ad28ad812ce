import { readFileSync } from 'node:fs'

export interface HostileRow {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly why: string
  readonly expect: 'literal' | 'reject' | 'literal-or-reject' | 'neutralise' | 'redact'
  /** How often the value is repeated to make the row. */
  readonly repeat?: number
}

const file = new URL('../corpus/hostile.jsonl', import.meta.url)

/** Rows of the corpus of hostile values, of one kind. */
export const hostileRows = (kind: string): readonly HostileRow[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as HostileRow)
    .filter((row) => row.kind === kind)
