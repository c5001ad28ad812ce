/** A search filter as it came over the wire; values are bytes until the schema says what they are. */
export type Filter =
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'equals' | 'atLeast' | 'atMost'; readonly attribute: string; readonly value: Buffer }
  | { readonly op: 'present'; readonly attribute: string }
  | {
      readonly op: 'substrings'
      readonly attribute: string
      readonly initial: Buffer | null
      readonly any: readonly Buffer[]
      readonly final: Buffer | null
    }
  | {
      readonly op: 'extensible'
      readonly rule: string | null
      readonly attribute: string | null
      readonly value: Buffer
    }
