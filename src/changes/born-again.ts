import type { Change } from './change.ts'

const relinked = (value: unknown, makers: ReadonlyMap<string, string>): unknown => {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => relinked(item, makers))
  const { id, name, ...rest } = value as { readonly id?: unknown; readonly name?: unknown }
  const madeBy = typeof id === 'string' && typeof name === 'string' ? makers.get(id) : undefined
  if (madeBy !== undefined && Object.keys(rest).length === 0) return { madeBy, name }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, relinked(member, makers)]))
}

/**
 * The same change with references to the changes that make objects anew, in place of the ids that those had before they were deleted.
 * `makers`: id of a change by the former id of its object.
 */
export const bornAgain = <C extends Change>(change: C, makers: ReadonlyMap<string, string>): C =>
  makers.size === 0 ? change : (relinked(change, makers) as C)
