/** Names joined by `/`: `employeeOrgData/division`, or the variable of a lambda with what follows it. */
export type Path = readonly string[]

export interface Literal {
  readonly type: 'text' | 'number' | 'flag' | 'null' | 'guid' | 'time'
  readonly value: string | number | boolean | null
}

export type CompareOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'

/** A `$filter` as a tree. https://learn.microsoft.com/graph/filter-query-parameter */
export type FilterNode =
  | { readonly kind: 'logic'; readonly operator: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly inner: FilterNode }
  | { readonly kind: 'compare'; readonly operator: CompareOperator; readonly path: Path; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: Path; readonly literals: readonly Literal[] }
  | {
      readonly kind: 'call'
      readonly name: 'startsWith' | 'endsWith' | 'contains'
      readonly path: Path
      readonly literal: Literal
    }
  | {
      readonly kind: 'lambda'
      readonly quantifier: 'any' | 'all'
      readonly path: Path
      readonly variable: string
      readonly inner: FilterNode | null
    }
