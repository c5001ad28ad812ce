import type { AttributeRule } from './user-schemas.ts'

/** What a path such as `emails[type eq "work"].value` names. https://www.rfc-editor.org/rfc/rfc7644#section-3.10 */
export interface AttributePath {
  /** Name of the extension; null for attributes of the core schema. */
  readonly schema: string | null
  /** Null for all of the extension. */
  readonly attribute: string | null
  readonly part: string | null
  /** Which of several values are meant. */
  readonly filter: Filter | null
  /** Of the attribute; null for those of extensions that are not known, which may be anything. */
  readonly rule: AttributeRule | null
  readonly partRule: AttributeRule | null
}

export type Comparison = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

export type Scalar = string | number | boolean | null

/** A filter as it was understood. https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2 */
export type Filter =
  | { readonly kind: 'and'; readonly of: readonly Filter[] }
  | { readonly kind: 'or'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | { readonly kind: 'present'; readonly path: AttributePath }
  | { readonly kind: 'compare'; readonly path: AttributePath; readonly by: Comparison; readonly value: Scalar }

/** `userName eq "adele@contoso.com"`: the value that one attribute has to have; undefined for any other filter. */
export const onlyValue = (filter: Filter, attribute: string): string | undefined => {
  if (filter.kind !== 'compare' || filter.by !== 'eq' || typeof filter.value !== 'string') return undefined
  const { path } = filter
  return path.schema === null && path.attribute === attribute && path.filter === null ? filter.value : undefined
}
