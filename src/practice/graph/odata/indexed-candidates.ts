import type { Json } from '../../../model/json.ts'
import { type IndexedProperty, isIndexed } from '../../entra/entra-indexes.ts'
import type { EntraStore } from '../../entra/entra-store.ts'
import type { StoredObject } from '../../entra/stored-objects.ts'
import type { FilterNode } from './filter-node.ts'

/** Objects of the type that an index names for this filter, or null where all have to be looked at. */
export const indexedCandidates = (
  store: EntraStore,
  type: string,
  filter: FilterNode,
): readonly StoredObject[] | null => {
  const keys = keysOf(filter)
  if (keys === null) return null
  const found = new Map<string, StoredObject>()
  for (const [property, value] of keys) {
    for (const object of store.find(property, value)) if (object.type === type) found.set(object.id, object)
  }
  return [...found.values()]
}

type Keys = readonly (readonly [IndexedProperty, string])[]

const keysOf = (node: FilterNode): Keys | null => {
  if (node.kind === 'logic') {
    const [left, right] = [keysOf(node.left), keysOf(node.right)]
    if (node.operator === 'and') return left ?? right
    return left && right && [...left, ...right]
  }
  if (node.kind === 'lambda') return lambdaKeys(node)
  if (node.kind === 'in')
    return keysFor(
      node.path,
      node.literals.map(({ value }) => value),
    )
  return node.kind === 'compare' && node.operator === 'eq' ? keysFor(node.path, [node.literal.value]) : null
}

const lambdaKeys = ({ path, inner }: Extract<FilterNode, { kind: 'lambda' }>): Keys | null =>
  inner?.kind === 'compare' && inner.operator === 'eq' && inner.path.length === 1
    ? keysFor(path, [inner.literal.value])
    : null

const keysFor = (path: readonly string[], values: readonly Json[]): Keys | null => {
  const [property = ''] = path
  if (path.length !== 1 || !isIndexed(property)) return null
  const keys = values.flatMap((value) => (typeof value === 'string' ? [[property, value] as const] : []))
  return keys.length === values.length ? keys : null
}
