/** What Graph knows about one property of an entity. */
export interface Property {
  readonly type: 'text' | 'guid' | 'flag' | 'number' | 'time' | 'texts' | 'object' | 'objects'
  /** Answered without `$select`. */
  readonly byDefault?: true
  readonly readOnly?: true
  readonly notNull?: true
  /** Greatest length in UTF-16 units; of each item in a list. */
  readonly max?: number
  /**
   * Support of `$filter`, one letter each for eq, startsWith, ge/le lower, ge/le upper and `eq null`: D works plainly, A as an advanced query
   * (`ConsistencyLevel: eventual` and `$count=true`), N or `.` not at all.
   * https://learn.microsoft.com/graph/aad-advanced-queries
   */
  readonly filter?: string
  readonly sortable?: true
  readonly searchable?: true
  /** Kept outside Entra: cannot be listed, and writes need a PATCH of their own. */
  readonly elsewhere?: true
  /** Stays writable where Entra Connect masters the object. */
  readonly cloud?: true
}

export type PropertyTable = { readonly [name: string]: Property }

/** A property by its name in any letter case, with its exact name. */
export const findProperty = (table: PropertyTable, name: string): readonly [string, Property] | undefined => {
  const exact = Object.hasOwn(table, name) ? table[name] : undefined
  if (exact) return [name, exact]
  const wanted = name.toLowerCase()
  return Object.entries(table).find(([key]) => key.toLowerCase() === wanted)
}
